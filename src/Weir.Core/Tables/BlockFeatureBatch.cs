namespace Weir.Core.Tables;

/// <summary>The table <c>block_features</c>: a block in numbers.</summary>
public sealed class BlockFeatureBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "block_features",
        [
            .. BlockColumns,
            new("transaction_count", LogicalType.Int64),
            new("failed_count", LogicalType.Int64) { Source = ProofGroups.Receipts },
            new("value_eth", LogicalType.Double),
            new("gas_price_gwei_avg", LogicalType.Double),
            new("gas_price_gwei_median", LogicalType.Double),
            new("gas_price_gwei_p90", LogicalType.Double),
            new("gas_price_gwei_max", LogicalType.Double),
            new("defi_tx_count", LogicalType.Int64) { Source = ProofGroups.Receipts },
            new("contract_deploys", LogicalType.Int64),
            new("swap_count", LogicalType.Int64) { Source = ProofGroups.Receipts },
            new("pools_touched", LogicalType.Int64) { Source = ProofGroups.Receipts },
            new("flash_loan_count", LogicalType.Int64) { Source = ProofGroups.Receipts },
            new("sandwich_score", LogicalType.Double) { Source = ProofGroups.Receipts },
            new("frontrun_score", LogicalType.Double),
            new("backrun_count", LogicalType.Int64) { Source = ProofGroups.Receipts },
            new("mev_score", LogicalType.Double) { Source = ProofGroups.Receipts },
            new("original_mev_score", LogicalType.Double) { Source = ProofGroups.Receipts },
        ],
        ["chain_id", "block_number"],
        schema => new BlockFeatureBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Transactions,
        MadeFrom = [DexTradeBatch.Table, FlashLoanBatch.Table],
    };

    public BlockFeatureBatch()
        : this(Table)
    {
    }

    private BlockFeatureBatch(TableSchema schema)
        : base(schema)
    {
        TransactionCount = Column<Int64Column>("transaction_count");
        FailedCount = Column<Int64Column>("failed_count");
        ValueEth = Column<DoubleColumn>("value_eth");
        GasPriceGweiAvg = Column<DoubleColumn>("gas_price_gwei_avg");
        GasPriceGweiMedian = Column<DoubleColumn>("gas_price_gwei_median");
        GasPriceGweiP90 = Column<DoubleColumn>("gas_price_gwei_p90");
        GasPriceGweiMax = Column<DoubleColumn>("gas_price_gwei_max");
        DefiTxCount = Column<Int64Column>("defi_tx_count");
        ContractDeploys = Column<Int64Column>("contract_deploys");
        SwapCount = Column<Int64Column>("swap_count");
        PoolsTouched = Column<Int64Column>("pools_touched");
        FlashLoanCount = Column<Int64Column>("flash_loan_count");
        SandwichScore = Column<DoubleColumn>("sandwich_score");
        FrontrunScore = Column<DoubleColumn>("frontrun_score");
        BackrunCount = Column<Int64Column>("backrun_count");
        MevScore = Column<DoubleColumn>("mev_score");
        OriginalMevScore = Column<DoubleColumn>("original_mev_score");
    }

    public Int64Column TransactionCount { get; }

    public Int64Column FailedCount { get; }

    public DoubleColumn ValueEth { get; }

    public DoubleColumn GasPriceGweiAvg { get; }

    public DoubleColumn GasPriceGweiMedian { get; }

    public DoubleColumn GasPriceGweiP90 { get; }

    public DoubleColumn GasPriceGweiMax { get; }

    public Int64Column DefiTxCount { get; }

    public Int64Column ContractDeploys { get; }

    public Int64Column SwapCount { get; }

    public Int64Column PoolsTouched { get; }

    public Int64Column FlashLoanCount { get; }

    public DoubleColumn SandwichScore { get; }

    public DoubleColumn FrontrunScore { get; }

    public Int64Column BackrunCount { get; }

    public DoubleColumn MevScore { get; }

    public DoubleColumn OriginalMevScore { get; }
}
