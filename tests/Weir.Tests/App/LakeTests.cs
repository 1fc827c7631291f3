using System.Text.Json;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

/// <summary>A backfill into files: what lies there, and what a second run does.</summary>
public sealed class LakeTests : IDisposable
{
    private const string Source = "sim:seed=4,blocks=250,txs=5";

    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Lake => _weir.Path("lake");

    public void Dispose() => _weir.Dispose();

    [Theory]
    [InlineData("parquet")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task The_files_hold_the_rows_of_the_warehouse(string format)
    {
        await LoadAsync($"files:{Lake}?format={format}&chunk=100");
        Assert.Equal(
            ["0-99", "100-199", "200-249"],
            Directory.GetFiles(Path.Combine(Lake, "logs")).Select(file => Path.GetFileName(file).Split('.')[0]).Order(
                StringComparer.Ordinal));
        string duckdb = $"duckdb:{_weir.Path("w.duckdb")}";
        Assert.Equal(0, await _weir.RunAsync("backfill", "--source", Source, "--to", duckdb, "--quiet"));
        foreach (string table in (string[])["blocks", "transactions", "logs", "token_transfers", "withdrawals"])
        {
            Assert.Equal(
                0, await _weir.RunAsync(
                    "export", table, "--warehouse", duckdb, "--to", $"files:{_weir.Path("out")}?format={format}"));
            string reader = format == "parquet" ? "read_parquet" : format == "csv" ? "read_csv" : "read_json";
            string sql =
                $"SELECT (SELECT count(*) FROM (FROM {reader}('{Lake}/{table}/*') EXCEPT ALL FROM {reader}('{_weir.Path("out")}/{table}.{format}'))) AS more, "
                + $"(SELECT count(*) FROM (FROM {reader}('{_weir.Path("out")}/{table}.{format}') EXCEPT ALL FROM {reader}('{Lake}/{table}/*'))) AS less, "
                + $"(SELECT count(*) FROM {reader}('{Lake}/{table}/*')) > 0 AS some";
            Assert.Equal(0, await _weir.RunAsync("query", sql, "--dialect", "duckdb", "--warehouse", duckdb, "--json"));
            Assert.Equal("""{"more":0,"less":0,"some":true}""", _weir.Output.Trim());
        }
    }

    [Fact]
    public async Task A_second_run_loads_what_is_missing_and_leaves_the_rest_alone()
    {
        string to = $"files:{Lake}?chunk=100";
        await LoadAsync(to, "0:149");
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(Lake, "logs", "0-99.parquet"));
        await LoadAsync(to);
        Assert.Contains("100 blocks to load, 150 there already", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Lake, "logs", "0-99.parquet")));
        Assert.Equal(["0-99", "100-149", "150-199", "200-249"], Ranges("logs"));
        await LoadAsync(to);
        Assert.Contains("0 blocks to load, 250 there already", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_comes_later_is_filled_for_old_blocks()
    {
        string to = $"files:{Lake}?chunk=100";
        await LoadAsync(to, more: ["--tables", "blocks"]);
        Assert.Equal(["0-99", "100-199", "200-249"], Ranges("blocks"));
        Assert.Empty(Ranges("logs"));
        await LoadAsync(to);
        Assert.Contains("250 blocks to load", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(["0-99", "100-199", "200-249"], Ranges("blocks"));
        Assert.Equal(["0-99", "100-199", "200-249"], Ranges("logs"));
    }

    [Fact]
    public async Task A_killed_runs_leavings_go_and_foreign_files_stay()
    {
        string to = $"files:{Lake}?chunk=100";
        await LoadAsync(to, "0:99");
        string[] leavings = ["logs/100-100.parquet.weir-tmp", "logs/100-199.parquet", "_manifest.json.weir-tmp"];
        string[] foreign = ["logs/notes.txt", "logs/all.parquet", "mine.parquet", "other/100-199.parquet"];
        Directory.CreateDirectory(Path.Combine(Lake, "other"));
        foreach (string file in leavings.Concat(foreign))
        {
            await File.WriteAllTextAsync(Path.Combine(Lake, file), "x", Token);
        }

        await LoadAsync(to, "0:149");
        Assert.Equal(["0-99", "100-149"], Ranges("logs"));
        Assert.All(leavings, file => Assert.False(File.Exists(Path.Combine(Lake, file)), file));
        Assert.All(foreign, file => Assert.True(File.Exists(Path.Combine(Lake, file)), file));
    }

    [Theory]
    [InlineData("files:LAKE?format=csv", "is of parquet files")]
    [InlineData("files:LAKE?chunk=50", "has 100 blocks a file")]
    [InlineData("files:LAKE?chunk=0", "is not a folder of files")]
    [InlineData("files:LAKE?colour=blue", "is not a folder of files")]
    [InlineData("files:", "is not a warehouse")]
    public async Task Another_form_than_the_lakes_is_refused(string to, string message)
    {
        await LoadAsync($"files:{Lake}?chunk=100", "0:99");
        int code = await _weir.RunAsync(
            "backfill", "--source", Source, "--to", to.Replace("LAKE", Lake, StringComparison.Ordinal), "--quiet");
        Assert.Equal(2, code);
        Assert.Contains(message, _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_chain_is_refused_and_a_damaged_manifest_is_named()
    {
        string to = $"files:{Lake}?chunk=100";
        await LoadAsync(to, "0:99");
        Assert.Equal(
            2, await _weir.RunAsync("backfill", "--source", "sim:seed=4,blocks=10,chain=5", "--to", to, "--quiet"));
        Assert.Contains("a lake holds one chain", _weir.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Lake, "_manifest.json"), "{", Token);
        Assert.Equal(1, await _weir.RunAsync("backfill", "--source", Source, "--to", to, "--quiet"));
        Assert.Contains("_manifest.json is damaged", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lake_can_be_loaded_and_not_asked()
    {
        await LoadAsync($"files:{Lake}", "0:9");
        Assert.Equal(2, await _weir.RunAsync("query", "SELECT 1", "--warehouse", $"files:{Lake}"));
        Assert.Contains("can be loaded, not asked", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_final_blocks_of_a_node_go_into_files()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("seed=4,blocks=250,txs=2")), new FakeNodeOptions());
        string source = $"rpc:{node.Url}";
        Assert.Equal(0, await _weir.RunAsync("backfill", "--source", source, "--to", $"files:{Lake}", "--quiet"));
        long last = Manifest().Max(file => file.GetProperty("to").GetInt64());
        Assert.InRange(last, 100, 240);
        Assert.Equal(
            0, await _weir.RunAsync("backfill", "--source", source, "--to", $"files:{_weir.Path("all")}",
                "--confirmations", "0", "--quiet"));
        Assert.True(File.Exists(Path.Combine(_weir.Path("all"), "blocks", "0-249.parquet")));
        Assert.Equal(
            0, await _weir.RunAsync("backfill", "--source", source, "--to", $"files:{_weir.Path("ten")}",
                "--confirmations", "10", "--blocks", "0:400"));
        Assert.Contains("blocks 240 to 400 are left out", _weir.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_weir.Path("ten"), "blocks", "0-239.parquet")));
    }

    private async Task LoadAsync(string to, string? blocks = null, string[]? more = null)
    {
        string[] range = blocks is null ? [] : ["--blocks", blocks];
        int code = await _weir.RunAsync(["backfill", "--source", Source, "--to", to, .. range, .. more ?? []]);
        Assert.True(code == 0, _weir.Error);
        foreach (JsonElement file in Manifest())
        {
            Assert.Equal(
                file.GetProperty("bytes").GetInt64(),
                new FileInfo(Path.Combine(Lake, file.GetProperty("path").GetString()!)).Length);
        }
    }

    private IReadOnlyList<JsonElement> Manifest()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Lake, "_manifest.json")));
        return [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(file => file.Clone())];
    }

    private IEnumerable<string> Ranges(string table)
    {
        string folder = Path.Combine(Lake, table);
        return !Directory.Exists(folder) ? []
            : Directory.GetFiles(folder).Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => char.IsAsciiDigit(name[0])).OrderBy(
                name => long.Parse(name.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture));
    }
}
