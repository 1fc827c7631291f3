namespace Weir.Core.Tables;

/// <summary>The table <c>token_transfers</c>: ERC-20, ERC-721 and ERC-1155 transfers, a row a token moved.</summary>
public sealed class TokenTransferBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "token_transfers",
        [
            .. BlockColumns,
            new("token_address", LogicalType.Address),
            new("from_address", LogicalType.Address),
            new("to_address", LogicalType.Address),
            new("standard", LogicalType.Text),
            new("value", LogicalType.UInt256),
            new("token_id", LogicalType.UInt256, true),
            new("operator", LogicalType.Address, true),
            new("batch_index", LogicalType.Int64),
            new("transaction_hash", LogicalType.Hash),
            new("transaction_index", LogicalType.Int64),
            new("log_index", LogicalType.Int64),
        ],
        ["chain_id", "block_number", "log_index", "batch_index"],
        schema => new TokenTransferBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
    };

    public TokenTransferBatch()
        : this(Table)
    {
    }

    private TokenTransferBatch(TableSchema schema)
        : base(schema)
    {
        TokenAddress = Column<FixedBytesColumn>("token_address");
        FromAddress = Column<FixedBytesColumn>("from_address");
        ToAddress = Column<FixedBytesColumn>("to_address");
        Standard = Column<BytesColumn>("standard");
        Value = Column<UInt256Column>("value");
        TokenId = Column<UInt256Column>("token_id");
        Operator = Column<FixedBytesColumn>("operator");
        BatchIndex = Column<Int64Column>("batch_index");
        TransactionHash = Column<FixedBytesColumn>("transaction_hash");
        TransactionIndex = Column<Int64Column>("transaction_index");
        LogIndex = Column<Int64Column>("log_index");
    }

    public FixedBytesColumn TokenAddress { get; }

    public FixedBytesColumn FromAddress { get; }

    public FixedBytesColumn ToAddress { get; }

    public BytesColumn Standard { get; }

    public UInt256Column Value { get; }

    public UInt256Column TokenId { get; }

    public FixedBytesColumn Operator { get; }

    public Int64Column BatchIndex { get; }

    public FixedBytesColumn TransactionHash { get; }

    public Int64Column TransactionIndex { get; }

    public Int64Column LogIndex { get; }
}
