using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>Mainnet's blocks against what others found in them: mev-inspect-js, and pools proved by CREATE2.</summary>
public sealed class MainnetFactTests
{
    private const string Folder = "chain/mainnet/blocks";

    [Fact]
    public void Swaps_equal_those_of_mev_inspect_js()
    {
        int compared = 0;
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            if (!expected.TryGetProperty("mev_inspect_js", out JsonElement found)
                || found.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            Dictionary<long, string> ours = Swaps(Decode([block]));
            foreach (JsonElement swap in found.GetProperty("swaps").EnumerateArray())
            {
                long index = swap.GetProperty("event").GetProperty("logIndex").GetInt64();
                string theirs = string.Join(
                    ' ', swap.GetProperty("assetIn").GetProperty("address").GetString(),
                    swap.GetProperty("amountIn").GetString(),
                    swap.GetProperty("assetOut").GetProperty("address").GetString(),
                    swap.GetProperty("amountOut").GetString());
                Assert.Equal((block.Header.Number, index, theirs),
                    (block.Header.Number, index, ours.GetValueOrDefault(index)));
                compared++;
            }
        }

        Assert.Equal(272, compared);
    }

    [Fact]
    public void Pools_equal_those_that_create2_proves()
    {
        int compared = 0;
        List<string> missing = [];
        foreach ((Block block, JsonElement expected) in Blocks())
        {
            var pools = (PoolBatch)Decode([block]).Of(PoolBatch.Table);
            Dictionary<string, int> rows = Enumerable.Range(0, pools.RowCount)
                .Where(row => pools.Proof.Text(row) == "create2").ToDictionary(row => Hex.Encode(pools.PoolId[row]));
            if (!expected.TryGetProperty("pools", out JsonElement list) || list.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (JsonProperty pool in list.EnumerateObject())
            {
                if (!rows.TryGetValue(pool.Name, out int row))
                {
                    missing.Add($"{block.Header.Number} {pool.Name}");
                    continue;
                }

                (int start, _) = pools.Tokens[row];
                var tokens = (FixedBytesColumn)pools.Tokens.Items;
                Assert.Equal(pool.Value.GetProperty("token0").GetString(), Hex.Encode(tokens[start]));
                Assert.Equal(pool.Value.GetProperty("token1").GetString(), Hex.Encode(tokens[start + 1]));
                if (pool.Value.TryGetProperty("fee", out JsonElement fee) && fee.ValueKind == JsonValueKind.Number)
                {
                    Assert.Equal(fee.GetInt64(), pools.FeePpm[row]);
                }

                compared++;
            }
        }

        // A position was closed there, and one of the two tokens moved.
        Assert.Equal(["21925176 0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640"], missing);
        Assert.True(compared > 180, $"{compared} pools");
    }

    /// <summary>Nothing of the mainnet blocks is malformed, and every trade's tokens are proven.</summary>
    [Fact]
    public void Every_trade_of_the_blocks_has_both_tokens_and_nothing_is_quarantined()
    {
        BatchSet rows = Decode([.. Blocks().Select(item => item.Block)]);
        var trades = (DexTradeBatch)rows.Of(DexTradeBatch.Table);
        Assert.Equal(292, trades.RowCount);
        Assert.False(trades.TokenBoughtAddress.HasNulls || trades.TokenSoldAddress.HasNulls);
        Assert.Equal(35, rows.Of(NftTradeBatch.Table).RowCount);
        Assert.Equal(0, rows.Of(QuarantineBatch.Table).RowCount);
    }

    // These two have receipts with logs and traces: what calls show is what events tell, and nothing is set aside.
    [Theory]
    [InlineData(15_537_393)]
    [InlineData(15_537_394)]
    public void Logs_and_traces_tell_the_same(long number)
    {
        byte[] file = RealBlocks.ReadBytes($"mainnet/blocks/{number}.json.gz");
        BatchSet both = Decode(RealBlocks.Parse(file));
        Assert.Equal(0, both.Of(QuarantineBatch.Table).RowCount);

        JsonNode whole = JsonNode.Parse(file)!;
        foreach (JsonNode? receipt in whole["receipts"]!.AsArray())
        {
            receipt!.AsObject().Remove("logs");
        }

        List<Block> traced = RealBlocks.Parse(System.Text.Encoding.UTF8.GetBytes(whole.ToJsonString()));
        Assert.True(traced[0].HasTraces && traced[0].Logs.Count == 0);
        BatchSet calls = Decode(traced);
        foreach (TableSchema table in (TableSchema[])
            [DexTradeBatch.Table, LendingEventBatch.Table, FlashLoanBatch.Table, NftTradeBatch.Table])
        {
            Assert.Equal((table.Name, both.Of(table).RowCount), (table.Name, calls.Of(table).RowCount));
        }
    }

    // Replays, backfills in any order and any number of parts give the same rows.
    [Fact]
    public void Rows_are_a_function_of_their_block_alone()
    {
        List<Block> blocks = [.. Blocks().Select(item => item.Block)];
        IReadOnlyList<ITransform<BlockRun>> used = Decoders.For(Decoders.DefiTables);
        string[] whole = Lines(Decode(blocks, used));
        List<Block> shuffled = [.. blocks];
        new Random(7).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(shuffled));
        List<string> parts = [];
        foreach (Block block in shuffled)
        {
            string[] first = Lines(Decode([block], used));
            Assert.Equal(first, Lines(Decode([block], used)));
            Assert.Equal(first, Lines(Decode([block])));
            parts.AddRange(first);
        }

        Assert.Equal(whole.Order(StringComparer.Ordinal), parts.Order(StringComparer.Ordinal));
    }

    private static string[] Lines(BatchSet rows) =>
        [.. Decoders.DefiTables.SelectMany(table => Core.Tables.BatchContractTests.Text(rows.Of(table)).Select(
            line => $"{table}: {line}"))];

    private static BatchSet Decode(List<Block> blocks, IReadOnlyList<ITransform<BlockRun>>? transforms = null)
    {
        BatchSet rows = new();
        using BlockRun run = new(1, blocks);
        foreach (ITransform<BlockRun> transform in transforms ?? Decoders.For(Decoders.DefiTables))
        {
            transform.Transform(run, rows);
        }

        return rows;
    }

    private static Dictionary<long, string> Swaps(BatchSet rows)
    {
        var trades = (DexTradeBatch)rows.Of(DexTradeBatch.Table);
        return Enumerable.Range(0, trades.RowCount).ToDictionary(
            row => trades.EvtIndex[row],
            row => string.Join(
                ' ', Hex.Encode(trades.TokenSoldAddress[row]), trades.TokenSoldAmountRaw[row],
                Hex.Encode(trades.TokenBoughtAddress[row]), trades.TokenBoughtAmountRaw[row]));
    }

    private static IEnumerable<(Block Block, JsonElement Expected)> Blocks()
    {
        foreach (string file in Directory.GetFiles(SharedData.PathOrSkip(Folder)).Select(Path.GetFileName).Order(
            StringComparer.Ordinal)!)
        {
            yield return (
                RealBlocks.Load($"mainnet/blocks/{file}"),
                JsonDocument.Parse(RealBlocks.ReadBytes($"mainnet/blocks-expected/{file}")).RootElement);
        }
    }
}
