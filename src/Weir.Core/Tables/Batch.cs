namespace Weir.Core.Tables;

/// <summary>Rows of one table as columns; a table's own batch type names them.</summary>
public class Batch : IBatch
{
    private readonly Column[] _columns;

    public Batch(TableSchema schema)
    {
        Schema = schema;
        _columns = [.. schema.Columns.Select(column => column.CreateColumn())];
    }

    /// <inheritdoc/>
    public TableSchema Schema { get; }

    /// <inheritdoc/>
    public int RowCount => _columns[0].Count;

    /// <summary>The columns in schema order.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <inheritdoc/>
    public void WriteTo(IColumnWriter writer)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Count != RowCount)
            {
                throw new InvalidOperationException(
                    $"{Schema.Name}.{Schema.Columns[i].Name} has {_columns[i].Count} values for {RowCount} rows.");
            }

            _columns[i].WriteTo(Schema.Columns[i], writer);
        }
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (Column column in _columns)
        {
            column.Clear();
        }
    }

    /// <summary>Appends one row of a batch of the same table.</summary>
    public void AppendFrom(Batch source, int row)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].AppendFrom(source._columns[i], row);
        }
    }

    /// <summary>The column of that name, as what it is.</summary>
    protected TColumn Column<TColumn>(string name)
        where TColumn : Column => (TColumn)_columns[Schema.IndexOf(name)];
}
