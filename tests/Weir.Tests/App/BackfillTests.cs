using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

public sealed class BackfillTests
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Parse("seed=7,blocks=60");

    [Fact]
    public async Task A_chain_over_rpc_and_the_same_chain_from_the_simulation_have_the_same_checksums()
    {
        using CommandLine weir = new();
        string direct = await ChecksumsAsync(weir, "sim:seed=7,blocks=60", "direct.duckdb");
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(Chain), new FakeNodeOptions { ShuffleSeed = 3 });
        Assert.Equal(direct, await ChecksumsAsync(weir, $"rpc:{node.Url}", "rpc.duckdb"));
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{weir.Path("rpc.duckdb")}", "--proofs"));
        Assert.Contains("60 blocks: 60 proven whole", weir.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overlapping_backfills_in_any_order_fetch_only_what_is_missing_and_end_alike()
    {
        using CommandLine weir = new();
        string whole = await ChecksumsAsync(weir, "sim:seed=7,blocks=60", "whole.duckdb");
        await using FakeNode node = await FakeNode.StartAsync(new SimulatedFakeChain(Chain));
        string to = $"duckdb:{weir.Path("parts.duckdb")}";
        foreach (string blocks in new[] { "40:49", "10:45", "0:59", "0:59" })
        {
            Assert.Equal(0, await weir.RunAsync(
                "backfill", "--source", $"rpc:{node.Url}", "--to", to, "--blocks", blocks, "--quiet"));
        }

        Assert.Equal(60, node.Counts.Of("eth_getBlockReceipts"));
        Assert.Equal(whole, await ChecksumsAsync(weir, null, "parts.duckdb"));
    }

    [Fact]
    public async Task A_part_without_receipts_and_a_table_that_comes_later_are_filled_to_the_same_whole()
    {
        using CommandLine weir = new();
        string whole = await ChecksumsAsync(weir, "sim:seed=7,blocks=60", "whole.duckdb");
        await using FakeNode node = await FakeNode.StartAsync(new SimulatedFakeChain(Chain));
        string[] to =
            ["backfill", "--source", $"rpc:{node.Url}", "--to", $"duckdb:{weir.Path("parts.duckdb")}", "--quiet"];
        Assert.Equal(0, await weir.RunAsync([.. to, "--blocks", "20:29", "--no-receipts"]));
        Assert.Equal(0, await weir.RunAsync([.. to, "--blocks", "0:9", "--tables", "blocks,transactions"]));
        Assert.Equal(10, node.Counts.Of("eth_getBlockReceipts"));
        Assert.Equal(0, await weir.RunAsync(to));
        Assert.Equal(70, node.Counts.Of("eth_getBlockReceipts"));
        Assert.Equal(whole, await ChecksumsAsync(weir, null, "parts.duckdb"));
    }

    [Fact]
    public async Task A_node_without_block_receipts_is_asked_for_each()
    {
        using CommandLine weir = new();
        string whole = await ChecksumsAsync(weir, "sim:seed=7,blocks=60", "whole.duckdb");
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(Chain), new FakeNodeOptions { HasBlockReceipts = false, ShuffleSeed = 5 });
        Assert.Equal(whole, await ChecksumsAsync(weir, $"rpc:{node.Url}", "each.duckdb"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_makes_nothing()
    {
        using CommandLine weir = new();
        Assert.Equal(0, await weir.RunAsync(
            "backfill", "--source", "sim:blocks=9", "--to", $"duckdb:{weir.Path("dry.duckdb")}", "--dry"));
        Assert.Contains("9 of 9 blocks", weir.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(weir.Path("dry.duckdb")));
    }

    private static async Task<string> ChecksumsAsync(CommandLine weir, string? source, string file)
    {
        string warehouse = $"duckdb:{weir.Path(file)}";
        if (source is not null)
        {
            int code = await weir.RunAsync("backfill", "--source", source, "--to", warehouse, "--quiet");
            Assert.True(code == 0, weir.Error);
        }

        Assert.Equal(0, await weir.RunAsync("verify", warehouse, "--json"));
        return weir.Output;
    }
}
