using System.Runtime.CompilerServices;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Names;

/// <summary>What queries and stars give.</summary>
internal sealed partial class Binder
{
    /// <summary>The kind of a query's only column.</summary>
    public TypeGroup GroupOf(Query query) =>
        Of(query).Columns is [{ Group: { } group }] ? group : TypeGroup.Unknown;

    /// <summary>What a query gives.</summary>
    /// <exception cref="InsufficientExecutionStackException">It is too deep for this thread's stack.</exception>
    public Relation Of(Query query)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _known ??= new(ReferenceEqualityComparer.Instance);
        if (_known.TryGetValue(query, out Relation? known))
        {
            return known;
        }
        _known[query] = Relation.Unknown; // a recursive query asks for itself
        CommonSight? entered = Enter();
        foreach (CommonTable table in query.With?.Tables ?? [])
        {
            Define(table, SeesItself(query.With!, table));
        }
        Relation columns = query switch
        {
            Select { Kind: not ("AS STRUCT" or "AS VALUE") } select => Of(select),
            SetOperation { Matching: null, Side: null } operation => Of(operation),
            ParenQuery paren => Of(paren.Inner),
            Values values => values.Rows.Select(Of).Aggregate((above, row) => above.Above(row)),
            _ => Relation.Unknown,
        };
        Leave(entered);
        return _known[query] = columns;
    }

    /// <summary>What a recursive query's first part gives is what it finds in itself.</summary>
    private Relation Of(SetOperation operation)
    {
        Relation left = Of(operation.Left);
        _known![operation] = left;
        return left.Above(Of(operation.Right));
    }

    /// <summary>A row of VALUES, whose columns have no names.</summary>
    private Relation Of(Expression row) => new(
        Array.ConvertAll(Values.ItemsOf(row), value => new OutputColumn(null, types.GroupOrNull(value))), true);

    private Relation Of(Select select)
    {
        Push(select);
        List<OutputColumn> columns = [];
        bool listed = true;
        foreach (Expression item in select.Items)
        {
            if (item is Star star && Expanded(star, select.From) is { } items)
            {
                columns.AddRange(items.Select(OfItem));
            }
            else if (item is Star or Alias { Names.Length: > 0 } or DotAccess { Field: Star })
            {
                listed = false;
            }
            else
            {
                columns.Add(OfItem(item));
            }
        }
        Pop();
        return new Relation([.. columns], listed);
    }

    private OutputColumn OfItem(Expression item)
    {
        Expression value = item is Alias aliased ? aliased.Value : item;
        OutputColumn? found = value is Column column ? Find(column) : null;
        Identifier? name = item switch
        {
            Alias alias => alias.Name,
            Column plain => found?.Name ?? plain.Last,
            _ => null,
        };
        return new OutputColumn(name, found is { } of ? of.Group : types.GroupOrNull(item))
        {
            IsHex = found is { IsHex: true },
            IsStored = item is Column && found is { IsStored: true }
        };
    }
}
