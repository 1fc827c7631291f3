using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

/// <summary>What goes wrong gives one clear message, the right exit code, and nothing half written.</summary>
public sealed class BadInputTests
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Parse("seed=7,blocks=12");

    public static TheoryData<string, FakeNodeFault, string> Faults => new()
    {
        { "401", FakeNodeFault.Status(401), "WEIR3007" },
        { "429 storm", FakeNodeFault.Status(429, TimeSpan.FromMilliseconds(10)), "WEIR3008" },
        { "500", FakeNodeFault.Status(500), "WEIR3002" },
        { "HTML", FakeNodeFault.Html(), "WEIR3005" },
        { "truncated JSON", FakeNodeFault.MalformedJson(), "WEIR2002" },
        { "cut", FakeNodeFault.Cut(), "WEIR3005" },
        { "missing answer", FakeNodeFault.MissingAnswer(), "WEIR3005" },
        { "wrong ids", FakeNodeFault.WrongIds(), "WEIR3005" },
        { "null block", FakeNodeFault.NullResult("eth_getBlockByNumber"), "WEIR3004" },
        { "a lie in a header", FakeNodeFault.Lie("eth_getBlockByNumber", "gasUsed", "\"0x1\""), "WEIR3" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_node_that_keeps_failing_is_one_clear_error(string name, FakeNodeFault fault, string code)
    {
        using CommandLine weir = new();
        await using FakeNode node = await FakeNode.StartAsync(new SimulatedFakeChain(Chain));
        node.Fault = fault;
        int exit = await weir.RunAsync(
            "backfill", "--source", $"rpc:{node.Url}secret-key-0123456789", "--to", $"duckdb:{weir.Path("x.duckdb")}", "--blocks", "0:11",
            "--retries", "1", "--chain-id", "2003134834", "--quiet");
        Assert.True(exit == 1, $"{name}: {exit} {weir.Error}");
        Assert.Contains(name == "a lie in a header" ? "WEIR2101" : code, weir.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key-0123456789", weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passing_fault_is_repeated_until_it_works()
    {
        using CommandLine weir = new();
        await using FakeNode node = await FakeNode.StartAsync(new SimulatedFakeChain(Chain));
        foreach (FakeNodeFault fault in new[]
        {
            FakeNodeFault.Status(503) with { Times = 1 }, FakeNodeFault.Status(429) with { Times = 1 },
            FakeNodeFault.TooLarge(4), FakeNodeFault.ReversedBatch(),
        })
        {
            node.Fault = fault;
            int code = await weir.RunAsync(
                "backfill", "--source", $"rpc:{node.Url}", "--to", $"duckdb:{weir.Path($"{fault.Kind}{fault.Code}.duckdb")}", "--quiet");
            Assert.True(code == 0, weir.Error);
        }
    }

    [Fact]
    public async Task Nothing_of_a_lying_block_is_stored()
    {
        using CommandLine weir = new();
        await using FakeNode node = await FakeNode.StartAsync(new SimulatedFakeChain(Chain));
        node.Fault = FakeNodeFault.Lie("eth_getBlockReceipts", "[0].gasUsed", "\"0x1\"") with { Block = 5 };
        string warehouse = $"duckdb:{weir.Path("lie.duckdb")}";
        Assert.Equal(1, await weir.RunAsync(
            "backfill", "--source", $"rpc:{node.Url}", "--to", warehouse, "--retries", "1", "--batch", "1", "--quiet"));
        Assert.Contains("block 5", weir.Error, StringComparison.Ordinal);
        Assert.Contains("gasUsed", weir.Error, StringComparison.Ordinal);
        Assert.Equal(0, await weir.RunAsync(
            "query", "SELECT count(*) AS n FROM blocks WHERE number >= 5", "--warehouse", warehouse, "--json"));
        Assert.Equal("{\"n\":0}", weir.Output.Trim());
    }

    [Theory]
    [InlineData(2, "WEIR1002", "backfill", "--source", "ftp:x")]
    [InlineData(2, "WEIR1002", "backfill", "--source", "http://127.0.0.1:1")]
    [InlineData(2, "WEIR1004", "backfill", "--source", "sim:", "--blocks", "9:1")]
    [InlineData(2, "WEIR1005", "backfill", "--source", "sim:", "--tables", "blox")]
    [InlineData(2, "WEIR1003", "backfill", "--source", "sim:", "--to", "oracle:x")]
    [InlineData(2, "WEIR1007", "backfill", "--source", "files:/no/such/folder")]
    [InlineData(2, "--blokcs", "backfill", "--source", "sim:", "--blokcs", "1")]
    [InlineData(2, "1 to 500", "backfill", "--source", "sim:", "--batch", "0")]
    [InlineData(1, "WEIR5005", "query", "SELECT 1", "--warehouse", "duckdb:/no/such/file.duckdb")]
    [InlineData(1, "WEIR3001", "backfill", "--source", "rpc:http://127.0.0.1:9", "--retries", "0", "--blocks", "1:2")]
    [InlineData(1, "WEIR500", "backfill", "--source", "sim:blocks=2", "--to", "duckdb:/proc/weir.duckdb")]
    public async Task A_wrong_command_line_says_what_and_what_to_do(int exit, string said, params string[] args)
    {
        using CommandLine weir = new();
        int code = await weir.RunAsync(args);
        Assert.DoesNotContain("   at Weir.", weir.Error, StringComparison.Ordinal);
        Assert.True((code, weir.Error.Contains(said, StringComparison.Ordinal)) == (exit, true),
            $"{code}: {weir.Error}");
    }
}
