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
        string output = await ProofScript.RunAsync("/usr/bin/python3", "exactly-once.py", script, "6", "3", "100");
        Assert.Contains("600 blocks through Kafka into PostgreSQL", output, StringComparison.Ordinal);
    }
}
