using System.Runtime.CompilerServices;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>What a column is: the kind of its values, and whether it stands in a table of the schema itself.</summary>
/// <param name="Group">The kind.</param>
/// <param name="OfTable">Whether it is a column of the schema.</param>
/// <param name="IsHex">Whether its values are addresses, hashes or other digits in lower case.</param>
internal readonly record struct ColumnType(TypeGroup Group, bool OfTable, bool IsHex);

/// <summary>The tables that a query's columns come from, with their columns' kinds; inner queries see the outer ones'
/// tables.
/// Nothing is computed before a column is asked for.</summary>
internal sealed class ColumnScope(SqlSchema? schema)
{
    private readonly List<Frame> _frames = [];
    private Dictionary<string, CommonTable>? _common;
    private Dictionary<Query, QueryColumns>? _known;

    public void Define(CommonTable table) =>
        (_common ??= new(StringComparer.OrdinalIgnoreCase))[table.Name.Name] = table;

    public void Push(Select select) => _frames.Add(new Frame(select));

    public void Pop() => _frames.RemoveAt(_frames.Count - 1);

    /// <summary>
    /// The column's kind; null where no table in scope has it, or a table of which not all is known might.
    /// </summary>
    public ColumnType? Find(Column column, TypeInference types)
    {
        for (int depth = _frames.Count - 1; depth >= 0; depth--)
        {
            bool complete = true;
            foreach (Source table in SourcesOf(_frames[depth], types))
            {
                bool named = column.Parts.Length > 1;
                if (named && !table.IsCalled(column.Parts[^2]))
                {
                    continue;
                }
                if (In(table.Columns, column.Last.Name) is { } found)
                {
                    return found;
                }
                complete &= !named && IsComplete(table.Columns);
            }
            if (!complete)
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Whether a table of this name stands in the innermost query.</summary>
    public bool HasTable(Identifier name) =>
        _frames.Count > 0 && (_frames[^1].Tables?.Exists(table => table.IsCalled(name)) ?? false);

    /// <summary>
    /// The table of a column that stands under a table of its own name, which BigQuery would read as the whole row;
    /// null elsewhere.
    /// </summary>
    public string? TableHiding(Column column, TypeInference types)
    {
        if (column.Parts.Length != 1 || _frames.Count == 0 || _frames[^1].Select.From is not { } from)
        {
            return null;
        }
        string name = column.Last.Name;
        bool Rows(TableExpression table) =>
            table is TableName or SubqueryTable
                && name.Equals(table.Alias?.Name?.Name
                    ?? (table as TableName)?.Parts[^1] switch { Identifier own => own.Name, _ => null },
                    StringComparison.OrdinalIgnoreCase);
        return Rows(from.First) || Array.Exists(from.Joins, join => Rows(join.Table))
            ? SourcesOf(_frames[^1], types).Find(table => In(table.Columns, name) is not null).Name : null;
    }

    /// <summary>The kind of a query's only column.</summary>
    public TypeGroup GroupOf(Query query, TypeInference types) =>
        Read(query, types) is [{ Group: { } group }] ? group : TypeGroup.Unknown;

    /// <summary>Whether all columns of all tables of the innermost query are known.</summary>
    public bool IsComplete(TypeInference types) =>
        SourcesOf(_frames[^1], types).TrueForAll(table => IsComplete(table.Columns));

    /// <summary>
    /// A table is its name in the schema, the columns of a query, or null where nothing is known of it.
    /// </summary>
    private ColumnType? In(object? table, string column) => table switch
    {
        string name => schema?.TypeOf(name, column) is { } type
            ? new ColumnType(TypeInference.OfName(type), true, IsHex(type)) : null,
        QueryColumns query => query.Groups.TryGetValue(column, out TypeGroup group)
        ? new ColumnType(group, false, query.Hex.Contains(column)) : null,
        _ => null,
    };

    private static bool IsHex(string type) => type.ToLowerInvariant() is "address" or "hash" or "hex";

    private bool IsComplete(object? table) =>
        table is string name ? schema?.HasTable(name) == true : table is QueryColumns { Complete: true };

    private List<Source> SourcesOf(Frame frame, TypeInference types)
    {
        if (frame.Tables is null)
        {
            // Set before it is filled: a lateral table sees those before it.
            frame.Tables = [];
            if (frame.Select.From is { } from)
            {
                Add(frame.Tables, from, types);
            }
        }
        return frame.Tables;
    }

    private void Add(List<Source> tables, FromClause from, TypeInference types)
    {
        Add(tables, from.First, types);
        foreach (Join join in from.Joins)
        {
            Add(tables, join.Table, types);
        }
    }

    private void Add(List<Source> tables, TableExpression table, TypeInference types)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        string? name = table.Alias?.Name?.Name
            ?? (table is TableName { Parts: [.., Identifier own] } ? own.Name : null);
        Identifier[] columns = table.Alias?.Columns ?? [];
        switch (table)
        {
            case { Pivots.Length: > 0 }:
                tables.Add(new Source(name, null));
                break;
            case ParenTable paren when table.Alias is null:
                Add(tables, paren.Inner, types);
                break;
            case TableName { Parts: [Identifier only] } when _common is not null
                && _common.TryGetValue(only.Name, out CommonTable? common) && columns.Length == 0:
                tables.Add(
                    new Source(name, common.Query is Query query ? Outputs(query, common.Columns, types) : null));
                break;
            case TableName { Parts: [.., Identifier last] } when columns.Length == 0:
                tables.Add(new Source(name, last.Name));
                break;
            case TableFunction
            {
                Call: Call { Name: "GENERATE_SERIES", Arguments: [var first, ..] },
                WithOrdinality: false
            }:
                tables.Add(new Source(name, QueryColumns.Named(
                    [(columns.Length == 1 ? columns[0].Name : name ?? "generate_series", types.Group(first))], [])));
                break;
            case TableFunction { Call: Call generator } when Rewriting.GeneratedRows.CountOf(generator) is not null:
                tables.Add(new Source(name, new QueryColumns([], true)));
                break;
            case TableFunction { Call: Call { Arguments: [var input, ..] } flatten } when flatten.Name.Equals(
                "FLATTEN", StringComparison.OrdinalIgnoreCase) && columns.Length == 0:
                tables.Add(new Source(name,
                    QueryColumns.OfFlatten(types.Group(input is NamedArgument { Value: var named } ? named : input))));
                break;
            case SubqueryTable subquery:
                tables.Add(new Source(name, Outputs(subquery.Query, columns, types)));
                break;
            default:
                tables.Add(new Source(name, null));
                break;
        }
    }

    private QueryColumns Outputs(Query query, Identifier[] names, TypeInference types)
    {
        _known ??= new(ReferenceEqualityComparer.Instance);
        if (!_known.TryGetValue(query, out QueryColumns? columns))
        {
            _known[query] = QueryColumns.Unknown; // a recursive query asks for itself
            _known[query] = columns = QueryColumns.Named(Read(query, types), names);
            if (schema is not null && columns.Complete)
            {
                AddHex(query, names, columns, types);
            }
        }
        return columns;
    }

    /// <summary>Columns that a query takes as they are.</summary>
    private void AddHex(Query query, Identifier[] names, QueryColumns columns, TypeInference types)
    {
        Query inner = query;
        while (inner is ParenQuery paren)
        {
            inner = paren.Inner;
        }
        if (inner is not Select { Kind: null } select || Array.Exists(select.Items, item => item is Star))
        {
            return;
        }
        Push(select);
        for (int index = 0; index < select.Items.Length; index++)
        {
            Expression item = select.Items[index];
            if ((item is Alias alias ? alias.Value : item) is Column column && Find(column, types) is { IsHex: true })
            {
                columns.Hex.Add(index < names.Length ? names[index].Name : item is Alias named ? named.Name.Name
                    : column.Last.Name);
            }
        }
        Pop();
    }

    private List<(string? Name, TypeGroup? Group)>? Read(Query query, TypeInference types)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (CommonTable inner in query.With?.Tables ?? [])
        {
            Define(inner);
        }
        switch (query)
        {
            case ParenQuery paren:
                return Read(paren.Inner, types);
            case SetOperation { Matching: null } operation:
                return QueryColumns.Merge(Read(operation.Left, types), Read(operation.Right, types));
            case Values values:
                return values.Rows.Select(row => QueryColumns.OfRow(Values.ItemsOf(row), types)).Aggregate(
                    QueryColumns.Merge);
            case Select { Kind: null } select:
                Push(select);
                List<(string?, TypeGroup?)>? columns = Read(select.Items, _frames[^1], types);
                Pop();
                return columns;
            default:
                return null;
        }
    }

    private List<(string?, TypeGroup?)>? Read(Expression[] items, Frame frame, TypeInference types)
    {
        List<(string?, TypeGroup?)> columns = [];
        foreach (Expression item in items)
        {
            if (item is Star { Except.Length: > 0 } or Star { Replace.Length: > 0 } or Star { Rename.Length: > 0 } or Star { Like: not null } or Alias { Names.Length: > 0 })
            {
                return null;
            }
            if (item is not Star star)
            {
                columns.Add((item switch
                {
                    Alias alias => alias.Name.Name,
                    Column column => column.Last.Name,
                    _ => null
                }, QueryColumns.GroupOf(item, types)));
                continue;
            }
            foreach (Source source in SourcesOf(frame, types))
            {
                object? table = source.Columns;
                if (star.Qualifier.Length > 0 && !source.IsCalled(star.Qualifier[^1]))
                {
                    continue;
                }
                if (!IsComplete(table))
                {
                    return null;
                }
                columns.AddRange(table is string known
                    ? schema!.ColumnsOf(known).Select(
                        pair => ((string?)pair.Key, (TypeGroup?)TypeInference.OfName(pair.Value)))
                    : ((QueryColumns)table!).Groups.Select(pair => ((string?)pair.Key, (TypeGroup?)pair.Value)));
            }
        }
        return columns;
    }

    private sealed class Frame(Select select)
    {
        public Select Select => select;

        public List<Source>? Tables { get; set; }
    }

    /// <param name="Name">The alias, or the table's own name.</param>
    /// <param name="Columns">The table's name in the schema, the columns of a query, or null where nothing is
    /// known.</param>
    private readonly record struct Source(string? Name, object? Columns)
    {
        public bool IsCalled(Identifier name) => name.Name.Equals(Name, StringComparison.OrdinalIgnoreCase);
    }
}
