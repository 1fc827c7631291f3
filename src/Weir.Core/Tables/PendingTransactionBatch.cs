namespace Weir.Core.Tables;

/// <summary>
/// The table <c>pending_transactions</c>: transactions that a node told of before they were in a block, a row a
/// transaction. A node's word, never proven.
/// </summary>
public sealed class PendingTransactionBatch : Batch
{
    public static readonly TableSchema Table = new(
        "pending_transactions",
        [
            new("chain_id", LogicalType.Int64),
            new("hash", LogicalType.Hash),
            new("from_address", LogicalType.Address),
            new("to_address", LogicalType.Address, true),
            new("nonce", LogicalType.Int64),
            new("value", LogicalType.UInt256),
            new("gas", LogicalType.Int64),
            new("gas_price", LogicalType.Int64, true),
            new("max_fee_per_gas", LogicalType.Int64, true),
            new("max_priority_fee_per_gas", LogicalType.Int64, true),
            new("input", LogicalType.Hex),
            new("transaction_type", LogicalType.Int64),
            new("first_seen", LogicalType.Timestamp),
            new("endpoint", LogicalType.Text),
        ],
        ["chain_id", "hash"],
        schema => new PendingTransactionBatch(schema))
    {
        Origin = RowOrigin.Observed,
        HasChecksum = false,
        IsInLedger = false,
        Source = ProofGroups.None,
    };

    public PendingTransactionBatch()
        : this(Table)
    {
    }

    private PendingTransactionBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        Hash = Column<FixedBytesColumn>("hash");
        FromAddress = Column<FixedBytesColumn>("from_address");
        ToAddress = Column<FixedBytesColumn>("to_address");
        Nonce = Column<Int64Column>("nonce");
        Value = Column<UInt256Column>("value");
        Gas = Column<Int64Column>("gas");
        GasPrice = Column<Int64Column>("gas_price");
        MaxFeePerGas = Column<Int64Column>("max_fee_per_gas");
        MaxPriorityFeePerGas = Column<Int64Column>("max_priority_fee_per_gas");
        Input = Column<BytesColumn>("input");
        TransactionType = Column<Int64Column>("transaction_type");
        FirstSeen = Column<Int64Column>("first_seen");
        Endpoint = Column<BytesColumn>("endpoint");
    }

    public Int64Column ChainId { get; }

    public FixedBytesColumn Hash { get; }

    public FixedBytesColumn FromAddress { get; }

    public FixedBytesColumn ToAddress { get; }

    public Int64Column Nonce { get; }

    /// <summary>In wei.</summary>
    public UInt256Column Value { get; }

    public Int64Column Gas { get; }

    /// <summary>In wei a unit of gas.</summary>
    public Int64Column GasPrice { get; }

    public Int64Column MaxFeePerGas { get; }

    public Int64Column MaxPriorityFeePerGas { get; }

    public BytesColumn Input { get; }

    public Int64Column TransactionType { get; }

    /// <summary>Microseconds since 1970.</summary>
    public Int64Column FirstSeen { get; }

    /// <summary>Which node told of it, without its key.</summary>
    public BytesColumn Endpoint { get; }
}
