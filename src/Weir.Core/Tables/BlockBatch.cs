namespace Weir.Core.Tables;

/// <summary>The table <c>blocks</c>: headers, a row a block.</summary>
public sealed class BlockBatch : Batch
{
    public static readonly TableSchema Table = new(
        "blocks",
        [
            new("chain_id", LogicalType.Int64),
            new("number", LogicalType.Int64),
            new("hash", LogicalType.Hash),
            new("parent_hash", LogicalType.Hash, true),
            new("nonce", LogicalType.Hex, true),
            new("sha3_uncles", LogicalType.Hash, true),
            new("logs_bloom", LogicalType.Hex, true),
            new("transactions_root", LogicalType.Hash, true),
            new("state_root", LogicalType.Hash, true),
            new("receipts_root", LogicalType.Hash, true),
            new("miner", LogicalType.Address, true),
            new("difficulty", LogicalType.UInt256, true),
            new("total_difficulty", LogicalType.UInt256, true) { IsInChecksum = false },
            new("size", LogicalType.Int64, true) { IsInChecksum = false },
            new("extra_data", LogicalType.Hex, true),
            new("mix_hash", LogicalType.Hash, true),
            new("gas_limit", LogicalType.Int64, true),
            new("gas_used", LogicalType.Int64, true),
            new("timestamp", LogicalType.Timestamp, true),
            new("transaction_count", LogicalType.Int64),
            new("base_fee_per_gas", LogicalType.Int64, true),
            new("withdrawals_root", LogicalType.Hash, true),
            new("blob_gas_used", LogicalType.Int64, true),
            new("excess_blob_gas", LogicalType.Int64, true),
            new("parent_beacon_block_root", LogicalType.Hash, true),
            new("requests_hash", LogicalType.Hash, true),
            new("block_access_list_hash", LogicalType.Hash, true),
            new("slot_number", LogicalType.Int64, true) { IsLaterAddition = true },
            new("proven", LogicalType.Text) { IsInChecksum = false },
        ],
        ["chain_id", "number"],
        schema => new BlockBatch(schema))
    {
        BlockNumberColumn = "number",
        BlockHashColumn = "hash",
        Origin = RowOrigin.Hashed,
        Source = ProofGroups.Header,
    };

    public BlockBatch()
        : this(Table)
    {
    }

    private BlockBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        Number = Column<Int64Column>("number");
        Hash = Column<FixedBytesColumn>("hash");
        ParentHash = Column<FixedBytesColumn>("parent_hash");
        Nonce = Column<BytesColumn>("nonce");
        Sha3Uncles = Column<FixedBytesColumn>("sha3_uncles");
        LogsBloom = Column<BytesColumn>("logs_bloom");
        TransactionsRoot = Column<FixedBytesColumn>("transactions_root");
        StateRoot = Column<FixedBytesColumn>("state_root");
        ReceiptsRoot = Column<FixedBytesColumn>("receipts_root");
        Miner = Column<FixedBytesColumn>("miner");
        Difficulty = Column<UInt256Column>("difficulty");
        TotalDifficulty = Column<UInt256Column>("total_difficulty");
        Size = Column<Int64Column>("size");
        ExtraData = Column<BytesColumn>("extra_data");
        MixHash = Column<FixedBytesColumn>("mix_hash");
        GasLimit = Column<Int64Column>("gas_limit");
        GasUsed = Column<Int64Column>("gas_used");
        Timestamp = Column<Int64Column>("timestamp");
        TransactionCount = Column<Int64Column>("transaction_count");
        BaseFeePerGas = Column<Int64Column>("base_fee_per_gas");
        WithdrawalsRoot = Column<FixedBytesColumn>("withdrawals_root");
        BlobGasUsed = Column<Int64Column>("blob_gas_used");
        ExcessBlobGas = Column<Int64Column>("excess_blob_gas");
        ParentBeaconBlockRoot = Column<FixedBytesColumn>("parent_beacon_block_root");
        RequestsHash = Column<FixedBytesColumn>("requests_hash");
        BlockAccessListHash = Column<FixedBytesColumn>("block_access_list_hash");
        SlotNumber = Column<Int64Column>("slot_number");
        Proven = Column<BytesColumn>("proven");
    }

    public Int64Column ChainId { get; }

    public Int64Column Number { get; }

    public FixedBytesColumn Hash { get; }

    public FixedBytesColumn ParentHash { get; }

    public BytesColumn Nonce { get; }

    public FixedBytesColumn Sha3Uncles { get; }

    public BytesColumn LogsBloom { get; }

    public FixedBytesColumn TransactionsRoot { get; }

    public FixedBytesColumn StateRoot { get; }

    public FixedBytesColumn ReceiptsRoot { get; }

    public FixedBytesColumn Miner { get; }

    public UInt256Column Difficulty { get; }

    public UInt256Column TotalDifficulty { get; }

    public Int64Column Size { get; }

    public BytesColumn ExtraData { get; }

    public FixedBytesColumn MixHash { get; }

    public Int64Column GasLimit { get; }

    public Int64Column GasUsed { get; }

    public Int64Column Timestamp { get; }

    public Int64Column TransactionCount { get; }

    public Int64Column BaseFeePerGas { get; }

    public FixedBytesColumn WithdrawalsRoot { get; }

    public Int64Column BlobGasUsed { get; }

    public Int64Column ExcessBlobGas { get; }

    public FixedBytesColumn ParentBeaconBlockRoot { get; }

    public FixedBytesColumn RequestsHash { get; }

    public FixedBytesColumn BlockAccessListHash { get; }

    public Int64Column SlotNumber { get; }

    public BytesColumn Proven { get; }
}
