namespace Weir.Core.Tables;

/// <summary>The table <c>chain_heads</c>: a row a chain, what its node last said of the chain's end.</summary>
public sealed class ChainHeadBatch : Batch
{
    public static readonly TableSchema Table = new(
        "chain_heads",
        [
            new("chain_id", LogicalType.Int64),
            new("head", LogicalType.Int64),
            new("safe", LogicalType.Int64, true),
            new("finalized", LogicalType.Int64, true),
            new("updated_at", LogicalType.Timestamp),
        ],
        ["chain_id"],
        schema => new ChainHeadBatch(schema))
    {
        HasChecksum = false,
        IsInLedger = false,
        Origin = RowOrigin.Observed,
    };

    public ChainHeadBatch()
        : this(Table)
    {
    }

    private ChainHeadBatch(TableSchema schema)
        : base(schema)
    {
    }

    /// <summary>The final block of a chain, or null.</summary>
    public long? FinalizedOf(long chainId)
    {
        for (int row = 0; row < RowCount; row++)
        {
            if (Column<Int64Column>("chain_id")[row] == chainId)
            {
                return Column<Int64Column>("finalized").GetNullable(row);
            }
        }

        return null;
    }

    /// <summary>Appends what is known of a chain's end.</summary>
    public void Append(long chainId, ChainHeads heads, long updatedMicroseconds)
    {
        Column<Int64Column>("chain_id").Append(chainId);
        Column<Int64Column>("head").Append(heads.Head);
        Column<Int64Column>("safe").Append(heads.Safe);
        Column<Int64Column>("finalized").Append(heads.Finalized);
        Column<Int64Column>("updated_at").Append(updatedMicroseconds);
    }
}
