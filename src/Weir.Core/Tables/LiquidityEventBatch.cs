namespace Weir.Core.Tables;

/// <summary>The table <c>liquidity_events</c>: what went into and out of pools, a row a token.</summary>
public sealed class LiquidityEventBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "liquidity_events",
        [
            .. BlockColumns,
            new("project", LogicalType.Text),
            new("version", LogicalType.Text),
            new("pool_id", LogicalType.Hex),
            new("kind", LogicalType.Text),
            new("provider", LogicalType.Address, true),
            new("token_index", LogicalType.Int64, true),
            new("token_address", LogicalType.Address, true),
            new("amount_raw", LogicalType.Int256, true),
            new("tick_lower", LogicalType.Int64, true),
            new("tick_upper", LogicalType.Int64, true),
            new("liquidity", LogicalType.UInt256, true),
            new("tx_hash", LogicalType.Hash),
            new("tx_index", LogicalType.Int64),
            new("evt_index", LogicalType.Int64, true),
            new("trace_address", LogicalType.Text, true),
        ],
        ["chain_id", "block_number", "tx_index", "evt_index", "trace_address", "token_index"],
        schema => new LiquidityEventBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        IsObservedRow = (batch, row) => ((LiquidityEventBatch)batch).EvtIndex.IsNull(row),
        OtherSource = ProofGroups.Traces,
    };

    public LiquidityEventBatch()
        : this(Table)
    {
    }

    private LiquidityEventBatch(TableSchema schema)
        : base(schema)
    {
        Project = Column<BytesColumn>("project");
        Version = Column<BytesColumn>("version");
        PoolId = Column<BytesColumn>("pool_id");
        Kind = Column<BytesColumn>("kind");
        Provider = Column<FixedBytesColumn>("provider");
        TokenIndex = Column<Int64Column>("token_index");
        TokenAddress = Column<FixedBytesColumn>("token_address");
        AmountRaw = Column<Int256Column>("amount_raw");
        TickLower = Column<Int64Column>("tick_lower");
        TickUpper = Column<Int64Column>("tick_upper");
        Liquidity = Column<UInt256Column>("liquidity");
        TxHash = Column<FixedBytesColumn>("tx_hash");
        TxIndex = Column<Int64Column>("tx_index");
        EvtIndex = Column<Int64Column>("evt_index");
        TraceAddress = Column<BytesColumn>("trace_address");
    }

    public BytesColumn Project { get; }

    public BytesColumn Version { get; }

    public BytesColumn PoolId { get; }

    /// <summary>mint, burn, collect, initialize or sync.</summary>
    public BytesColumn Kind { get; }

    public FixedBytesColumn Provider { get; }

    public Int64Column TokenIndex { get; }

    public FixedBytesColumn TokenAddress { get; }

    /// <summary>Into the pool above zero, out of it below; of a sync the reserve.</summary>
    public Int256Column AmountRaw { get; }

    public Int64Column TickLower { get; }

    public Int64Column TickUpper { get; }

    public UInt256Column Liquidity { get; }

    public FixedBytesColumn TxHash { get; }

    public Int64Column TxIndex { get; }

    public Int64Column EvtIndex { get; }

    public BytesColumn TraceAddress { get; }
}
