namespace Weir.Core.Tables;

/// <summary>A table as a value: makes DDL, headers, batches and API docs.</summary>
public sealed class TableSchema
{
    private readonly Func<TableSchema, Batch> _createBatch;

    /// <param name="name">The table's name.</param>
    /// <param name="columns">The columns in the order they are stored, checksummed and written.</param>
    /// <param name="key">The names of the logical key's columns, chain_id first.</param>
    /// <param name="createBatch">Makes the table's own batch type; a plain <see cref="Batch"/> where it has
    /// none.</param>
    public TableSchema(
        string name, IReadOnlyList<ColumnSchema> columns, IReadOnlyList<string> key,
        Func<TableSchema, Batch>? createBatch = null)
    {
        Name = name;
        Columns = columns;
        Key = key;
        _createBatch = createBatch ?? (schema => new Batch(schema));
        RowOrder = key;
    }

    public string Name { get; }

    public IReadOnlyList<ColumnSchema> Columns { get; }

    /// <summary>Logical: no warehouse is asked to enforce it, <c>weir verify</c> checks it.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The column with the block's number, or null in a table whose rows do not belong to a block.</summary>
    public string? BlockNumberColumn { get; init; }

    /// <summary>The column with the block's hash, or null.</summary>
    public string? BlockHashColumn { get; init; }

    /// <summary>
    /// The columns that rows are sorted by where their order matters: chain, block, then place in the block.
    /// </summary>
    public IReadOnlyList<string> RowOrder { get; init; }

    /// <summary>
    /// The part of a block that the rows are made from: the table is whole only where that part was present.
    /// </summary>
    public ProofGroups Source { get; init; } = ProofGroups.Header;

    /// <summary>
    /// Another part that the rows were made from where it came: a proof that lacks it cannot make them again.
    /// </summary>
    public ProofGroups AlsoNeeds { get; init; }

    /// <summary>
    /// What the rows are to a proof: part of what was hashed, remade and compared, or taken as stored.
    /// </summary>
    public RowOrigin Origin { get; init; } = RowOrigin.Derived;

    /// <summary>
    /// Other tables of the same block that the rows are made from. They are made in memory though nobody stores them,
    /// for a load and for a proof alike.
    /// </summary>
    public IReadOnlyList<TableSchema> MadeFrom { get; init; } = [];

    /// <summary>
    /// Another part of a block that rows can be made from where <see cref="Source"/> did not come: traces in place of
    /// logs.
    /// </summary>
    public ProofGroups OtherSource { get; init; }

    /// <summary>
    /// Tells rows of a derived table that are a node's word all the same (read from traces, answered by a call): proofs
    /// and checksums leave them out. Null where there are none.
    /// </summary>
    public Func<Batch, int, bool>? IsObservedRow { get; init; }

    /// <summary>Whether <c>weir verify</c> gives the table a checksum.</summary>
    public bool HasChecksum { get; init; } = true;

    /// <summary>Whether the ledger (<c>ingest_ranges</c>) has lines for the table.</summary>
    public bool IsInLedger { get; init; } = true;

    /// <summary>Whether a block of which these parts came has all that the rows need.</summary>
    public bool IsMadeFrom(ProofGroups present) => (present & Source) == Source
        || (OtherSource != ProofGroups.None && (present & OtherSource) == OtherSource);

    /// <summary>The place of a column, or -1.</summary>
    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>An empty batch of this table.</summary>
    public Batch CreateBatch() => _createBatch(this);

    public override string ToString() => Name;
}
