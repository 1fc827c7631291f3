using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.VisualBasic.FileIO;

namespace Weir.Tests.App;

/// <summary>
/// ethereum-etl's own test cases: the node's answers in, its expected rows out. The expected files are of an older
/// version, so rows are compared on the columns they have, by name.
/// </summary>
public sealed class EthereumEtlCaseTests
{
    private const string Cases = "chain/ethereum-etl/";
    private const string Blocks = Cases + "test_export_blocks_job/";
    private const string Receipts = Cases + "test_export_receipts_job/receipts_with_logs/";
    private const string Stream = Cases + "test_stream/blocks_1755634_1755635/";

    public static TheoryData<string, string, string, string[]> Files => new()
    {
        { "blocks", Blocks + "block_with_logs/expected_blocks.csv", Blocks + "block_with_logs", [Receipts] },
        { "transactions", Blocks + "block_with_logs/expected_transactions.csv", Blocks + "block_with_logs",
            [Receipts] },
        { "blocks", Blocks + "block_without_transactions/expected_blocks.csv", Blocks + "block_without_transactions",
            [] },
        { "transactions", Blocks + "block_without_transactions/expected_transactions.csv",
            Blocks + "block_without_transactions", [] },
        { "receipts", Receipts + "expected_receipts.csv", Blocks + "block_with_logs", [Receipts] },
        { "receipts", Receipts + "expected_receipts.json", Blocks + "block_with_logs", [Receipts] },
        { "logs", Receipts + "expected_logs.csv", Blocks + "block_with_logs", [Receipts] },
        { "logs", Receipts + "expected_logs.json", Blocks + "block_with_logs", [Receipts] },
        {
            "token_transfers", Cases + "test_export_token_transfers_job/block_with_transfers/expected_token_transfers.csv",
            Blocks + "block_with_logs", [Receipts]
        },
        { "blocks", Stream + "expected_blocks.json", Stream, [Stream] },
        { "transactions", Stream + "expected_transactions.json", Stream, [Stream] },
        { "logs", Stream + "expected_logs.json", Stream, [Stream] },
        { "token_transfers", Stream + "expected_token_transfers.json", Stream, [Stream] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Rows_equal_the_expected_file(string table, string expected, string blocks, string[] receipts)
    {
        string expectedPath = SharedData.PathOrSkip(expected);
        using CommandLine weir = new();
        Directory.CreateDirectory(weir.Path("blocks"));
        int written = WriteBlocks(
            SharedData.PathOrSkip(blocks), [.. receipts.Select(SharedData.PathOrSkip)], weir.Path("blocks"));
        Assert.True(written > 0);
        string warehouse = $"duckdb:{weir.Path("x.duckdb")}";
        int code = await weir.RunAsync(
            "backfill", "--source", $"files:{weir.Path("blocks")}", "--strict", "--to", warehouse, "--quiet");
        Assert.True(code == 0, weir.Error);
        code = await weir.RunAsync(
            "export", table, "--schema", "ethereum-etl", "--warehouse", warehouse, "--to", $"files:{weir.Path("out")}?format=csv");
        Assert.True(code == 0, weir.Error);
        List<Dictionary<string, string>> ours = ReadCsv(Path.Combine(weir.Path("out"), table + ".csv"));
        List<Dictionary<string, string>> theirs =
            expected.EndsWith(".csv", StringComparison.Ordinal) ? ReadCsv(expectedPath) : ReadJsonLines(expectedPath);
        if (theirs.Count == 0)
        {
            Assert.Empty(ours);
            return;
        }

        string[] columns = [.. theirs[0].Keys.Where(ours[0].ContainsKey)];
        Assert.True(columns.Length >= 7, string.Join(',', columns));
        Assert.Equal(Lines(theirs, columns), Lines(ours, columns));
    }

    private static string[] Lines(List<Dictionary<string, string>> rows, string[] columns) =>
        [.. rows.Select(row => string.Join(' ', columns.Select(column => $"{column}={row[column]}"))).Order(
            StringComparer.Ordinal)];

    // Each block of the folder with its receipts, as the source files: takes them.
    private static int WriteBlocks(string folder, string[] receiptFolders, string target)
    {
        JsonNode[] receipts =
        [
            .. receiptFolders.SelectMany(
                other => Directory.EnumerateFiles(other, "web3_response.eth_getTransactionReceipt_*.json"))
                .Select(path => JsonNode.Parse(File.ReadAllText(path))!["result"]!)
                .OrderBy(receipt => Convert.ToInt64((string)receipt["transactionIndex"]!, 16)),
        ];
        int written = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "web3_response.eth_getBlockByNumber_0x*_true.json"))
        {
            JsonNode block = JsonNode.Parse(File.ReadAllText(path))!["result"]!;
            JsonArray own = [.. receipts.Where(receipt => (string)receipt["blockHash"]! == (
                string)block["hash"]!).Select(receipt => receipt.DeepClone())];
            JsonObject file = new() { ["block"] = block.DeepClone(), ["receipts"] = own };
            File.WriteAllText(
                Path.Combine(target, $"{Convert.ToInt64((string)block["number"]!, 16)}.json"), file.ToJsonString());
            written++;
        }

        return written;
    }

    private static List<Dictionary<string, string>> ReadCsv(string path)
    {
        using TextFieldParser parser = new(path) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        List<Dictionary<string, string>> rows = [];
        string[]? names = parser.ReadFields();
        while (names is not null && parser.ReadFields() is { } fields)
        {
            rows.Add(names.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return rows;
    }

    // As ethereum-etl's CSV shows the same values: nothing for null, lists joined with commas.
    private static List<Dictionary<string, string>> ReadJsonLines(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject()
            .ToDictionary(field => field.Key, field => Text(field.Value))),
    ];

    private static string Text(JsonNode? value) => value switch
    {
        null => string.Empty,
        JsonArray list => string.Join(',', list.Select(Text)),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => (string)scalar!,
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.ToJsonString()}"),
    };
}
