namespace Weir.Core.Tables;

/// <summary>The rows that one update makes, a batch a table; made when first asked for.</summary>
public sealed class BatchSet
{
    private readonly Dictionary<TableSchema, Batch> _batches = [];
    private readonly IReadOnlyCollection<TableSchema>? _opened;

    /// <param name="opened">
    /// The tables whose rows are wanted; all of them when null. A transform may write others as well, because it has
    /// two outputs or because another table is made from them: those rows stay in memory.
    /// </param>
    public BatchSet(IEnumerable<TableSchema>? opened = null) => _opened = opened?.ToHashSet();

    /// <summary>The batches of the wanted tables, in the order they were first asked for.</summary>
    public IReadOnlyList<IBatch> Batches =>
        [.. _batches.Values.Where(batch => _opened is null || _opened.Contains(batch.Schema))];

    /// <summary>The batch of a table, to be filled or to be read by a transform whose table is made from it.</summary>
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
