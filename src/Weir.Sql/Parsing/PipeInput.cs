using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Parsing;

/// <summary>
/// What stands left of a <c>|></c>, as a SELECT that the next step goes into where the order of a SELECT's clauses
/// allows it; else it becomes a common table first, which the next SELECT reads.
/// </summary>
internal sealed class PipeInput
{
    private readonly List<CommonTable> _tables = [];
    private readonly Func<Identifier> _name;
    private Select _select;

    /// <param name="first">What the pipe begins with.</param>
    /// <param name="fromFirst">It was a FROM without SELECT: its tables' names are seen by the steps.</param>
    /// <param name="name">Names for common tables.</param>
    public PipeInput(Query first, bool fromFirst, Func<Identifier> name)
    {
        _name = name;
        _select = fromFirst ? (Select)first : Reading(new SubqueryTable(first));
    }

    private bool IsProjected => _select.Items is not [Star
    {
        Qualifier.Length: 0, Except.Length: 0, Replace.Length: 0,
        Rename.Length: 0
    }] || _select.Distinct || _select.GroupBy is not null;

    private bool IsLimited => _select.Limit is not null || _select.Offset is not null || _select.Sample is not null;

    private bool IsBare => !IsProjected && !IsLimited && _select.Where is null && _select.OrderBy.Length == 0;

    private bool IsOneTable => _select.From is { Joins.Length: 0 };

    public Query Query
    {
        get
        {
            // SELECT * FROM the last common table is that table.
            Query last = _select;
            if (IsBare && _tables.Count > 0 && _select.From is
                {
                    First: TableName
                    {
                        Parts: [Identifier name],
                        Pivots.Length: 0, Sample: null
                    }, Joins.Length: 0
                } && name == _tables[^1].Name)
            {
                last = (Query)_tables[^1].Query;
                _tables.RemoveAt(_tables.Count - 1);
            }
            return _tables.Count == 0 ? last : last with { With = new WithClause([.. _tables], false) };
        }
    }

    public void Where(Expression condition)
    {
        Open(IsProjected || IsLimited);
        _select = _select with
        {
            Where = _select.Where is null ? condition
            : new Binary(BinaryOperator.And, Operand(_select.Where), Operand(condition))
        };
    }

    /// <summary>Columns computed from a row, perhaps with windows: SELECT, EXTEND, SET, DROP, RENAME.</summary>
    public void Project(Select head)
    {
        // A name given here must not catch a sort key that was meant for a column of the input.
        bool caught = _select.OrderBy.Length > 0 && (head.Distinct || Array.Exists(
            head.Items, item => item is Alias or Star { Replace.Length: > 0 } or Star { Rename.Length: > 0 }));
        bool counted = IsLimited && (head.Distinct
            || Array.Exists(head.Items, item => Aggregates.Contains(item) || Aggregates.ContainsWindow(item)));
        OrderItem[] kept = IsProjected && !IsLimited && !head.Distinct
            && Array.TrueForAll(_select.OrderBy, item => IsSelected(item, head.Items)) ? _select.OrderBy : [];
        if (kept.Length > 0)
        {
            _select = _select with { OrderBy = [] };
        }
        Open(IsProjected || caught || counted);
        _select = _select with
        {
            OrderBy = kept.Length > 0 ? kept : _select.OrderBy,
            Items = head.Items,
            Distinct = head.Distinct,
            Kind = head.Kind,
            Windows = head.Windows
        };
    }

    /// <summary>Whether a sort key is a column that goes on under its name: the order can be said behind it.</summary>
    private static bool IsSelected(OrderItem item, Expression[] items) =>
        item.Value is Column { Parts: [Identifier key] }
            && Array.Exists(items, selected => selected is Column { Last: Identifier name } && name == key);

    public void Distinct()
    {
        Open(IsProjected || IsLimited || _select.OrderBy.Length > 0);
        _select = _select with { Distinct = true };
    }

    /// <summary>Groups first, then aggregates; a sort key is an output column by its place.</summary>
    public void Aggregate(Expression[] groups, Expression[] aggregates, OrderItem[] order)
    {
        Open(IsProjected || IsLimited);
        Expression[] keys = [.. groups.Select((group, index) => (
            group is Alias alias ? alias.Value : group) is Column column ? column : (Expression)Place(index))];
        _select = _select with
        {
            Items = [.. groups, .. aggregates],
            GroupBy = groups.Length == 0 ? null : new GroupBy(keys),
            OrderBy = order,
        };
    }

    public static NumberLiteral Place(int index) =>
        new((index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void OrderBy(OrderItem[] items)
    {
        Open(IsProjected || IsLimited);
        _select = _select with { OrderBy = items };
    }

    public void Limit(Query limited)
    {
        Open(IsLimited);
        _select = _select with { Limit = limited.Limit, Offset = limited.Offset };
    }

    public void Join(Join join)
    {
        // A condition on several joined tables may stay: it holds before an inner or left join as it does behind it.
        bool keepsCondition = !IsOneTable && !IsProjected && !IsLimited && _select.OrderBy.Length == 0
            && join.Kind is JoinKind.Plain or JoinKind.Inner or JoinKind.Left or JoinKind.Cross;
        Open(!IsBare && !keepsCondition);
        _select = _select with { From = _select.From! with { Joins = [.. _select.From.Joins, join] } };
    }

    /// <summary>A pivot or a sample: of the table itself.</summary>
    public void OnTable(Func<TableExpression, TableExpression> change)
    {
        Open(!IsBare || !IsOneTable);
        _select = _select with { From = _select.From! with { First = change(_select.From.First) } };
    }

    public void As(Identifier name)
    {
        Open(!IsBare || !IsOneTable);
        TableExpression table = _select.From!.First;
        _select = _select with
        {
            From = _select.From with
            {
                First = table with
                {
                    Alias = new TableAlias(
            name, table.Alias?.Columns ?? [])
                }
            }
        };
    }

    /// <summary>A set operation whose left side is what stands here.</summary>
    public void Combine(Func<Query, Query> combine)
    {
        Open(IsLimited || _select.OrderBy.Length > 0);
        Define(combine(_select), null);
    }

    public void With(WithClause with) => _tables.InsertRange(0, with.Tables);

    /// <summary>
    /// Makes a common table of what is there, if <paramref name="needed"/>. The name of its one table stays in sight.
    /// </summary>
    private void Open(bool needed)
    {
        if (needed)
        {
            Identifier? seen = IsOneTable && !IsProjected ? _select.From!.First.Alias?.Name
                ?? ((_select.From.First as TableName)?.Parts[^1] as Identifier) : null;
            Define(_select, _tables.Exists(table => table.Name == seen) ? null : seen);
        }
    }

    private void Define(Query query, Identifier? seen)
    {
        Identifier name = _name();
        _tables.Add(new CommonTable(name, [], query));
        _select = Reading(new TableName([name]) { Alias = seen is null ? null : new TableAlias(seen, []) });
    }

    private Select Reading(TableExpression table) =>
        new([new Star([])]) { From = new FromClause(table, []), Position = _select?.Position ?? 0 };

    private static Expression Operand(Expression condition) =>
        condition is Binary { Operator: BinaryOperator.Or } ? new Paren(condition) : condition;
}
