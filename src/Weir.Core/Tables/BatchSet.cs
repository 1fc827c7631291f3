namespace Weir.Core.Tables;

/// <summary>The rows that one update makes, a batch a table; made when first asked for.</summary>
public sealed class BatchSet
{
    private readonly Dictionary<TableSchema, Batch> _batches = [];

    /// <summary>The batches in the order they were first asked for.</summary>
    public IReadOnlyList<IBatch> Batches => [.. _batches.Values];

    /// <summary>The batch of a table.</summary>
    public Batch Of(TableSchema table)
    {
        if (!_batches.TryGetValue(table, out Batch? batch))
        {
            _batches[table] = batch = table.CreateBatch();
        }

        return batch;
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (Batch batch in _batches.Values)
        {
            batch.Clear();
        }
    }
}
