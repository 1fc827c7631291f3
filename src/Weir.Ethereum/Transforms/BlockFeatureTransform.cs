using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>A block in numbers: the table <c>block_features</c>, made from the block and from its trades.</summary>
/// <remarks>
/// <c>original_mev_score</c> is the original platform's formula as it was: it looks at how often pools are used and at
/// the highest gas price, and neither at senders nor at directions. <c>mev_score</c> is the same sum over what the
/// block shows: swaps of one sender around another's in one pool, and swaps against the one right before.
/// </remarks>
public sealed class BlockFeatureTransform : ITransform<BlockRun>
{
    private const double WeiPerEth = 1e18;
    private const double WeiPerGwei = 1e9;
    private const double MostScore = 100;

    private readonly List<double> _prices = [];
    private readonly BlockTrades _swaps = new();

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [BlockFeatureBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var rows = (BlockFeatureBatch)output.Of(BlockFeatureBatch.Table);
        var trades = (DexTradeBatch)output.Of(DexTradeBatch.Table);
        var loans = (FlashLoanBatch)output.Of(FlashLoanBatch.Table);
        int trade = 0;
        int loan = 0;
        foreach (Block block in raw.Blocks)
        {
            BlockTrades swaps = _swaps;
            swaps.Read(trades, block.Header.Hash, ref trade);
            long flashLoans = swaps.AddLoans(loans, block.Header.Hash, ref loan);
            if (!block.HasTransactions)
            {
                continue;
            }

            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            GasPrices gas = GasPrices.Of(block, _prices);
            rows.AppendBlock(stamp);
            rows.TransactionCount.Append(block.Transactions.Count);
            rows.FailedCount.Append(Failed(block));
            rows.ValueEth.Append(Value(block) / WeiPerEth);
            rows.GasPriceGweiAvg.Append(gas.Mean / WeiPerGwei);
            rows.GasPriceGweiMedian.Append(gas.Median / WeiPerGwei);
            rows.GasPriceGweiP90.Append(gas.Percentile90 / WeiPerGwei);
            rows.GasPriceGweiMax.Append(gas.Highest / WeiPerGwei);
            rows.DefiTxCount.Append(swaps.TransactionCount);
            rows.ContractDeploys.Append(Deploys(block));
            rows.SwapCount.Append(swaps.Count);
            rows.PoolsTouched.Append(swaps.PoolCount);
            rows.FlashLoanCount.Append(flashLoans);
            double frontrun = gas.Median == 0 ? 0
                : Math.Clamp(((gas.Highest / gas.Median) - 1) * 20, 0, MostScore);
            double sandwich = Math.Min(MostScore, 25.0 * swaps.SandwichedPools);
            rows.SandwichScore.Append(sandwich);
            rows.FrontrunScore.Append(Math.Round(frontrun, 2));
            rows.BackrunCount.Append(swaps.Backruns);
            rows.MevScore.Append(Score(sandwich, frontrun, swaps.Backruns));
            rows.OriginalMevScore.Append(Score(
                Math.Min(MostScore, 25.0 * swaps.PoolsWithSwaps(3)), frontrun, swaps.PoolsWithSwaps(2)));
        }
    }

    private static double Score(double sandwich, double frontrun, int backruns) =>
        Math.Round(Math.Min(MostScore, (0.5 * sandwich) + (0.4 * frontrun) + (2.0 * backruns)), 2);

    private static long Failed(Block block)
    {
        long failed = 0;
        foreach (ref readonly Receipt receipt in block.Receipts.Rows)
        {
            failed += receipt.Has(ReceiptFields.Status) && receipt.Status == 0 ? 1 : 0;
        }

        return failed;
    }

    private static long Deploys(Block block)
    {
        long deploys = 0;
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            deploys += transaction.Has(TransactionFields.To) ? 0 : 1;
        }

        return deploys;
    }

    private static double Value(Block block)
    {
        double value = 0;
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            value += Doubles.Of(transaction.Value);
        }

        return value;
    }
}
