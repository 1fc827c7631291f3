namespace Weir.Core.Tables;

/// <summary>
/// The table <c>uncles</c>: headers that a block names as uncles, a row each. They are fetched on wish and proven
/// together: <c>sha3_uncles</c> of the block is the Keccak-256 of their list.
/// </summary>
public sealed class UncleBatch : HeaderBatch
{
    public static readonly TableSchema Table = new(
        "uncles",
        [
            new("chain_id", LogicalType.Int64),
            new("block_number", LogicalType.Int64),
            new("block_hash", LogicalType.Hash),
            new("block_timestamp", LogicalType.Timestamp, true),
            new("uncle_index", LogicalType.Int64),
            new("uncle_number", LogicalType.Int64),
            new("uncle_hash", LogicalType.Hash),
            new("parent_hash", LogicalType.Hash, true),
            new("nonce", LogicalType.Hex, true),
            new("sha3_uncles", LogicalType.Hash, true),
            new("logs_bloom", LogicalType.Hex, true),
            new("transactions_root", LogicalType.Hash, true),
            new("state_root", LogicalType.Hash, true),
            new("receipts_root", LogicalType.Hash, true),
            new("miner", LogicalType.Address, true),
            new("difficulty", LogicalType.UInt256, true),
            new("extra_data", LogicalType.Hex, true),
            new("mix_hash", LogicalType.Hash, true),
            new("gas_limit", LogicalType.Int64, true),
            new("gas_used", LogicalType.Int64, true),
            new("timestamp", LogicalType.Timestamp, true),
            new("base_fee_per_gas", LogicalType.Int64, true),
            new("withdrawals_root", LogicalType.Hash, true),
            new("blob_gas_used", LogicalType.Int64, true),
            new("excess_blob_gas", LogicalType.Int64, true),
            new("parent_beacon_block_root", LogicalType.Hash, true),
            new("requests_hash", LogicalType.Hash, true),
            new("block_access_list_hash", LogicalType.Hash, true),
            new("slot_number", LogicalType.Int64, true),
        ],
        ["chain_id", "block_number", "uncle_index"],
        schema => new UncleBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Origin = RowOrigin.Hashed,
        Source = ProofGroups.Uncles,
        HasChecksum = false,
    };

    private UncleBatch(TableSchema schema)
        : base(schema, "uncle_number", "uncle_hash")
    {
        ChainId = Column<Int64Column>("chain_id");
        BlockNumber = Column<Int64Column>("block_number");
        BlockHash = Column<FixedBytesColumn>("block_hash");
        BlockTimestamp = Column<Int64Column>("block_timestamp");
        UncleIndex = Column<Int64Column>("uncle_index");
    }

    public Int64Column ChainId { get; }

    public Int64Column BlockNumber { get; }

    public FixedBytesColumn BlockHash { get; }

    /// <summary>Microseconds since 1970, UTC.</summary>
    public Int64Column BlockTimestamp { get; }

    public Int64Column UncleIndex { get; }

    public Int64Column UncleNumber => NumberColumn();

    public FixedBytesColumn UncleHash => HashColumn();
}
