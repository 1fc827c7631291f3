namespace Weir.Core.Tables;

/// <summary>
/// The table <c>traces</c>: calls, creations, self-destructs and rewards, as ethereum-etl has them.
/// </summary>
public sealed class TraceBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "traces",
        [
            .. BlockColumns,
            new("transaction_hash", LogicalType.Hash, true),
            new("transaction_index", LogicalType.Int64, true),
            new("from_address", LogicalType.Address, true),
            new("to_address", LogicalType.Address, true),
            new("value", LogicalType.UInt256, true),
            new("input", LogicalType.Hex, true),
            new("output", LogicalType.Hex, true),
            new("trace_type", LogicalType.Text),
            new("call_type", LogicalType.Text, true),
            new("reward_type", LogicalType.Text, true),
            new("gas", LogicalType.Int64, true),
            new("gas_used", LogicalType.Int64, true),
            new("subtraces", LogicalType.Int64),
            new("trace_address", LogicalType.Text),
            new("error", LogicalType.Text, true),
            new("status", LogicalType.Int64),
            new("trace_id", LogicalType.Text),
        ],
        ["chain_id", "trace_id"],
        schema => new TraceBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Traces,
        Origin = RowOrigin.Observed,
        HasChecksum = false,
        RowOrder = ["chain_id", "block_number", "trace_id"],
    };

    public TraceBatch()
        : this(Table)
    {
    }

    private TraceBatch(TableSchema schema)
        : base(schema)
    {
        TransactionHash = Column<FixedBytesColumn>("transaction_hash");
        TransactionIndex = Column<Int64Column>("transaction_index");
        FromAddress = Column<FixedBytesColumn>("from_address");
        ToAddress = Column<FixedBytesColumn>("to_address");
        Value = Column<UInt256Column>("value");
        Input = Column<BytesColumn>("input");
        Output = Column<BytesColumn>("output");
        TraceType = Column<BytesColumn>("trace_type");
        CallType = Column<BytesColumn>("call_type");
        RewardType = Column<BytesColumn>("reward_type");
        Gas = Column<Int64Column>("gas");
        GasUsed = Column<Int64Column>("gas_used");
        Subtraces = Column<Int64Column>("subtraces");
        TraceAddress = Column<BytesColumn>("trace_address");
        Error = Column<BytesColumn>("error");
        Status = Column<Int64Column>("status");
        TraceId = Column<BytesColumn>("trace_id");
    }

    public FixedBytesColumn TransactionHash { get; }

    public Int64Column TransactionIndex { get; }

    public FixedBytesColumn FromAddress { get; }

    public FixedBytesColumn ToAddress { get; }

    public UInt256Column Value { get; }

    public BytesColumn Input { get; }

    public BytesColumn Output { get; }

    /// <summary>call, create, suicide or reward.</summary>
    public BytesColumn TraceType { get; }

    public BytesColumn CallType { get; }

    public BytesColumn RewardType { get; }

    public Int64Column Gas { get; }

    public Int64Column GasUsed { get; }

    public Int64Column Subtraces { get; }

    /// <summary>Comma-joined; empty for a transaction's outermost call.</summary>
    public BytesColumn TraceAddress { get; }

    public BytesColumn Error { get; }

    /// <summary>1, or 0 where the trace or one that it stands in failed.</summary>
    public Int64Column Status { get; }

    public BytesColumn TraceId { get; }
}
