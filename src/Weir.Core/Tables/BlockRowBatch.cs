namespace Weir.Core.Tables;

/// <summary>Rows that belong to a block: every one begins with chain, number, hash and time of its block.</summary>
public abstract class BlockRowBatch : Batch
{
    protected BlockRowBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        BlockNumber = Column<Int64Column>("block_number");
        BlockHash = Column<FixedBytesColumn>("block_hash");
        BlockTimestamp = Column<Int64Column>("block_timestamp");
    }

    public Int64Column ChainId { get; }

    public Int64Column BlockNumber { get; }

    public FixedBytesColumn BlockHash { get; }

    /// <summary>Microseconds since 1970, UTC.</summary>
    public Int64Column BlockTimestamp { get; }

    /// <summary>Fills the four columns of the block for one row.</summary>
    public void AppendBlock(in BlockStamp block)
    {
        ChainId.Append(block.ChainId);
        BlockNumber.Append(block.Number);
        BlockHash.Append(block.Hash);
        BlockTimestamp.Append(block.TimestampMicroseconds);
    }

    /// <summary>The four columns that such a table begins with.</summary>
    protected static ColumnSchema[] BlockColumns { get; } =
    [
        new("chain_id", LogicalType.Int64),
        new("block_number", LogicalType.Int64),
        new("block_hash", LogicalType.Hash),
        new("block_timestamp", LogicalType.Timestamp, true),
    ];
}

/// <summary>What a row says of its block.</summary>
/// <param name="TimestampMicroseconds">Microseconds since 1970, UTC; null where the source did not have it.</param>
public readonly record struct BlockStamp(long ChainId, long Number, Hash32 Hash, long? TimestampMicroseconds);
