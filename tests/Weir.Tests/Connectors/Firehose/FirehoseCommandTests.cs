using System.Text.Json.Nodes;
using Weir.Connectors.Firehose;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.App;
using Wire = Weir.Connectors.Firehose.Wire;

namespace Weir.Tests.Connectors.Firehose;

/// <summary><c>weir backfill</c> and <c>weir run</c> from a Firehose.</summary>
public sealed class FirehoseCommandTests : IDisposable
{
    private const string Chain = "1337";

    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task Extended_blocks_give_the_tables_that_a_node_gives()
    {
        SimulatedFakeChain chain = Simulated(40);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain));
        Assert.True(await BackfillAsync(firehose, Warehouse) == 0, _weir.Error);
        string other = await LoadFromNodeAsync(chain);
        Assert.Equal(await SumsAsync(other), await SumsAsync(Warehouse));
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);
        Assert.Contains("gzip", firehose.Accepts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_blocks_give_the_same_rows_but_for_the_fees_they_lack()
    {
        SimulatedFakeChain chain = Simulated(30);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(chain, isBase: true));
        Assert.True(await BackfillAsync(firehose, Warehouse) == 0, _weir.Error);
        Assert.Contains("lacks fields that its hash is made of", _weir.Error, StringComparison.Ordinal);
        string other = await LoadFromNodeAsync(chain);
        foreach (string table in new[] { "blocks", "transactions", "logs", "token_transfers" })
        {
            string columns = table switch
            {
                "blocks" => "* EXCLUDE (proven, size, total_difficulty)",
                "transactions" => "* EXCLUDE (max_fee_per_gas, max_priority_fee_per_gas)",
                _ => "*",
            };
            Assert.Equal(await RowsAsync(other, table, columns), await RowsAsync(Warehouse, table, columns));
        }

        Assert.Contains(
            "\"n\":0", await QueryAsync(Warehouse, "SELECT count(max_fee_per_gas)::int AS n FROM transactions"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_that_is_cut_again_and_again_goes_on_from_its_cursor()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(Simulated(40)));
        firehose.CutAfter = 7;
        firehose.Refused = 2;
        Assert.True(await BackfillAsync(firehose, Warehouse) == 0, _weir.Error);
        Assert.Contains("rate limit exceeded", _weir.Error, StringComparison.Ordinal);
        Assert.True(firehose.Requests.Count(request => request.Cursor.Length > 0) >= 5);
        Assert.Contains("\"n\":40", await QueryAsync(Warehouse, "SELECT count(*)::int AS n FROM blocks"), StringComparison.Ordinal);
        string stored = await QueryAsync(Warehouse, "SELECT cursor FROM ingest_positions");
        Assert.Contains(FirehoseChain.Cursor(firehose.Chain.Head, Wire.ForkStep.StepNew), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_comes_from_the_environment_and_is_never_shown()
    {
        const string Secret = "eyJhbGciOi.SECRET.token";
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(Simulated(5)));
        firehose.Token = Secret;
        Assert.Equal(1, await BackfillAsync(firehose, Warehouse));
        Assert.Contains("WEIR3007", _weir.Error, StringComparison.Ordinal);
        foreach (string variable in new[] { FirehoseSecrets.TokenVariable, FirehoseSecrets.KeyVariable })
        {
            Environment.SetEnvironmentVariable(variable, Secret);
            try
            {
                Assert.True(await BackfillAsync(firehose, Warehouse) == 0, _weir.Error);
                Assert.DoesNotContain(Secret, _weir.Error + _weir.Output, StringComparison.Ordinal);
                firehose.IsTruncating = true;
                Assert.Equal(1, await BackfillAsync(firehose, $"duckdb:{_weir.Path("other.duckdb")}"));
                Assert.DoesNotContain(Secret, _weir.Error + _weir.Output, StringComparison.Ordinal);
                firehose.IsTruncating = false;
            }
            finally
            {
                Environment.SetEnvironmentVariable(variable, null);
            }
        }
    }

    [Fact]
    public async Task A_block_of_ten_megabytes_comes_through()
    {
        FirehoseChain chain = new(Simulated(3));
        Wire.Block large = chain.Head.Clone();
        large.TransactionTraces[0].Calls.Add(new Wire.Call
        {
            Index = 1,
            CallType = Wire.CallType.Call,
            Caller = large.TransactionTraces[0].From,
            Address = large.TransactionTraces[0].From,
            ReturnData = Google.Protobuf.ByteString.CopyFrom(new byte[11_000_000]),
        });
        chain.Put(large);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(chain);
        Assert.True(await BackfillAsync(firehose, Warehouse, "--blocks", "2") == 0, _weir.Error);
    }

    [Fact]
    public async Task A_range_that_reaches_above_the_head_ends_at_the_head()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(Simulated(10)));
        foreach (bool hasNoFetch in new[] { false, true })
        {
            firehose.HasNoFetch = hasNoFetch;
            string to = $"duckdb:{_weir.Path($"{hasNoFetch}.duckdb")}";
            Assert.True(await BackfillAsync(firehose, to, "--blocks", "0:100", "--timeout", "2") == 0, _weir.Error);
            Assert.Contains("blocks 10 to 100 are left out", _weir.Error, StringComparison.Ordinal);
            Assert.Contains("\"n\":10", await QueryAsync(to, "SELECT count(*)::int AS n FROM blocks"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Final_blocks_alone_are_taken_on_wish()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(
            new FirehoseChain(Simulated(30)) { Unfinal = 8 });
        Assert.True(await BackfillAsync(firehose, Warehouse, "--to-block", "finalized") == 0, _weir.Error);
        Assert.True(firehose.Requests.Last().FinalBlocksOnly);
        Assert.Contains("\"n\":21", await QueryAsync(Warehouse, "SELECT max(number)::int AS n FROM blocks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_numbers_are_said_and_asked_for_again()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(RealBlocks.ReadOrSkip()));
        string[] command =
        [
            "backfill", "--source", firehose.Source, "--to", Warehouse, "--chain-id", $"{RealBlocks.ChainId}", "--rules", "ethereum",
            "--blocks", "1:31", "--tables", "all",
        ];
        Assert.True(await _weir.RunAsync(command) == 0, _weir.Error);
        Assert.Contains("has no block 2 to 3: left out", _weir.Error, StringComparison.Ordinal);
        Assert.Contains("\"n\":11", await QueryAsync(Warehouse, "SELECT count(*)::int AS n FROM blocks"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"n\":0}", await QueryAsync(Warehouse, "SELECT count(*)::int AS n FROM traces"), StringComparison.Ordinal);
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);
    }

    private static SimulatedFakeChain Simulated(int blocks) =>
        new(SimulatedChainOptions.Parse($"blocks={blocks},txs=4,chain={Chain}"));

    private Task<int> BackfillAsync(FirehoseServer firehose, string to, params string[] more) => _weir.RunAsync(
        ["backfill", "--source", firehose.Source, "--to", to, "--chain-id", Chain, "--retries", "2", .. more]);

    private async Task<string> LoadFromNodeAsync(SimulatedFakeChain chain)
    {
        string other = $"duckdb:{_weir.Path("node.duckdb")}";
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        Assert.True(await _weir.RunAsync("backfill", "--source", $"rpc:{node.Url}", "--to", other) == 0, _weir.Error);
        return other;
    }

    private async Task<string[]> SumsAsync(string warehouse)
    {
        Assert.True(await _weir.RunAsync("verify", warehouse, "--proofs", "--json") == 0, _weir.Output);
        return
        [
            .. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Where(line => line["checksum"] is not null).Select(line => $"{line["table"]} {line["checksum"]}"),
        ];
    }

    private async Task<string[]> RowsAsync(string warehouse, string table, string columns) =>
        [.. (await QueryAsync(warehouse, $"SELECT {columns} FROM {table}", "--dialect", "duckdb")).Split('\n').Order(StringComparer.Ordinal)];

    private async Task<string> QueryAsync(string warehouse, string sql, params string[] more)
    {
        Assert.True(await _weir.RunAsync(["query", sql, "--warehouse", warehouse, "--json", .. more]) == 0, _weir.Error);
        return _weir.Output;
    }
}
