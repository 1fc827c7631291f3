using System.Text;
using System.Text.Json.Nodes;
using Weir.Ethereum.Blocks;
using Weir.Tests.Ethereum;

namespace Weir.Tests.Detection;

/// <summary>
/// Mainnet blocks beside mev-inspect-js' findings in them (mev_summary.json): each is found, or stands in
/// tests/Golden/mev-mainnet-differences.csv with the reason; what it does not have and we do stands there too.
/// </summary>
public sealed class MainnetMevTests
{
    private const string Differences = "tests/Golden/mev-mainnet-differences.csv";

    private static readonly Lazy<List<(long Block, MevRow Row)>> Found = new(ReadAll);

    [Fact]
    public void All_unambiguous_sandwiches_are_found_with_their_victims()
    {
        int count = 0;
        foreach (JsonNode? reference in Summary("sandwiches"))
        {
            if (!(bool)reference!["unambiguous"]!)
            {
                continue;
            }

            count++;
            MevRow row = Assert.Single(Found.Value, item => item.Row.Kind == "sandwich"
                && item.Row.Pools.Contains((string)reference["pool"]!)
                && item.Row.Transactions[0] == (string)reference["front_tx"]!).Row;
            Assert.Equal((string)reference["back_tx"]!, row.Transactions[^1]);
            Assert.Equal(reference["victim_tx_indexes"]!.AsArray().Count, row.Victims.Length);
            Assert.Equal((string)reference["profit_asset"]!, row.ProfitToken);
            Assert.Equal((string)reference["searcher_eoa"]!, row.Actor);
        }

        Assert.Equal(12, count);
    }

    // What the victims of these sandwiches lost, or why the figure is withheld: a list to read.
    [Fact]
    public void Losses_of_the_unambiguous_sandwiches_are_listed()
    {
        StringBuilder list = new("block,front_tx,pool,victims,loss_token,loss_raw,way\n");
        foreach (JsonNode? reference in Summary("sandwiches").Where(item => (bool)item!["unambiguous"]!))
        {
            (long block, MevRow row) = Found.Value.Single(item => item.Row.Kind == "sandwich"
                && item.Row.Pools.Contains((string)reference!["pool"]!)
                && item.Row.Transactions[0] == (string)reference["front_tx"]!);
            string way = (string)JsonNode.Parse(row.Evidence)!["clauses"]!["victim_loss"]!;
            list.AppendJoin(
                ',', block, row.Transactions[0], row.Pools[0], row.Victims.Length, row.LossToken, row.Loss, $"\"{way}\"").Append('\n');
        }

        Golden.Check("tests/Golden/sandwich-losses.csv", list.ToString());
    }

    [Fact]
    public void Everything_else_is_the_same_or_explained()
    {
        HashSet<string> theirs =
        [
            .. Summary("sandwiches").Select(item => $"sandwich,{item!["block"]},{item["front_tx"]},{item["pool"]}"),
            .. Summary("arbitrages").Select(item => $"arbitrage,{item!["block"]},{item["tx"]},"),
            .. Summary("jit").Select(item => $"jit,{item!["block"]},,{item["pool"]}"),
        ];
        HashSet<string> ours =
        [
            .. Found.Value.Where(item => item.Row.Kind is "sandwich" or "arbitrage" or "jit").Select(
                item => item.Row.Kind switch
                {
                    "sandwich" => $"sandwich,{item.Block},{item.Row.Transactions[0]},{item.Row.Pools[0]}",
                    "arbitrage" => $"arbitrage,{item.Block},{item.Row.Transactions[0]},",
                    _ => $"jit,{item.Block},,{item.Row.Pools[0]}",
                }),
        ];
        IEnumerable<string> differences = theirs.Except(ours).Select(line => "theirs," + line)
            .Concat(ours.Except(theirs).Select(line => "ours," + line)).Order(StringComparer.Ordinal);
        string[] explained = [.. File.ReadLines(Path.Combine(Golden.Root, Differences)).Skip(1)];
        Assert.All(explained, line => Assert.True(line.Split(',', 6)[5].Length > 20, line));
        Assert.Equal(explained.Select(line => string.Join(',', line.Split(',', 6)[..5])), differences);
    }

    [Fact]
    public void A_block_has_a_row_an_id_and_parts_point_to_rows()
    {
        foreach (IGrouping<long, (long Block, MevRow Row)> block in Found.Value.GroupBy(item => item.Block))
        {
            HashSet<string> ids = [.. block.Select(item => item.Row.Id)];
            Assert.Equal(block.Count(), ids.Count);
            Assert.All(block, item => Assert.True(item.Row.PartOf is null || ids.Contains(item.Row.PartOf)));
        }
    }

    /// <summary>Blocks with receipts, also those of which only the receipts are here.</summary>
    internal static IEnumerable<Block> Blocks()
    {
        foreach (string file in Files("blocks"))
        {
            yield return RealBlocks.Load($"mainnet/blocks/{file}");
        }

        JsonNode header = JsonNode.Parse(RealBlocks.ReadBytes("mainnet/blocks/17000000.json.gz"))!["block"]!;
        foreach (string file in Files("receipts-only"))
        {
            JsonNode receipts = JsonNode.Parse(RealBlocks.ReadBytes($"mainnet/receipts-only/{file}"))!["receipts"]!;
            JsonNode block = header.DeepClone();
            block["number"] = receipts[0]!["blockNumber"]!.DeepClone();
            block["hash"] = receipts[0]!["blockHash"]!.DeepClone();
            block["transactions"] = new JsonArray(
                [.. receipts.AsArray().Select(receipt => receipt!["transactionHash"]!.DeepClone())]);
            JsonObject whole = new() { ["block"] = block, ["receipts"] = receipts.DeepClone() };
            yield return RealBlocks.Parse(Encoding.UTF8.GetBytes(whole.ToJsonString())).Single();
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(SharedData.PathOrSkip($"chain/mainnet/{folder}")).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)!;

    private static JsonArray Summary(string kind) =>
        JsonNode.Parse(RealBlocks.ReadBytes("mainnet/mev_summary.json"))![kind]!.AsArray();

    private static List<(long Block, MevRow Row)> ReadAll() =>
        [.. Blocks().SelectMany(block => MevRow.Of(block).Select(row => (block.Header.Number, row)))];
}
