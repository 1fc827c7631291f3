namespace Weir.Core.Tables;

/// <summary>The table <c>lending_events</c>: deposits, withdrawals, loans, repayments, liquidations.</summary>
public sealed class LendingEventBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "lending_events",
        [
            .. BlockColumns,
            new("project", LogicalType.Text),
            new("version", LogicalType.Text),
            new("market_address", LogicalType.Address),
            new("kind", LogicalType.Text),
            new("user_address", LogicalType.Address),
            new("on_behalf_of", LogicalType.Address, true),
            new("asset_address", LogicalType.Address, true),
            new("amount_raw", LogicalType.UInt256),
            new("collateral_asset", LogicalType.Address, true),
            new("collateral_amount_raw", LogicalType.UInt256, true),
            new("liquidator", LogicalType.Address, true),
            new("tx_hash", LogicalType.Hash),
            new("tx_index", LogicalType.Int64),
            new("evt_index", LogicalType.Int64, true),
            new("trace_address", LogicalType.Text, true),
        ],
        ["chain_id", "block_number", "tx_index", "evt_index", "trace_address"],
        schema => new LendingEventBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        IsObservedRow = (batch, row) => ((LendingEventBatch)batch).EvtIndex.IsNull(row),
        OtherSource = ProofGroups.Traces,
    };

    public LendingEventBatch()
        : this(Table)
    {
    }

    private LendingEventBatch(TableSchema schema)
        : base(schema)
    {
        Project = Column<BytesColumn>("project");
        Version = Column<BytesColumn>("version");
        MarketAddress = Column<FixedBytesColumn>("market_address");
        Kind = Column<BytesColumn>("kind");
        UserAddress = Column<FixedBytesColumn>("user_address");
        OnBehalfOf = Column<FixedBytesColumn>("on_behalf_of");
        AssetAddress = Column<FixedBytesColumn>("asset_address");
        AmountRaw = Column<UInt256Column>("amount_raw");
        CollateralAsset = Column<FixedBytesColumn>("collateral_asset");
        CollateralAmountRaw = Column<UInt256Column>("collateral_amount_raw");
        Liquidator = Column<FixedBytesColumn>("liquidator");
        TxHash = Column<FixedBytesColumn>("tx_hash");
        TxIndex = Column<Int64Column>("tx_index");
        EvtIndex = Column<Int64Column>("evt_index");
        TraceAddress = Column<BytesColumn>("trace_address");
    }

    public BytesColumn Project { get; }

    public BytesColumn Version { get; }

    public FixedBytesColumn MarketAddress { get; }

    /// <summary>deposit, withdraw, borrow, repay or liquidation.</summary>
    public BytesColumn Kind { get; }

    public FixedBytesColumn UserAddress { get; }

    public FixedBytesColumn OnBehalfOf { get; }

    public FixedBytesColumn AssetAddress { get; }

    /// <summary>Of a liquidation: the debt that was repaid.</summary>
    public UInt256Column AmountRaw { get; }

    public FixedBytesColumn CollateralAsset { get; }

    public UInt256Column CollateralAmountRaw { get; }

    public FixedBytesColumn Liquidator { get; }

    public FixedBytesColumn TxHash { get; }

    public Int64Column TxIndex { get; }

    public Int64Column EvtIndex { get; }

    public BytesColumn TraceAddress { get; }
}
