using System.Diagnostics;
using Weir.Tests;

namespace Weir.IntegrationTests.Kafka;

/// <summary>The short form of eng/proofs/exactly-once.py.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class ExactlyOnceIntegrationTests
{
    [Fact]
    public async Task Whoever_is_killed_every_block_is_stored_once()
    {
        string script = KafkaBroker.ScriptOrSkip();
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/postgresql") && File.Exists("/usr/bin/python3"),
            "PostgreSQL or Python is not here");
        ProcessStartInfo start = new(
            "/usr/bin/python3",
            [Path.Combine(Golden.Root, "eng", "proofs", "exactly-once.py"), script, "6", "3", "100"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WEIR_PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "weir.dll");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Contains("600 blocks through Kafka into PostgreSQL", output, StringComparison.Ordinal);
    }
}
