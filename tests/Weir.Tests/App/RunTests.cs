using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Connectors.Live;

namespace Weir.Tests.App;

/// <summary><c>weir run</c> as a user starts and stops it.</summary>
public sealed class RunTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task It_follows_stops_cleanly_and_goes_on_from_what_is_stored()
    {
        ForkingFakeChain chain = Follower.Chain(30);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        string[] run = ["run", "--source", $"rpc:{node.SocketUrl}", "--to", Warehouse, "--log", "json"];
        await using (RunningCommand first = _weir.Start(run))
        {
            await StoredAsync(first, 30);
            chain.Grow(2);
            await StoredAsync(first, 32);
            Assert.Equal(0, await first.StopAsync());
            Assert.Contains("\"event\":\"Stopped\"", first.Error, StringComparison.Ordinal);
        }

        // It began at the head; meanwhile the chain went on and changed its mind.
        chain.Reorganise(2, 6);
        await using (RunningCommand second = _weir.Start(run))
        {
            await StoredAsync(second, 36);
            Assert.Contains("no longer on the chain", second.Error, StringComparison.Ordinal);
            Assert.Equal(0, await second.StopAsync());
        }

        await CheckAsync(chain, first: 30);
    }

    [Fact]
    public async Task Fill_loads_what_lies_before_at_the_same_time()
    {
        ForkingFakeChain chain = Follower.Chain(60);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using (RunningCommand run = _weir.Start("run", "--source", $"rpc:{node.Url}", "--to", Warehouse, "--fill"))
        {
            await run.SaidAsync("60 blocks, ");
            chain.Grow(3);
            await run.SaidAsync("block 63, 0 behind");
            Assert.Equal(0, await run.StopAsync());
        }

        await CheckAsync(chain, first: 0);
    }

    [Fact]
    public async Task A_wrong_chain_a_dead_port_and_a_key_that_is_refused_are_clear_errors()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=3,chain=137")), cancellationToken: Token);
        Assert.Equal(2, await _weir.RunAsync("run", "--source", $"rpc:{node.Url}", "--network", "mainnet", "--to", Warehouse));
        Assert.Contains("serves chain 137, not 1", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("run", "--source", $"rpc:{node.Url}", "--network", "minnet", "--to", Warehouse));
        Assert.Contains("Networks are mainnet", _weir.Error, StringComparison.Ordinal);
        node.Fault = FakeNodeFault.Status(401);
        Assert.Equal(1, await _weir.RunAsync("run", "--source", $"rpc:{node.Url}/v2/SECRETKEY1234567", "--to", Warehouse));
        Assert.Contains("401", _weir.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETKEY", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("run", "--source", "sim:seed=1", "--to", Warehouse));
        Assert.Contains("follows a node", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("run", "--source", $"rpc:{node.Url}", "--to", "files:lake?format=parquet"));
        Assert.Contains("--delivery finalized", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_accepts_and_never_speaks_is_said_and_another_node_is_used()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using RunningCommand run = _weir.Start(
            "run", "--source", $"rpc:ws://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", "--source", $"rpc:{node.Url}",
            "--to", Warehouse, "--timeout", "1", "--log", "json");
        await run.SaidAsync("did not answer within 1 s");
        await StoredAsync(run, 10);
        chain.Grow(2);
        await StoredAsync(run, 12);
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    public async Task A_final_block_that_changed_while_it_was_down_stops_it_and_repair_mends_it()
    {
        ForkingFakeChain chain = Follower.Chain(100);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        string[] run = ["run", "--source", $"rpc:{node.Url}", "--to", Warehouse, "--log", "json", "--start-block", "0"];
        await using (RunningCommand first = _weir.Start(run))
        {
            await StoredAsync(first, 100);
            Assert.Equal(0, await first.StopAsync());
        }

        chain.Reorganise(90, 92);
        await using (RunningCommand second = _weir.Start(run))
        {
            Assert.Equal(1, await second.EndAsync());
            Assert.Contains("WEIR2105", second.Error, StringComparison.Ordinal);
        }

        Assert.True(await _weir.RunAsync("repair", "--source", $"rpc:{node.Url}", "--warehouse", Warehouse) == 0, _weir.Error);
        await using (RunningCommand third = _weir.Start(run))
        {
            await StoredAsync(third, 102);
            Assert.Equal(0, await third.StopAsync());
        }

        await CheckAsync(chain, first: 0);
    }

    private static Task StoredAsync(RunningCommand run, long block) =>
        run.SaidAsync($"\"block\":{block.ToString(CultureInfo.InvariantCulture)}");

    private async Task CheckAsync(ForkingFakeChain chain, long first)
    {
        Assert.True(await _weir.RunAsync(
            "query", "SELECT number, hash FROM blocks ORDER BY number", "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        List<string> stored =
        [
            .. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Select(row => $"{row["number"]} {row["hash"]}"),
        ];
        List<string> expected = [];
        for (long number = first; number <= chain.Head; number++)
        {
            expected.Add($"{number} {chain.Find(number)!.Hash}");
        }

        Assert.Equal(expected, stored);
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);
    }
}
