using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Tests.Ethereum;

namespace Weir.Tests.Detection;

/// <summary>
/// mev-inspect-py's public blocks, by traces: its own tests' assertions hold, and every arbitrage, sandwich and
/// liquidation that its code finds is found, or stands in tests/Golden/mev-py-differences.csv with the reason.
/// </summary>
public sealed class MevInspectPyMevTests
{
    private const string Differences = "tests/Golden/mev-py-differences.csv";

    private static readonly Lazy<List<(JsonElement Expected, long Block, MevRow[] Rows)>> All = new(ReadAll);

    [Fact]
    public void Its_assertions_on_arbitrages_and_sandwiches_hold()
    {
        int asserted = 0;
        foreach ((JsonElement expected, _, MevRow[] rows) in All.Value)
        {
            if (!expected.GetProperty("upstream_assertions").TryGetProperty("scalar", out JsonElement scalars))
            {
                continue;
            }

            foreach (JsonElement scalar in scalars.EnumerateArray())
            {
                if (scalar.TryGetProperty("arbitrages", out JsonElement arbitrages))
                {
                    MevRow[] found = [.. rows.Where(row => row.Kind == "arbitrage")];
                    Assert.Equal(scalar.GetProperty("arbitrage_count").GetInt32(), found.Length);
                    foreach (JsonElement arbitrage in arbitrages.EnumerateArray())
                    {
                        asserted++;
                        MevRow row = Assert.Single(found, item =>
                            item.Transactions[0] == arbitrage.GetProperty("transaction_hash").GetString());
                        Assert.Equal(arbitrage.GetProperty("swap_count").GetInt32(), row.Pools.Length);
                        Assert.Equal(arbitrage.GetProperty("profit_token_address").GetString(), row.ProfitToken);
                        Assert.Equal(arbitrage.GetProperty("profit_amount").ToString(), row.Profit.ToString());
                    }
                }

                if (scalar.TryGetProperty("sandwiches_equal", out JsonElement sandwiches))
                {
                    foreach (JsonElement sandwich in sandwiches.EnumerateArray())
                    {
                        asserted++;
                        MevRow row = Assert.Single(rows, item => item.Kind == "sandwich");
                        Assert.Equal(
                            Hash(sandwich.GetProperty("frontrun_swap")), row.Transactions[0]);
                        Assert.Equal(
                            sandwich.GetProperty("profit_amount").ToString(), row.Profit.ToString());
                    }
                }
            }
        }

        Assert.True(asserted >= 3, $"{asserted}");
    }

    [Fact]
    public void Arbitrages_sandwiches_and_liquidations_equal_the_reference_but_for_the_explained_ones()
    {
        List<string> differences = [];
        int same = 0;
        foreach ((JsonElement expected, long block, MevRow[] rows) in All.Value)
        {
            JsonElement reference = expected.GetProperty("reference_output");
            HashSet<string> theirs =
            [
                .. reference.GetProperty("arbitrages").EnumerateArray().Select(item =>
                    $"arbitrage,{block},{Hash(item.GetProperty("swaps")[0])},"
                    + string.Join('+', item.GetProperty("swaps").EnumerateArray().Select(
                        swap => swap.GetProperty("contract_address").GetString()))
                    + $",{item.GetProperty("profit_amount")}"),
                .. reference.GetProperty("sandwiches").EnumerateArray().Select(item =>
                    $"sandwich,{block},{Hash(item.GetProperty("frontrun_swap"))},"
                    + $"{item.GetProperty("frontrun_swap").GetProperty("contract_address").GetString()}"
                    + $",{item.GetProperty("profit_amount")}"),
                .. reference.GetProperty("liquidations").EnumerateArray().Select(item =>
                    $"liquidation,{block},{item.GetProperty("transaction_hash").GetString()},,"),
            ];
            HashSet<string> ours =
            [
                .. rows.Where(row => row.Kind is "arbitrage" or "sandwich" or "liquidation").Select(row =>
                    row.Kind == "liquidation" ? $"liquidation,{block},{row.Transactions[0]},,"
                        : $"{row.Kind},{block},{row.Transactions[0]},{string.Join('+', row.Pools)},{row.Profit}"),
            ];
            same += theirs.Intersect(ours).Count();
            differences.AddRange(theirs.Except(ours).Select(line => "theirs," + line));
            differences.AddRange(ours.Except(theirs).Select(line => "ours," + line));
        }

        string[] explained = [.. File.ReadLines(Path.Combine(Golden.Root, Differences)).Skip(1)];
        Assert.All(explained, line => Assert.True(line.Split(',', 7)[6].Length > 20, line));
        Assert.Equal(
            explained.Select(line => string.Join(',', line.Split(',', 7)[..6])).Order(StringComparer.Ordinal),
            differences.Order(StringComparer.Ordinal));
        Assert.True(same >= 20, $"{same} are the same");
    }

    private static string Hash(JsonElement swap) => swap.GetProperty("transaction_hash").GetString()!;

    private static List<(JsonElement, long, MevRow[])> ReadAll()
    {
        List<(JsonElement, long, MevRow[])> all = [];
        foreach (string file in Directory.GetFiles(SharedData.PathOrSkip("chain/mev-inspect-py/blocks"))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal)!)
        {
            Block block = RealBlocks.Load($"mev-inspect-py/blocks/{file}");
            all.Add((
                JsonDocument.Parse(RealBlocks.ReadBytes($"mev-inspect-py/expected/{file}")).RootElement,
                block.Header.Number, [.. MevRow.Of(block)]));
        }

        return all;
    }
}
