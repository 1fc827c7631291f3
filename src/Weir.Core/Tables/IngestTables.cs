namespace Weir.Core.Tables;

/// <summary>
/// What a warehouse keeps of its own loading: how far each pipeline is, and which blocks each table has.
/// </summary>
public static class IngestTables
{
    /// <summary>A row a pipeline: sequence and position of its last commit, and the last 256 blocks.</summary>
    public static TableSchema Positions { get; } = new(
        "ingest_positions",
        [
            new("chain_id", LogicalType.Int64),
            new("pipeline", LogicalType.Text),
            new("sequence", LogicalType.Int64),
            new("block_number", LogicalType.Int64, true),
            new("block_hash", LogicalType.Hash, true),
            new("cursor", LogicalType.Text, true),
            new("recent", LogicalType.Json),
            new("updated_at", LogicalType.Timestamp),
        ],
        ["chain_id", "pipeline"])
    {
        HasChecksum = false,
        IsInLedger = false,
    };

    /// <summary>The ledger: a row a table and range of blocks.</summary>
    public static TableSchema Ranges { get; } = new(
        "ingest_ranges",
        [
            new("chain_id", LogicalType.Int64),
            new("table_name", LogicalType.Text),
            new("from_block", LogicalType.Int64),
            new("to_block", LogicalType.Int64),
            new("proven", LogicalType.Text),
            new("committed_at", LogicalType.Timestamp),
            new("asked", LogicalType.Text, true) { IsLaterAddition = true },
        ],
        ["chain_id", "table_name", "from_block"])
    {
        HasChecksum = false,
        IsInLedger = false,
    };

    /// <summary>A row a chain: the hash of its block 0, which tells apart two chains of one id.</summary>
    public static TableSchema Chains { get; } = new(
        "ingest_chains",
        [
            new("chain_id", LogicalType.Int64),
            new("genesis_hash", LogicalType.Hash),
        ],
        ["chain_id"])
    {
        HasChecksum = false,
        IsInLedger = false,
    };
}
