using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Weir.IntegrationTests.Kafka.KafkaBroker))]

namespace Weir.IntegrationTests.Kafka;

/// <summary>
/// A real broker on the loopback address, where <c>shared/kafka</c> and Java are at hand; one for all tests of the run,
/// started when the first of them asks.
/// </summary>
public sealed class KafkaBroker : IAsyncDisposable
{
    /// <summary>The tests that use the generator's topics, one after another.</summary>
    public const string Collection = "Kafka";

    /// <summary>Who may use <see cref="SaslAddressOrSkipAsync"/>.</summary>
    public const string User = "weir";

    /// <inheritdoc cref="User"/>
    public const string Password = "weir-secret";

    private const int SaslOffset = 201;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-kafka-");
    private readonly string? _script = Find();
    private readonly int _port = FreePort();
    private readonly Lazy<Task<string?>> _start;

    public KafkaBroker() => _start = new Lazy<Task<string?>>(StartAsync);

    /// <summary>Host and port; the test is skipped where there is no broker.</summary>
    public async Task<string> AddressOrSkipAsync()
    {
        string? absence = await _start.Value;
        Assert.SkipUnless(absence is null, absence ?? string.Empty);
        return $"127.0.0.1:{_port}";
    }

    /// <summary>The script that starts brokers; the test is skipped where it is not here.</summary>
    public static string ScriptOrSkip()
    {
        string? script = Find();
        Assert.SkipUnless(script is not null, "shared/kafka is not here");
        return script!;
    }

    /// <summary>Host and port of the listener that wants SASL PLAIN.</summary>
    public async Task<string> SaslAddressOrSkipAsync()
    {
        await AddressOrSkipAsync();
        return $"127.0.0.1:{_port + SaslOffset}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_start.IsValueCreated && _script is not null)
        {
            await _start.Value;
            await RunAsync("kill", _folder.FullName);
        }

        _folder.Delete(recursive: true);
    }

    // Null, or why there is none.
    private async Task<string?> StartAsync() =>
        _script is null ? "shared/kafka is not here"
        : await RunAsync("start", _folder.FullName, "--port", $"{_port}", "--sasl", "--set",
            "offsets.topic.num.partitions=1", "--set",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer", "--set",
            "super.users=User:ANONYMOUS", "--set", "allow.everyone.if.no.acl.found=true") is var code && code == 0 ? null
        : $"the broker does not start: code {code}";

    private async Task<int> RunAsync(params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(_script!, args))
            ?? throw new InvalidOperationException("no process");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port is var port && port < 60_000 ? port : port - 5_000;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "kafka", "kafka");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
