namespace Weir.Core.Tables;

/// <summary>The table <c>logs</c>: event logs, a row a log.</summary>
public sealed class LogBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "logs",
        [
            .. BlockColumns,
            new("log_index", LogicalType.Int64),
            new("transaction_hash", LogicalType.Hash),
            new("transaction_index", LogicalType.Int64),
            new("address", LogicalType.Address),
            new("topic0", LogicalType.Hash, true),
            new("topic1", LogicalType.Hash, true),
            new("topic2", LogicalType.Hash, true),
            new("topic3", LogicalType.Hash, true),
            new("data", LogicalType.Hex),
        ],
        ["chain_id", "block_number", "log_index"],
        schema => new LogBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Origin = RowOrigin.Hashed,
        Source = ProofGroups.Receipts,
    };

    public LogBatch()
        : this(Table)
    {
    }

    private LogBatch(TableSchema schema)
        : base(schema)
    {
        LogIndex = Column<Int64Column>("log_index");
        TransactionHash = Column<FixedBytesColumn>("transaction_hash");
        TransactionIndex = Column<Int64Column>("transaction_index");
        Address = Column<FixedBytesColumn>("address");
        Topic0 = Column<FixedBytesColumn>("topic0");
        Topic1 = Column<FixedBytesColumn>("topic1");
        Topic2 = Column<FixedBytesColumn>("topic2");
        Topic3 = Column<FixedBytesColumn>("topic3");
        Data = Column<BytesColumn>("data");
    }

    public Int64Column LogIndex { get; }

    public FixedBytesColumn TransactionHash { get; }

    public Int64Column TransactionIndex { get; }

    public FixedBytesColumn Address { get; }

    public FixedBytesColumn Topic0 { get; }

    public FixedBytesColumn Topic1 { get; }

    public FixedBytesColumn Topic2 { get; }

    public FixedBytesColumn Topic3 { get; }

    public BytesColumn Data { get; }
}
