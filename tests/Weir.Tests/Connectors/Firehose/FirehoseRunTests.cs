using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Simulation.FakeNodes;
using Weir.Tests.App;
using Weir.Tests.Connectors.Live;

namespace Weir.Tests.Connectors.Firehose;

/// <summary><c>weir run</c> over a Firehose: a chain that grows and changes its mind.</summary>
public sealed class FirehoseRunTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task Blocks_that_are_undone_leave_and_a_new_start_goes_on_from_the_cursor()
    {
        ForkingFakeChain chain = Follower.Chain(40);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain));
        await using (RunningCommand first = Start(firehose))
        {
            await StoredAsync(first, 40);
            chain.Grow(3);
            await StoredAsync(first, 43);
            chain.Reorganise(4, 6);
            await StoredAsync(first, 45);
            Assert.Equal(0, await first.StopAsync());
            Assert.Equal(4, firehose.Undone);
            Assert.Contains("\"event\":\"Reorganised\"", first.Error, StringComparison.Ordinal);
        }

        await CheckAsync(chain, first: 40);
        chain.Grow(2);
        await using (RunningCommand second = Start(firehose))
        {
            await StoredAsync(second, 47);
            Assert.Equal(0, await second.StopAsync());
        }

        Assert.Contains(firehose.Requests, request => request.Cursor.Length > 0 && request.StopBlockNum == 0);
        await CheckAsync(chain, first: 40);
    }

    [Fact]
    public async Task A_cursor_of_a_branch_that_was_dropped_meanwhile_leads_to_the_new_one()
    {
        ForkingFakeChain chain = Follower.Chain(20);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain));
        await using (RunningCommand first = Start(firehose, "--start-block", "5"))
        {
            await StoredAsync(first, 20);
            Assert.Equal(0, await first.StopAsync());
        }

        chain.Reorganise(3, 5);
        await using (RunningCommand second = Start(firehose, "--start-block", "5"))
        {
            await StoredAsync(second, 22);
            Assert.Equal(0, await second.StopAsync());
        }

        await CheckAsync(chain, first: 5);
    }

    [Fact]
    public async Task Streams_that_break_are_opened_again_and_nothing_is_lost_or_twice()
    {
        ForkingFakeChain chain = Follower.Chain(30);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain));
        firehose.CutAfter = 4;
        await using (RunningCommand run = Start(firehose, "--start-block", "0"))
        {
            await StoredAsync(run, 30);
            for (int i = 0; i < 3; i++)
            {
                chain.Reorganise(2, 3);
                await StoredAsync(run, 31 + i);
            }

            Assert.Equal(0, await run.StopAsync());
        }

        await CheckAsync(chain, first: 0);
    }

    [Fact]
    public async Task A_start_above_the_head_waits_for_it()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain));
        await using (RunningCommand run = Start(firehose, "--start-block", "13"))
        {
            await run.SaidAsync("\"event\":\"Following\"");
            chain.Grow(5);
            await StoredAsync(run, 15);
            Assert.Equal(0, await run.StopAsync());
        }

        await CheckAsync(chain, first: 13);
    }

    [Fact]
    public async Task Confirmations_keep_blocks_back_that_may_still_leave()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain));
        await using (RunningCommand run = Start(firehose, "--start-block", "0", "--confirmations", "3"))
        {
            await StoredAsync(run, 7);
            chain.Reorganise(2, 4);
            await StoredAsync(run, 9);
            Assert.DoesNotContain("\"block\":10", run.Error, StringComparison.Ordinal);
            Assert.Equal(0, await run.StopAsync());
        }
    }

    [Fact]
    public async Task What_a_firehose_cannot_tell_is_refused_with_its_reason()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(Follower.Chain(3)));
        Assert.Equal(2, await _weir.RunAsync(
            "run", "--source", firehose.Source, "--to", Warehouse, "--chain-id", "1337", "--delivery", "safe"));
        Assert.Contains("does not say which blocks are safe", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync(
            "run", "--source", firehose.Source, "--to", Warehouse, "--chain-id", "1337", "--tables", "pending_transactions"));
        Assert.Contains("not in a block yet", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("run", "--source", firehose.Source, "--to", Warehouse));
        Assert.Contains("does not say which chain", _weir.Error, StringComparison.Ordinal);
    }

    private RunningCommand Start(FirehoseServer firehose, params string[] more) => _weir.Start(
        ["run", "--source", firehose.Source, "--to", Warehouse, "--chain-id", "1337", "--log", "json", .. more]);

    private static Task StoredAsync(RunningCommand run, long block) =>
        run.SaidAsync($"\"block\":{block.ToString(CultureInfo.InvariantCulture)}");

    private async Task CheckAsync(ForkingFakeChain chain, long first)
    {
        Assert.True(await _weir.RunAsync(
            "query", "SELECT number, hash FROM blocks ORDER BY number", "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        string[] stored =
        [
            .. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Select(row => $"{row["number"]} {row["hash"]}"),
        ];
        string[] expected =
        [
            .. Enumerable.Range((int)first, (int)(chain.Head - first + 1))
                .Select(number => $"{number} {chain.Find(number)!.Hash}"),
        ];
        Assert.Equal(expected, stored);
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);
    }
}
