using System.Diagnostics;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>The short form of eng/proofs/kill.sh.</summary>
public sealed class KillIntegrationTests
{
    [Theory]
    [InlineData("duckdb")]
    [InlineData("parquet")]
    public async Task Killed_backfills_end_like_the_undisturbed_one(string kind)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not here");
        ProcessStartInfo start =
            new("/bin/bash", [Path.Combine(Golden.Root, "eng", "proofs", "kill.sh"), "6", "3", "1500", kind])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        start.Environment["WEIR_PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "weir.dll");
        using Process script = Process.Start(start)!;
        Task<string> error = script.StandardError.ReadToEndAsync();
        string output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, output + await error);
        Assert.Contains("6 kills", output, StringComparison.Ordinal);
    }
}
