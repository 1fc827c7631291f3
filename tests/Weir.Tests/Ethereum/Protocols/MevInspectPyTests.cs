using System.Text.Json;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>
/// mev-inspect-py's public blocks: facts from traces beside all that its own code finds, and beside what its tests
/// assert. Each difference stands in tests/Golden/mev-inspect-py-differences.csv with its reason.
/// </summary>
public sealed class MevInspectPyTests
{
    private const string Differences = "tests/Golden/mev-inspect-py-differences.csv";

    [Fact]
    public void Swaps_equal_the_reference_but_for_the_explained_ones()
    {
        Dictionary<string, string> ours = [];
        Dictionary<string, string> theirs = [];
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            var trades = (DexTradeBatch)Decode(block).Of(DexTradeBatch.Table);
            for (int row = 0; row < trades.RowCount; row++)
            {
                Assert.True(trades.EvtIndex.IsNull(row));
                ours.Add(
                    $"{Hex.Encode(trades.TxHash[row])} {trades.TraceAddress.Text(row).Replace(',', '.')}",
                    $"{Hex.Encode(trades.TokenSoldAddress[row])} {trades.TokenSoldAmountRaw[row]} "
                    + $"{Hex.Encode(trades.TokenBoughtAddress[row])} {trades.TokenBoughtAmountRaw[row]}");
            }

            foreach (JsonElement swap in expected.GetProperty("reference_output").GetProperty("swaps").EnumerateArray())
            {
                theirs.Add(
                    Key(swap), $"{Address(swap, "token_in_address")} {swap.GetProperty("token_in_amount")} "
                    + $"{Address(swap, "token_out_address")} {swap.GetProperty("token_out_amount")}");
            }
        }

        Assert.Equal(492, theirs.Count);
        Compare("swap", ours, theirs);
    }

    [Fact]
    public void Liquidations_equal_the_reference_and_upstreams_assertions()
    {
        Dictionary<string, string> ours = [];
        Dictionary<string, string> theirs = [];
        int asserted = 0;
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            var rows = (LendingEventBatch)Decode(block).Of(LendingEventBatch.Table);
            for (int row = 0; row < rows.RowCount; row++)
            {
                Assert.Equal("liquidation", rows.Kind.Text(row));
                ours.Add(
                    $"{Hex.Encode(rows.TxHash[row])} {rows.TraceAddress.Text(row).Replace(',', '.')}",
                    $"{Hex.Encode(rows.UserAddress[row])} {Hex.Encode(rows.Liquidator[row])} "
                    + $"{Hex.Encode(rows.AssetAddress[row])} {rows.AmountRaw[row]} "
                    + $"{Hex.Encode(rows.CollateralAsset[row])} {rows.CollateralAmountRaw[row]}");
            }

            foreach (JsonElement found in expected.GetProperty("reference_output").GetProperty("liquidations")
                .EnumerateArray())
            {
                theirs.Add(Key(found), Liquidation(found));
            }

            if (expected.GetProperty("upstream_assertions").TryGetProperty(
                "liquidations_contains", out JsonElement assertions))
            {
                foreach (JsonElement assertion in assertions.EnumerateArray())
                {
                    JsonElement value = assertion.GetProperty("value");
                    Assert.Equal(Liquidation(value), ours[Key(value)]);
                    asserted++;
                }
            }
        }

        Assert.Equal(11, theirs.Count);
        Assert.True(asserted >= 8, $"{asserted} assertions");
        Compare("liquidation", ours, theirs);
    }

    [Fact]
    public void Nft_trades_equal_the_reference_but_for_the_explained_ones()
    {
        Dictionary<string, string> ours = [];
        Dictionary<string, string> theirs = [];
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            var rows = (NftTradeBatch)Decode(block).Of(NftTradeBatch.Table);
            for (int row = 0; row < rows.RowCount; row++)
            {
                // The reference's payment is what the seller got; the price includes the platform's fee, as Dune's does.
                UInt256 payment = rows.PriceRaw[row] - rows.PlatformFeeAmountRaw[row];
                ours.Add(
                    $"{Hex.Encode(rows.TxHash[row])} {rows.TraceAddress.Text(row).Replace(',', '.')}",
                    $"{Hex.Encode(rows.Seller[row])} {Hex.Encode(rows.Buyer[row])} "
                    + $"{Hex.Encode(rows.NftContractAddress[row])} {rows.NftTokenId[row]} "
                    + $"{Hex.Encode(rows.CurrencyContract[row])} {payment}");
            }

            foreach (JsonElement sale in expected.GetProperty("reference_output").GetProperty("nft_trades")
                .EnumerateArray())
            {
                theirs.Add(
                    Key(sale), $"{Address(sale, "seller_address")} {Address(sale, "buyer_address")} "
                    + $"{Address(sale, "collection_address")} {sale.GetProperty("token_id")} "
                    + $"{Address(sale, "payment_token_address")} {sale.GetProperty("payment_amount")}");
            }
        }

        Assert.Equal(88, theirs.Count);
        Compare("nft_trade", ours, theirs);
    }

    [Fact]
    public void Swaps_that_upstream_asserts_are_there()
    {
        int asserted = 0;
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            var trades = (DexTradeBatch)Decode(block).Of(DexTradeBatch.Table);
            if (!expected.GetProperty("upstream_assertions").TryGetProperty(
                "swaps_contains_exactly_once", out JsonElement assertions))
            {
                continue;
            }

            foreach (JsonElement assertion in assertions.EnumerateArray())
            {
                JsonElement value = assertion.GetProperty("value");
                int row = Enumerable.Range(0, trades.RowCount).Single(
                    row => $"{Hex.Encode(trades.TxHash[row])} {trades.TraceAddress.Text(row).Replace(',', '.')}"
                        == Key(value));
                Assert.Equal(
                    (Address(value, "token_in_address"), value.GetProperty("token_in_amount").ToString(),
                        Address(value, "token_out_address"), value.GetProperty("token_out_amount").ToString()),
                    (Hex.Encode(trades.TokenSoldAddress[row]), trades.TokenSoldAmountRaw[row].ToString(),
                        Hex.Encode(trades.TokenBoughtAddress[row]), trades.TokenBoughtAmountRaw[row].ToString()));
                asserted++;
            }
        }

        Assert.True(asserted >= 2, $"{asserted} assertions");
    }

    [Fact]
    public void Payments_to_the_builder_equal_the_reference()
    {
        int compared = 0;
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            if (!expected.GetProperty("reference_output").TryGetProperty("miner_payments", out JsonElement payments))
            {
                continue;
            }

            Dictionary<string, UInt256> ours = [];
            foreach (ref readonly Trace trace in block.Traces.Rows)
            {
                if (trace.Type == TraceType.Call && trace.To == block.Header.Miner && !trace.IsReverted
                    && block.Bytes[trace.CallType].SequenceEqual("call"u8) && trace.Has(TraceFields.TransactionHash))
                {
                    string hash = trace.TransactionHash.ToString();
                    ours[hash] = ours.GetValueOrDefault(hash) + trace.Value;
                }
            }

            foreach (JsonElement payment in payments.EnumerateArray())
            {
                string hash = payment.GetProperty("transaction_hash").GetString()!;
                Assert.Equal(
                    (hash, payment.GetProperty("coinbase_transfer").ToString()),
                    (hash, ours.GetValueOrDefault(hash).ToString()));
                compared++;
            }
        }

        Assert.True(compared > 2_000, $"{compared} transactions");
    }

    // What differs must be exactly what the committed table explains.
    private static void Compare(string kind, Dictionary<string, string> ours, Dictionary<string, string> theirs)
    {
        List<string> found = [];
        foreach (string key in ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal))
        {
            string? mine = ours.GetValueOrDefault(key);
            string? other = theirs.GetValueOrDefault(key);
            if (mine != other)
            {
                found.Add($"{kind},{(mine is null ? "missing" : other is null ? "extra" : "different")},{key}");
            }
        }

        string[] explained = [.. File.ReadLines(Path.Combine(Golden.Root, Differences)).Where(
            line => line.StartsWith(kind + ",", StringComparison.Ordinal))];
        Assert.All(explained, line => Assert.True(line.Split(',', 4)[3].Length > 20, line));
        string[] expected = [.. explained.Select(line => string.Join(',', line.Split(',', 4)[..3]))];
        Assert.True(expected.ToHashSet().SetEquals(found),
            $"not explained:\n{string.Join('\n', found.Except(expected))}\nnot found:\n{string.Join('\n', expected.Except(found))}");
    }

    private static string Liquidation(JsonElement value) =>
        $"{Address(value, "liquidated_user")} {Address(value, "liquidator_user")} "
        + $"{Address(value, "debt_token_address")} {value.GetProperty("debt_purchase_amount")} "
        + $"{Address(value, "received_token_address")} {value.GetProperty("received_amount")}";

    private static string Key(JsonElement fact) =>
        $"{fact.GetProperty("transaction_hash").GetString()} "
        + string.Join('.', fact.GetProperty("trace_address").EnumerateArray().Select(level => level.GetInt32()));

    private static string Address(JsonElement fact, string name) =>
        fact.GetProperty(name).GetString()!.ToLowerInvariant();

    private static BatchSet Decode(Block block)
    {
        BatchSet rows = new();
        using BlockRun run = new(1, [block]);
        foreach (ITransform<BlockRun> transform in Decoders.For(Decoders.DefiTables))
        {
            transform.Transform(run, rows);
        }

        return rows;
    }

    private static IEnumerable<(Block Block, JsonElement Expected)> Blocks()
    {
        foreach (string file in Directory.GetFiles(SharedData.PathOrSkip("chain/mev-inspect-py/blocks"))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal)!)
        {
            yield return (
                RealBlocks.Load($"mev-inspect-py/blocks/{file}"),
                JsonDocument.Parse(RealBlocks.ReadBytes($"mev-inspect-py/expected/{file}")).RootElement);
        }
    }
}
