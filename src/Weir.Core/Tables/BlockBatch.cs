namespace Weir.Core.Tables;

/// <summary>The table <c>blocks</c>: headers, a row a block.</summary>
public sealed class BlockBatch : HeaderBatch
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
        : base(schema, "number", "hash")
    {
        ChainId = Column<Int64Column>("chain_id");
        TotalDifficulty = Column<UInt256Column>("total_difficulty");
        Size = Column<Int64Column>("size");
        TransactionCount = Column<Int64Column>("transaction_count");
        Proven = Column<BytesColumn>("proven");
    }

    public Int64Column ChainId { get; }

    public Int64Column Number => NumberColumn();

    public FixedBytesColumn Hash => HashColumn();

    public UInt256Column TotalDifficulty { get; }

    public Int64Column Size { get; }

    public Int64Column TransactionCount { get; }

    public BytesColumn Proven { get; }
}
