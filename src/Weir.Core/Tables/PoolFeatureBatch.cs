namespace Weir.Core.Tables;

/// <summary>The table <c>pool_features</c>: what happened in a pool in a block, and what it was when the block ended.</summary>
public sealed class PoolFeatureBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "pool_features",
        [
            .. BlockColumns,
            new("pool_id", LogicalType.Hex),
            new("swap_count", LogicalType.Int64),
            new("trader_count", LogicalType.Int64),
            new("mev_count", LogicalType.Int64),
            new("volume_usd", LogicalType.Double, true),
            new("reserve0_raw", LogicalType.UInt256, true),
            new("reserve1_raw", LogicalType.UInt256, true),
            new("sqrt_price_x96", LogicalType.UInt256, true),
            new("liquidity", LogicalType.UInt256, true),
            new("tick", LogicalType.Int64, true),
        ],
        ["chain_id", "block_number", "pool_id"],
        schema => new PoolFeatureBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        OtherSource = ProofGroups.Traces,
        AlsoNeeds = ProofGroups.Transactions,
        MadeFrom =
        [
            DexTradeBatch.Table, LiquidityEventBatch.Table, LendingEventBatch.Table, NftTradeBatch.Table,
            PoolBatch.Table, TokenTransferBatch.Table,
        ],
    };

    public PoolFeatureBatch()
        : this(Table)
    {
    }

    private PoolFeatureBatch(TableSchema schema)
        : base(schema)
    {
        PoolId = Column<BytesColumn>("pool_id");
        SwapCount = Column<Int64Column>("swap_count");
        TraderCount = Column<Int64Column>("trader_count");
        MevCount = Column<Int64Column>("mev_count");
        VolumeUsd = Column<DoubleColumn>("volume_usd");
        Reserve0Raw = Column<UInt256Column>("reserve0_raw");
        Reserve1Raw = Column<UInt256Column>("reserve1_raw");
        SqrtPriceX96 = Column<UInt256Column>("sqrt_price_x96");
        Liquidity = Column<UInt256Column>("liquidity");
        Tick = Column<Int64Column>("tick");
    }

    public BytesColumn PoolId { get; }

    public Int64Column SwapCount { get; }

    /// <summary>Senders whose transactions swapped in it.</summary>
    public Int64Column TraderCount { get; }

    /// <summary>Findings that name it.</summary>
    public Int64Column MevCount { get; }

    /// <summary>What came out of it, at prices before the block; NULL where a token has none.</summary>
    public DoubleColumn VolumeUsd { get; }

    /// <summary>Uniswap V2: the reserve when the block ended.</summary>
    public UInt256Column Reserve0Raw { get; }

    public UInt256Column Reserve1Raw { get; }

    /// <summary>Uniswap V3 and V4: the square root of the price in 96 binary places.</summary>
    public UInt256Column SqrtPriceX96 { get; }

    /// <summary>Uniswap V3 and V4: the liquidity in range.</summary>
    public UInt256Column Liquidity { get; }

    public Int64Column Tick { get; }
}
