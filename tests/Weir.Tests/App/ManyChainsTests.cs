using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Connectors.Firehose;

namespace Weir.Tests.App;

/// <summary><c>weir run --chain … --chain …</c>: several chains into one warehouse at once.</summary>
public sealed class ManyChainsTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task One_that_stalls_does_not_hold_another_that_reorganises_and_each_equals_its_own_truth()
    {
        ForkingFakeChain ether = Chain(1, 20);
        ForkingFakeChain polygon = Chain(137, 30);
        ForkingFakeChain gnosis = Chain(100, 10);
        await using FakeNode first = await FakeNode.StartAsync(ether, cancellationToken: Token);
        await using FakeNode second = await FakeNode.StartAsync(polygon, cancellationToken: Token);
        await using FirehoseServer third = await FirehoseServer.StartAsync(new FirehoseChain(gnosis));
        await using (RunningCommand run = _weir.Start(
            "run", "--chain", $"mainnet=rpc:{first.Url}", "--chain", $"137=rpc:{second.Url}", "--chain", $"gnosis={third.Source}",
            "--to", Warehouse, "--start-block", "0", "--log", "json", "--timeout", "2", "--retries", "1"))
        {
            await StoredAsync(run, "mainnet", 20);
            await StoredAsync(run, "137", 30);
            await StoredAsync(run, "gnosis", 10);
            first.Fault = FakeNodeFault.Status(503);
            ether.Grow(3);
            for (int i = 1; i <= 4; i++)
            {
                polygon.Reorganise(3, 4);
                gnosis.Grow();
                await StoredAsync(run, "137", 30 + i);
                await StoredAsync(run, "gnosis", 10 + i);
            }

            Assert.DoesNotContain(Stored("mainnet", 23), run.Error, StringComparison.Ordinal);
            first.Fault = null;
            await StoredAsync(run, "mainnet", 23);
            Assert.Equal(0, await run.StopAsync());
        }

        foreach (ForkingFakeChain chain in new[] { ether, polygon, gnosis })
        {
            Assert.True(await _weir.RunAsync(
                "query", $"SELECT number, hash FROM blocks WHERE chain_id = {chain.ChainId} ORDER BY number", "--warehouse", Warehouse,
                "--json") == 0, _weir.Error);
            string[] stored =
            [
                .. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                    .Select(row => $"{row["number"]} {row["hash"]}"),
            ];
            Assert.Equal(
                Enumerable.Range(0, (int)chain.Head + 1).Select(number => $"{number} {chain.Find(number)!.Hash}"), stored);
        }
    }

    [Fact]
    public async Task A_chain_that_is_wrong_is_said_and_the_others_go_on()
    {
        ForkingFakeChain ether = Chain(1, 5);
        await using FakeNode node = await FakeNode.StartAsync(ether, cancellationToken: Token);
        await using RunningCommand run = _weir.Start(
            "run", "--chain", $"mainnet=rpc:{node.Url}", "--chain", $"base=rpc:{node.Url}", "--chain", "polygon=rpc:http://127.0.0.1:1",
            "--to", Warehouse, "--start-block", "0", "--log", "json", "--retries", "0");
        await run.SaidAsync("serves chain 1, not 8453");
        await run.SaidAsync("\"chain\":\"polygon\"");
        await StoredAsync(run, "mainnet", 5);
        ether.Grow(2);
        await StoredAsync(run, "mainnet", 7);
        Assert.Equal(1, await run.StopAsync());
    }

    [Fact]
    public async Task Flags_that_do_not_fit_are_refused()
    {
        Assert.Equal(2, await _weir.RunAsync("run", "--chain", "rpc:http://127.0.0.1:1", "--to", Warehouse));
        Assert.Contains("needs a name before its source", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("run", "--chain", "minnet=rpc:http://127.0.0.1:1", "--to", Warehouse));
        Assert.Contains("there is no network 'minnet'", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync(
            "run", "--chain", "base=rpc:http://127.0.0.1:1", "--source", "rpc:http://127.0.0.1:1", "--to", Warehouse));
        Assert.Contains("--chain was given together with", _weir.Error, StringComparison.Ordinal);
    }

    private static ForkingFakeChain Chain(long id, long head) =>
        new(new SimulatedChainOptions { Seed = (ulong)id, TransactionsPerBlock = 2, ChainId = id }, head);

    private static Task StoredAsync(RunningCommand run, string chain, long block) => run.SaidAsync(Stored(chain, block));

    private static string Stored(string chain, long block) =>
        string.Create(CultureInfo.InvariantCulture, $"\"chain\":\"{chain}\",\"block\":{block}");
}
