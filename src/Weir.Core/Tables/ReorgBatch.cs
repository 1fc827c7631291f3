namespace Weir.Core.Tables;

/// <summary>The table <c>reorgs</c>: a row each time blocks left the chain, written in the commit that took them out.</summary>
public sealed class ReorgBatch : Batch
{
    public static readonly TableSchema Table = new(
        "reorgs",
        [
            new("chain_id", LogicalType.Int64),
            new("pipeline", LogicalType.Text),
            new("detected_at", LogicalType.Timestamp),
            new("ancestor_number", LogicalType.Int64),
            new("depth", LogicalType.Int64),
            new("old_hashes", LogicalType.HashList),
            new("new_hashes", LogicalType.HashList),
        ],
        ["chain_id", "pipeline", "detected_at"],
        schema => new ReorgBatch(schema))
    {
        HasChecksum = false,
        IsInLedger = false,
        Origin = RowOrigin.Observed,
    };

    public ReorgBatch()
        : this(Table)
    {
    }

    private ReorgBatch(TableSchema schema)
        : base(schema)
    {
    }

    /// <summary>Appends a reorganisation.</summary>
    /// <param name="pipeline">Whose commit it was.</param>
    /// <param name="detectedMicroseconds">When it was noticed, in microseconds since 1970.</param>
    /// <param name="old">The blocks that left, newest first.</param>
    /// <param name="blocks">The blocks that came in the same commit, oldest first.</param>
    public void Append(
        PipelineKey pipeline, long detectedMicroseconds, IReadOnlyList<BlockRef> old, IEnumerable<BlockRef> blocks)
    {
        Column<Int64Column>("chain_id").Append(pipeline.ChainId);
        Column<BytesColumn>("pipeline").Append(pipeline.Name);
        Column<Int64Column>("detected_at").Append(detectedMicroseconds);
        Column<Int64Column>("ancestor_number").Append(old[^1].Number - 1);
        Column<Int64Column>("depth").Append(old.Count);
        AppendHashes("old_hashes", old.Reverse());
        AppendHashes("new_hashes", blocks.Take(old.Count));
    }

    private void AppendHashes(string column, IEnumerable<BlockRef> blocks)
    {
        ListColumn list = Column<ListColumn>(column);
        foreach (BlockRef block in blocks)
        {
            ((FixedBytesColumn)list.Items).Append(block.Hash);
        }

        list.EndList();
    }
}
