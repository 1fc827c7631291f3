using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Weir.IntegrationTests.Kafka;

/// <summary>A real broker on the loopback address, where <c>shared/kafka</c> and Java are at hand; one for all tests of the run.</summary>
public sealed class KafkaBroker : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-kafka-");
    private readonly string? _script = Find();
    private readonly int _port = FreePort();
    private string? _absence;

    /// <summary>Host and port; the test is skipped where there is no broker.</summary>
    public string AddressOrSkip()
    {
        Assert.SkipUnless(_absence is null, _absence ?? string.Empty);
        return $"127.0.0.1:{_port}";
    }

    public async ValueTask InitializeAsync()
    {
        if (_script is null)
        {
            _absence = "shared/kafka is not here";
            return;
        }

        try
        {
            await RunAsync("start", _folder.FullName, "--port", $"{_port}");
        }
        catch (InvalidOperationException error)
        {
            _absence = $"the broker does not start: {error.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
        {
            await RunAsync("kill", _folder.FullName);
        }

        _folder.Delete(recursive: true);
    }

    private async Task RunAsync(params string[] args)
    {
        ProcessStartInfo start = new(_script!, args) { RedirectStandardOutput = false, RedirectStandardError = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("no process");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && args[0] == "start")
        {
            throw new InvalidOperationException($"kafka {args[0]} ended with code {process.ExitCode}");
        }
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
