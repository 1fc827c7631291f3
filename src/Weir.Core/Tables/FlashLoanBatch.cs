namespace Weir.Core.Tables;

/// <summary>The table <c>flash_loans</c>: loans that were given and repaid in one transaction.</summary>
public sealed class FlashLoanBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "flash_loans",
        [
            .. BlockColumns,
            new("project", LogicalType.Text),
            new("version", LogicalType.Text),
            new("lender_address", LogicalType.Address),
            new("initiator", LogicalType.Address, true),
            new("recipient", LogicalType.Address, true),
            new("asset_address", LogicalType.Address, true),
            new("amount_raw", LogicalType.UInt256),
            new("fee_raw", LogicalType.UInt256, true),
            new("tx_hash", LogicalType.Hash),
            new("tx_index", LogicalType.Int64),
            new("evt_index", LogicalType.Int64, true),
            new("trace_address", LogicalType.Text, true),
            new("token_index", LogicalType.Int64, true),
        ],
        ["chain_id", "block_number", "tx_index", "evt_index", "trace_address", "token_index", "asset_address"],
        schema => new FlashLoanBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        IsObservedRow = (batch, row) => ((FlashLoanBatch)batch).EvtIndex.IsNull(row),
        OtherSource = ProofGroups.Traces,
    };

    public FlashLoanBatch()
        : this(Table)
    {
    }

    private FlashLoanBatch(TableSchema schema)
        : base(schema)
    {
        Project = Column<BytesColumn>("project");
        Version = Column<BytesColumn>("version");
        LenderAddress = Column<FixedBytesColumn>("lender_address");
        Initiator = Column<FixedBytesColumn>("initiator");
        Recipient = Column<FixedBytesColumn>("recipient");
        AssetAddress = Column<FixedBytesColumn>("asset_address");
        AmountRaw = Column<UInt256Column>("amount_raw");
        FeeRaw = Column<UInt256Column>("fee_raw");
        TxHash = Column<FixedBytesColumn>("tx_hash");
        TxIndex = Column<Int64Column>("tx_index");
        EvtIndex = Column<Int64Column>("evt_index");
        TraceAddress = Column<BytesColumn>("trace_address");
        TokenIndex = Column<Int64Column>("token_index");
    }

    public BytesColumn Project { get; }

    public BytesColumn Version { get; }

    public FixedBytesColumn LenderAddress { get; }

    public FixedBytesColumn Initiator { get; }

    public FixedBytesColumn Recipient { get; }

    public FixedBytesColumn AssetAddress { get; }

    public UInt256Column AmountRaw { get; }

    public UInt256Column FeeRaw { get; }

    public FixedBytesColumn TxHash { get; }

    public Int64Column TxIndex { get; }

    public Int64Column EvtIndex { get; }

    public BytesColumn TraceAddress { get; }

    /// <summary>The asset's place among the pool's tokens, where it was lent by a pool.</summary>
    public Int64Column TokenIndex { get; }
}
