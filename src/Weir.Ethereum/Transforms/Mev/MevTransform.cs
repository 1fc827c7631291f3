using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection;
using Weir.Detection.Facts;
using Weir.Detection.Prices;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>The tables <c>mev</c>, <c>prices</c> and <c>pool_features</c>: what inspectors find in a block, what its pools say.</summary>
public sealed class MevTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [MevBatch.Table, PriceBatch.Table, PoolFeatureBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var mev = (MevBatch)output.Of(MevBatch.Table);
        var prices = (PriceBatch)output.Of(PriceBatch.Table);
        var pools = (PoolFeatureBatch)output.Of(PoolFeatureBatch.Table);
        BlockFactReader reader = new(new FactBatches(output));
        TokenList tokens = ChainTokens.Of(raw.ChainId);
        foreach (Block block in raw.Blocks)
        {
            BlockFacts facts = reader.Read(block, raw.ChainId);
            if (facts.Swaps.Count + facts.States.Count + facts.Liquidations.Count + facts.Sales.Count == 0)
            {
                continue;
            }

            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            BlockPrices known = new(facts, tokens);
            IReadOnlyList<MevFinding> findings = Inspectors.Inspect(facts);
            MevRows.Append(mev, stamp, facts, known, findings);
            PoolFeatureRows.Append(pools, stamp, facts, known, findings);
            PriceRows.Append(prices, stamp, known, tokens);
        }
    }
}
