using System.Text.Json.Nodes;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

/// <summary>A node without receipts: logs by eth_getLogs, the same rows, proven as far as the bloom goes.</summary>
public sealed class OnlyLogsTests : IDisposable
{
    private const string Chain = "seed=7,blocks=60";

    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task The_logs_are_the_same_and_a_range_that_is_too_wide_is_narrowed()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse(Chain)),
            new FakeNodeOptions { HasBlockReceipts = false, HasTransactionReceipts = false, MostLogBlocks = 7, MostLogs = 90 },
            cancellationToken: Token);
        Assert.True(await LoadAsync(node, "w.duckdb") == 0, _weir.Error);
        Assert.Contains("only the bloom is proven", _weir.Error, StringComparison.Ordinal);
        string[] few = await ChecksumsAsync("w.duckdb", "logs", "token_transfers");
        Assert.True(await _weir.RunAsync("backfill", "--source", $"sim:{Chain}", "--to", To("whole.duckdb"), "--quiet") == 0);
        Assert.Equal(await ChecksumsAsync("whole.duckdb", "logs", "token_transfers"), few);
        Assert.Equal(0, await _weir.RunAsync("verify", To("w.duckdb"), "--proofs"));

        // Nothing is read again, and nothing was left out.
        node.Counts.Clear();
        Assert.Equal(0, await LoadAsync(node, "w.duckdb"));
        Assert.Equal(0, node.Counts.Of("eth_getLogs"));
    }

    [Fact]
    public async Task A_log_that_is_missing_or_foreign_does_not_fit_the_bloom()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse(Chain)), cancellationToken: Token);
        node.Fault = FakeNodeFault.Lie("eth_getLogs", "[0].address", "\"0x00000000000000000000000000000000000000aa\"");
        Assert.Equal(1, await LoadAsync(node, "w.duckdb", "--only-logs", "--retries", "1", "--blocks", "40:45"));
        Assert.Contains("is not the bloom of the block's logs", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_was_removed_is_of_another_branch_and_asked_for_again()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse(Chain)), cancellationToken: Token);
        node.Fault = FakeNodeFault.Lie("eth_getLogs", "[0].removed", "true");
        Assert.Equal(1, await LoadAsync(node, "w.duckdb", "--only-logs", "--retries", "1", "--blocks", "40:45"));
        Assert.Contains("that are of another branch", _weir.Error, StringComparison.Ordinal);
        node.Fault = null;
        Assert.Equal(0, await LoadAsync(node, "w.duckdb", "--only-logs", "--blocks", "40:45"));
    }

    private Task<int> LoadAsync(FakeNode node, string name, params string[] more) => _weir.RunAsync(
        ["backfill", "--source", $"rpc:{node.Url}", "--to", To(name), .. more]);

    private string To(string name) => $"duckdb:{_weir.Path(name)}";

    private async Task<string[]> ChecksumsAsync(string name, params string[] tables)
    {
        Assert.Equal(0, await _weir.RunAsync("verify", To(name), "--json"));
        return
        [
            .. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Where(line => tables.Contains((string)line["table"]!))
                .Select(line => $"{line["table"]} {line["rows"]} {line["checksum"]}"),
        ];
    }
}
