namespace Weir.Sql;

/// <summary>
/// Tables with their columns' types, to sharpen a translation: uint256 columns, integer division, JSON.
/// </summary>
public sealed class SqlSchema
{
    private readonly Dictionary<string, Dictionary<string, string>> _tables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Adds a column; <paramref name="type"/> is a type's name (<c>uint256</c>, <c>int64</c>, <c>text</c>,
    /// <c>BIGINT</c> …).
    /// </summary>
    public void Add(string table, string column, string type)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!_tables.TryGetValue(table, out Dictionary<string, string>? columns))
        {
            _tables[table] = columns = new(StringComparer.OrdinalIgnoreCase);
        }
        columns[column] = type;
    }

    /// <summary>
    /// The column's type, or null; without a table the one type that every table with the column agrees on.
    /// </summary>
    public string? TypeOf(string? table, string column)
    {
        if (table is not null)
        {
            return _tables.TryGetValue(table, out Dictionary<string, string>? columns)
                ? columns.GetValueOrDefault(column) : null;
        }
        string? found = null;
        foreach (Dictionary<string, string> columns in _tables.Values)
        {
            if (columns.TryGetValue(column, out string? type))
            {
                if (found is not null && !found.Equals(type, StringComparison.OrdinalIgnoreCase))
                {
                    return null;
                }
                found = type;
            }
        }
        return found;
    }

    internal IReadOnlyDictionary<string, string> ColumnsOf(string table) =>
        _tables.TryGetValue(table, out Dictionary<string, string>? columns) ? columns
            : new Dictionary<string, string>();

    /// <summary>The table's name as it was added.</summary>
    internal string? NameOf(string table) =>
        _tables.Keys.FirstOrDefault(name => name.Equals(table, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a table of this name is known.</summary>
    public bool HasTable(string table) => _tables.ContainsKey(table);
}
