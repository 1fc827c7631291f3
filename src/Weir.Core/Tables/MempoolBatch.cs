namespace Weir.Core.Tables;

/// <summary>
/// The table <c>mempool_data</c>: what pending transactions offered for gas since the commit before, a row a commit
/// while a chain is followed. An observation of its moment: a block that leaves the chain takes nothing of it away.
/// </summary>
public sealed class MempoolBatch : Batch
{
    public static readonly TableSchema Table = new(
        "mempool_data",
        [
            new("chain_id", LogicalType.Int64),
            new("event_timestamp", LogicalType.Timestamp),
            new("block_number", LogicalType.Int64),
            new("avg_gas_price_gwei", LogicalType.Double),
        ],
        ["chain_id", "block_number", "event_timestamp"],
        schema => new MempoolBatch(schema))
    {
        Origin = RowOrigin.Observed,
        HasChecksum = false,
        IsInLedger = false,
        Source = ProofGroups.None,
    };

    public MempoolBatch()
        : this(Table)
    {
    }

    private MempoolBatch(TableSchema schema)
        : base(schema)
    {
    }

    /// <summary>Appends a row.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="microseconds">When, in microseconds since 1970.</param>
    /// <param name="block">The newest block of the commit.</param>
    /// <param name="averageGwei">The mean of what the transactions offered for a unit of gas at most.</param>
    public void Append(long chainId, long microseconds, long block, double averageGwei)
    {
        Column<Int64Column>("chain_id").Append(chainId);
        Column<Int64Column>("event_timestamp").Append(microseconds);
        Column<Int64Column>("block_number").Append(block);
        Column<DoubleColumn>("avg_gas_price_gwei").Append(averageGwei);
    }
}
