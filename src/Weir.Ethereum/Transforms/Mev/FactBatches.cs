using Weir.Core.Tables;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>The decoded tables that facts are read from, each with its place.</summary>
internal sealed class FactBatches
{
    public FactBatches(BatchSet output)
    {
        Trades = new(output.Of(DexTradeBatch.Table), batch => batch.BlockHash);
        Liquidity = new(output.Of(LiquidityEventBatch.Table), batch => batch.BlockHash);
        Lending = new(output.Of(LendingEventBatch.Table), batch => batch.BlockHash);
        Sales = new(output.Of(NftTradeBatch.Table), batch => batch.BlockHash);
        Pools = new(output.Of(PoolBatch.Table), batch => batch.BlockHash);
        Moves = new(output.Of(TokenTransferBatch.Table), batch => batch.BlockHash);
    }

    /// <summary>What they are: for the schemas that are made from them.</summary>
    public static IReadOnlyList<TableSchema> Tables { get; } =
        [
            DexTradeBatch.Table, LiquidityEventBatch.Table, LendingEventBatch.Table, NftTradeBatch.Table,
            PoolBatch.Table, TokenTransferBatch.Table,
        ];

    public BatchCursor<DexTradeBatch> Trades { get; }

    public BatchCursor<LiquidityEventBatch> Liquidity { get; }

    public BatchCursor<LendingEventBatch> Lending { get; }

    public BatchCursor<NftTradeBatch> Sales { get; }

    public BatchCursor<PoolBatch> Pools { get; }

    public BatchCursor<TokenTransferBatch> Moves { get; }
}
