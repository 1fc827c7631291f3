namespace Weir.Core.Tables;

/// <summary>The table <c>transactions</c>: transactions with what their receipts say, a row a transaction.</summary>
public sealed class TransactionBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "transactions",
        [
            .. BlockColumns,
            new("hash", LogicalType.Hash),
            new("nonce", LogicalType.Int64, true),
            new("transaction_index", LogicalType.Int64),
            new("from_address", LogicalType.Address),
            new("to_address", LogicalType.Address, true),
            new("value", LogicalType.UInt256, true),
            new("gas", LogicalType.Int64, true),
            new("gas_price", LogicalType.Int64, true),
            new("input", LogicalType.Hex, true),
            new("transaction_type", LogicalType.Int64, true),
            new("max_fee_per_gas", LogicalType.Int64, true),
            new("max_priority_fee_per_gas", LogicalType.Int64, true),
            new("max_fee_per_blob_gas", LogicalType.Int64, true),
            new("blob_versioned_hashes", LogicalType.HashList),
            new("access_list", LogicalType.Json, true),
            new("authorization_list", LogicalType.Json, true),
            new("v", LogicalType.Int64, true),
            new("r", LogicalType.Hash, true),
            new("s", LogicalType.Hash, true),
            new("method_id", LogicalType.Hex, true),
            new("receipt_cumulative_gas_used", LogicalType.Int64, true),
            new("receipt_gas_used", LogicalType.Int64, true),
            new("receipt_contract_address", LogicalType.Address, true),
            new("receipt_root", LogicalType.Hash, true),
            new("receipt_status", LogicalType.Int64, true),
            new("receipt_effective_gas_price", LogicalType.Int64, true),
            new("receipt_blob_gas_used", LogicalType.Int64, true),
            new("receipt_blob_gas_price", LogicalType.Int64, true),
            new("chain_fields", LogicalType.Json, true) { IsLaterAddition = true },
            new("receipt_chain_fields", LogicalType.Json, true) { IsLaterAddition = true, IsInChecksum = false },
        ],
        ["chain_id", "hash"],
        schema => new TransactionBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Origin = RowOrigin.Hashed,
        RowOrder = ["chain_id", "block_number", "transaction_index"],
        Source = ProofGroups.Transactions,
    };

    public TransactionBatch()
        : this(Table)
    {
    }

    private TransactionBatch(TableSchema schema)
        : base(schema)
    {
        Hash = Column<FixedBytesColumn>("hash");
        Nonce = Column<Int64Column>("nonce");
        TransactionIndex = Column<Int64Column>("transaction_index");
        FromAddress = Column<FixedBytesColumn>("from_address");
        ToAddress = Column<FixedBytesColumn>("to_address");
        Value = Column<UInt256Column>("value");
        Gas = Column<Int64Column>("gas");
        GasPrice = Column<Int64Column>("gas_price");
        Input = Column<BytesColumn>("input");
        TransactionType = Column<Int64Column>("transaction_type");
        MaxFeePerGas = Column<Int64Column>("max_fee_per_gas");
        MaxPriorityFeePerGas = Column<Int64Column>("max_priority_fee_per_gas");
        MaxFeePerBlobGas = Column<Int64Column>("max_fee_per_blob_gas");
        BlobVersionedHashes = Column<ListColumn>("blob_versioned_hashes");
        AccessList = Column<BytesColumn>("access_list");
        AuthorizationList = Column<BytesColumn>("authorization_list");
        V = Column<Int64Column>("v");
        R = Column<FixedBytesColumn>("r");
        S = Column<FixedBytesColumn>("s");
        MethodId = Column<BytesColumn>("method_id");
        ReceiptCumulativeGasUsed = Column<Int64Column>("receipt_cumulative_gas_used");
        ReceiptGasUsed = Column<Int64Column>("receipt_gas_used");
        ReceiptContractAddress = Column<FixedBytesColumn>("receipt_contract_address");
        ReceiptRoot = Column<FixedBytesColumn>("receipt_root");
        ReceiptStatus = Column<Int64Column>("receipt_status");
        ReceiptEffectiveGasPrice = Column<Int64Column>("receipt_effective_gas_price");
        ReceiptBlobGasUsed = Column<Int64Column>("receipt_blob_gas_used");
        ReceiptBlobGasPrice = Column<Int64Column>("receipt_blob_gas_price");
        ChainFields = Column<BytesColumn>("chain_fields");
        ReceiptChainFields = Column<BytesColumn>("receipt_chain_fields");
    }

    public FixedBytesColumn Hash { get; }

    public Int64Column Nonce { get; }

    public Int64Column TransactionIndex { get; }

    public FixedBytesColumn FromAddress { get; }

    public FixedBytesColumn ToAddress { get; }

    public UInt256Column Value { get; }

    public Int64Column Gas { get; }

    public Int64Column GasPrice { get; }

    public BytesColumn Input { get; }

    public Int64Column TransactionType { get; }

    public Int64Column MaxFeePerGas { get; }

    public Int64Column MaxPriorityFeePerGas { get; }

    public Int64Column MaxFeePerBlobGas { get; }

    public ListColumn BlobVersionedHashes { get; }

    public BytesColumn AccessList { get; }

    public BytesColumn AuthorizationList { get; }

    public Int64Column V { get; }

    public FixedBytesColumn R { get; }

    public FixedBytesColumn S { get; }

    public BytesColumn MethodId { get; }

    public Int64Column ReceiptCumulativeGasUsed { get; }

    public Int64Column ReceiptGasUsed { get; }

    public FixedBytesColumn ReceiptContractAddress { get; }

    public FixedBytesColumn ReceiptRoot { get; }

    public Int64Column ReceiptStatus { get; }

    public Int64Column ReceiptEffectiveGasPrice { get; }

    public Int64Column ReceiptBlobGasUsed { get; }

    public Int64Column ReceiptBlobGasPrice { get; }

    /// <summary>What the hash of a type of another chain needs beyond the columns, keys sorted.</summary>
    public BytesColumn ChainFields { get; }

    /// <summary>What another chain's receipt has beyond the columns: a node's word.</summary>
    public BytesColumn ReceiptChainFields { get; }
}
