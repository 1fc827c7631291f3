using System.Text.Json.Nodes;

namespace Weir.Tests.App;

/// <summary>
/// What a warehouse keeps of how it was loaded: proofs that are completed, chains that are told apart, fields that
/// never came.
/// </summary>
public sealed class ChainHistoryTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task Senders_that_were_not_proven_are_completed_from_the_stored_signatures()
    {
        await LoadAsync("sim:seed=2,blocks=80,txs=6", "--verify", "roots");
        Assert.DoesNotContain("senders", await ProvenAsync(), StringComparison.Ordinal);
        string before = await ChecksumsAsync();
        await LoadAsync("sim:seed=2,blocks=80,txs=6");
        Assert.Contains("80 blocks had no proven senders", _weir.Error, StringComparison.Ordinal);
        Assert.Contains("0 blocks to load, 80 there already", _weir.Error, StringComparison.Ordinal);
        Assert.Equal("header,transactions,receipts,withdrawals,senders 80", await ProvenAsync());
        Assert.Equal(before, await ChecksumsAsync());
        Assert.Equal(0, await _weir.RunAsync("verify", Warehouse, "--proofs"));
    }

    [Fact]
    public async Task Roots_alone_are_not_called_whole()
    {
        await LoadAsync("sim:seed=2,blocks=10", "--verify", "roots");
        Assert.Equal(0, await _weir.RunAsync("verify", Warehouse, "--proofs", "--verify", "roots"));
        Assert.DoesNotContain("whole", _weir.Output, StringComparison.Ordinal);
        Assert.Contains("senders are the node's word", _weir.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_chains_in_one_file_are_told_apart()
    {
        await LoadAsync("sim:seed=2,blocks=30,chain=1337");
        await LoadAsync("sim:seed=3,blocks=20,chain=31337");
        string[] etl = ["export", "blocks", "logs", "--schema", "ethereum-etl", "--warehouse", Warehouse, "--to",
            $"files:{_weir.Path("out")}?format=csv"];
        Assert.Equal(2, await _weir.RunAsync(etl));
        Assert.Contains("has the chains 1337, 31337", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _weir.RunAsync([.. etl, "--chain-id", "31337"]));
        Assert.Equal(1 + 20, (await File.ReadAllLinesAsync(
            Path.Combine(_weir.Path("out"), "blocks.csv"), Token)).Length);
        string[] query = ["query", "SELECT count(*) AS n FROM blocks", "--schema", "ethereum_etl", "--warehouse",
            Warehouse, "--json"];
        Assert.Equal(2, await _weir.RunAsync(query));
        Assert.Contains("--chain-id", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _weir.RunAsync([.. query, "--chain-id", "1337"]));
        Assert.Equal("""{"n":30}""", _weir.Output.Trim());
        Assert.Equal(0, await _weir.RunAsync("verify", Warehouse, "--proofs", "--json"));
        JsonNode first = JsonNode.Parse(_weir.Output.Split('\n')[0])!;
        Assert.Equal(1337, (long)first["chain_id"]!);
    }

    [Fact]
    public async Task Repair_mends_its_sources_chain_and_names_the_rest()
    {
        await LoadAsync("sim:seed=2,blocks=30,chain=1337");
        await LoadAsync("sim:seed=3,blocks=30,chain=31337");
        await TamperAsync("DELETE FROM transactions WHERE block_number = 7");
        int code = await _weir.RunAsync(
            "repair", "--source", "sim:seed=3,blocks=30,chain=31337", "--warehouse", Warehouse, "--quiet");
        Assert.Equal(1, code);
        Assert.Contains("bad   chain 1337, block 7", _weir.Output, StringComparison.Ordinal);
        Assert.Contains("1 blocks mended, 1 stay bad", _weir.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _weir.RunAsync(
            "repair", "--source", "sim:seed=2,blocks=30,chain=1337", "--warehouse", Warehouse, "--quiet"));
    }

    [Fact]
    public async Task Transactions_without_logs_prove_themselves()
    {
        await LoadAsync("sim:seed=2,blocks=20", "--tables", "transactions");
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);
        await TamperAsync("UPDATE transactions SET gas = gas + 1 WHERE block_number = 15");
        Assert.Equal(1, await _weir.RunAsync("verify", Warehouse, "--proofs"));
    }

    [Fact]
    public async Task The_chain_itself_is_always_stored()
    {
        await LoadAsync("sim:seed=2,blocks=10", "--tables", "logs");
        Assert.Equal(
            0, await _weir.RunAsync("query", "SELECT count(*) AS n FROM blocks", "--warehouse", Warehouse, "--json"));
        Assert.Equal("""{"n":10}""", _weir.Output.Trim());
    }

    [Theory]
    [InlineData("transactions[0].v", "transactions[0] lacks fields")]
    [InlineData("transactions[0].nonce", "transactions[0] lacks fields")]
    [InlineData("transactions[0].value", "transactions[0] lacks fields")]
    [InlineData("transactions[0].input", "transactions[0] lacks fields")]
    [InlineData("transactionsRoot", "header lacks transactionsRoot")]
    [InlineData("stateRoot", "header lacks stateRoot")]
    [InlineData("timestamp", "header lacks timestamp")]
    public async Task What_never_came_is_unknown_and_stored_as_null(string member, string detail)
    {
        await WriteBlockAsync(block => Remove(block, member));
        await LoadAsync($"files:{_weir.Path("blocks")}", "--chain-id", "1");
        Assert.Contains(detail, _weir.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _weir.RunAsync("verify", Warehouse, "--proofs"));
        Assert.Equal(1, await _weir.RunAsync(
            "backfill", "--source", $"files:{_weir.Path("blocks")}", "--chain-id", "1", "--to", $"duckdb:{_weir.Path("strict.duckdb")}", "--strict"));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("hash")]
    public async Task Without_number_or_hash_there_is_no_row(string member)
    {
        await WriteBlockAsync(block => Remove(block, member));
        Assert.Equal(1, await _weir.RunAsync(
            "backfill", "--source", $"files:{_weir.Path("blocks")}", "--chain-id", "1", "--to", Warehouse));
        Assert.Contains(member, _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_names_no_chain_is_warned_of()
    {
        await WriteBlockAsync(block => block["transactions"] = new JsonArray(), number: 1);
        await _weir.RunAsync(
            "backfill", "--source", $"files:{_weir.Path("blocks")}", "--to", Warehouse, "--verify", "header");
        Assert.Contains("--chain-id", _weir.Error, StringComparison.Ordinal);
        Assert.Contains("chain 1 is assumed", _weir.Error, StringComparison.Ordinal);
    }

    private async Task LoadAsync(string source, params string[] more) =>
        Assert.True(
            await _weir.RunAsync(["backfill", "--source", source, "--to", Warehouse, .. more]) == 0, _weir.Error);

    private async Task<string> ProvenAsync()
    {
        Assert.Equal(0, await _weir.RunAsync(
            "query", "SELECT proven, count(*) AS n FROM blocks GROUP BY 1", "--warehouse", Warehouse, "--json"));
        JsonNode row = JsonNode.Parse(_weir.Output)!;
        return $"{row["proven"]} {row["n"]}";
    }

    private async Task<string> ChecksumsAsync()
    {
        Assert.Equal(0, await _weir.RunAsync("verify", Warehouse, "--json"));
        return _weir.Output;
    }

    private Task TamperAsync(string sql) => WarehouseEdit.RunAsync(_weir.Path("w.duckdb"), sql);

    private async Task WriteBlockAsync(Action<JsonObject> change, int number = 5)
    {
        Weir.Simulation.Chain.SimulatedChainOptions chain =
            Weir.Simulation.Chain.SimulatedChainOptions.Parse("seed=9,blocks=8,txs=4,chain=1");
        byte[] json =
            Weir.Tests.Simulation.SimulatedBlocks.Json(Weir.Tests.Simulation.SimulatedBlocks.Make(chain)[number]);
        JsonObject file = JsonNode.Parse(json)!.AsObject();
        change(file["block"]!.AsObject());
        Directory.CreateDirectory(_weir.Path("blocks"));
        await File.WriteAllTextAsync(Path.Combine(_weir.Path("blocks"), "block.json"), file.ToJsonString(), Token);
    }

    private static void Remove(JsonObject block, string member)
    {
        string[] parts = member.Split('.');
        JsonObject holder = parts.Length == 1 ? block : block["transactions"]![0]!.AsObject();
        Assert.True(holder.Remove(parts[^1]), member);
        if (parts[^1] == "v")
        {
            holder.Remove("yParity");
        }
    }
}
