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
        string output = await ProofScript.RunAsync("/bin/bash", "kill.sh", "6", "3", "1500", kind);
        Assert.Contains("6 kills", output, StringComparison.Ordinal);
    }
}
