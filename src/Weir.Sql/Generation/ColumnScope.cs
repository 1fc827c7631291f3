using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>What a column is: the kind of its values, and whether it stands in a table of the schema itself.</summary>
internal readonly record struct ColumnType(TypeGroup Group, bool OfTable);

/// <summary>The tables that a query's columns come from, with their columns' kinds; inner queries see the outer ones' tables.</summary>
internal sealed class ColumnScope(SqlSchema schema)
{
    private readonly Stack<Dictionary<string, object>> _frames = [];
    private readonly Dictionary<string, Dictionary<string, TypeGroup>> _common = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A common table's columns, by what its query gives.</summary>
    public void Define(CommonTable table, TypeInference types)
    {
        if (table.Query is Query query)
        {
            _common[table.Name.Name] = Outputs(query, table.Columns, types);
        }
    }

    public void Push(Select select, TypeInference types)
    {
        Dictionary<string, object> frame = new(StringComparer.OrdinalIgnoreCase);
        _frames.Push(frame);
        if (select.From is null)
        {
            return;
        }
        Add(frame, select.From.First, types);
        foreach (Join join in select.From.Joins)
        {
            Add(frame, join.Table, types);
        }
    }

    public void Pop() => _frames.Pop();

    /// <summary>The column's kind; null where no table in scope has it.</summary>
    public ColumnType? Find(Column column)
    {
        foreach (Dictionary<string, object> frame in _frames)
        {
            if (column.Parts.Length > 1)
            {
                if (frame.TryGetValue(column.Parts[^2].Name, out object? table))
                {
                    return In(table, column.Last.Name);
                }
                continue;
            }
            foreach (object table in frame.Values)
            {
                if (In(table, column.Last.Name) is { } found)
                {
                    return found;
                }
            }
        }
        return null;
    }

    private ColumnType? In(object table, string column)
    {
        if (table is string name)
        {
            return schema.TypeOf(name, column) is { } type ? new ColumnType(TypeInference.OfName(type), true) : null;
        }
        return ((Dictionary<string, TypeGroup>)table).TryGetValue(column, out TypeGroup group) ? new ColumnType(group, false) : null;
    }

    private void Add(Dictionary<string, object> frame, TableExpression table, TypeInference types)
    {
        switch (table)
        {
            case TableName { Parts: [.., Identifier last] } named:
                frame[named.Alias?.Name?.Name ?? last.Name] = named.Parts.Length == 1 && _common.TryGetValue(last.Name, out Dictionary<string, TypeGroup>? common) ? common : last.Name;
                break;
            case SubqueryTable subquery:
                frame[subquery.Alias?.Name?.Name ?? $"\u0001{frame.Count}"] = Outputs(subquery.Query, subquery.Alias?.Columns ?? [], types);
                break;
            case ParenTable paren:
                Add(frame, paren.Inner.First, types);
                foreach (Join join in paren.Inner.Joins)
                {
                    Add(frame, join.Table, types);
                }
                break;
            default:
                break;
        }
    }

    private Dictionary<string, TypeGroup> Outputs(Query query, Identifier[] names, TypeInference types)
    {
        Dictionary<string, TypeGroup> outputs = new(StringComparer.OrdinalIgnoreCase);
        Query first = query;
        while (first is SetOperation operation)
        {
            first = operation.Left;
        }
        if (first is ParenQuery paren)
        {
            return Outputs(paren.Inner, names, types);
        }
        if (first is not Select select)
        {
            return outputs;
        }
        foreach (CommonTable inner in query.With?.Tables ?? [])
        {
            Define(inner, types);
        }
        Push(select, types);
        for (int index = 0; index < select.Items.Length; index++)
        {
            if (select.Items[index] is Star star)
            {
                AddStar(outputs, star);
                continue;
            }
            string? name = index < names.Length ? names[index].Name : select.Items[index] switch { Alias alias => alias.Name.Name, Column column => column.Last.Name, _ => null };
            if (name is not null)
            {
                outputs[name] = types.Group(select.Items[index]);
            }
        }
        Pop();
        return outputs;
    }

    private void AddStar(Dictionary<string, TypeGroup> outputs, Star star)
    {
        foreach ((string name, object table) in _frames.Peek())
        {
            if (star.Qualifier.Length > 0 && !name.Equals(star.Qualifier[^1].Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            foreach ((string column, TypeGroup group) in table is string known ? schema.ColumnsOf(known).Select(pair => (pair.Key, TypeInference.OfName(pair.Value))) : ((Dictionary<string, TypeGroup>)table).Select(pair => (pair.Key, pair.Value)))
            {
                outputs[column] = group;
            }
        }
    }
}
