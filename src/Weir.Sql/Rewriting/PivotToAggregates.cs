using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// PIVOT as aggregates with FILTER, UNPIVOT as a join with VALUES: where the table's columns are known.
/// </summary>
internal static class PivotToAggregates
{
    /// <summary>The table with its first pivot said otherwise; null where it cannot be.</summary>
    /// <param name="table">A table with pivots.</param>
    /// <param name="columns">What the table gives before them.</param>
    /// <param name="family">The source: pivoted columns are named by its rules.</param>
    public static SubqueryTable? Rewrite(TableExpression table, Identifier[] columns, string family)
    {
        Pivot pivot = table.Pivots[0];
        TableExpression source =
            table with
            {
                Pivots = [],
                Sample = null,
                Alias = table is SubqueryTable && table.Alias is null ? new TableAlias(Identifier.Plain("_p"), [])
                : table.Alias
            };
        Select? select = pivot.IsUnpivot ? Unpivoted(pivot, source, columns) : Pivoted(pivot, source, columns, family);
        return select is null ? null
            : new SubqueryTable(select)
            {
                Alias = pivot.Alias ?? new TableAlias(Identifier.Plain("_p"), []),
                Pivots = table.Pivots[1..],
                Sample = table.Sample,
                Position = table.Position
            };
    }

    private static Select? Pivoted(Pivot pivot, TableExpression source, Identifier[] columns, string family)
    {
        if (pivot is not
            {
                For: [{ Column: Column key, Any: false, Query: null, NoParens: false } list],
                DefaultOnNull: null, Aggregates.Length: > 0
            })
        {
            return null;
        }
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase) { key.Last.Name };
        foreach (Expression aggregate in pivot.Aggregates)
        {
            TreeRewriter.Rewrite(aggregate, node =>
            {
                if (node is Column column)
                {
                    used.Add(column.Last.Name);
                }
                return null;
            });
        }
        Expression[] groups = pivot.GroupBy is { Items: var given } ? given
            : [.. columns.Where(column => !used.Contains(column.Name)).Select(column => new Column([column]))];
        List<Expression> items = [.. groups];
        foreach (Expression value in list.Values)
        {
            (Expression plain, string? name) = value is Alias alias ? (alias.Value, alias.Name.Name)
                : (value, NameOf(value, family));
            if (name is null)
            {
                return null;
            }
            foreach (Expression aggregate in pivot.Aggregates)
            {
                (Expression function, Identifier? suffix) = aggregate is Alias named ? (named.Value, named.Name)
                    : (aggregate, null);
                if (function is not Call || (suffix is null && pivot.Aggregates.Length > 1))
                {
                    return null;
                }
                string column = suffix is null ? name : family == "bigquery" ? $"{suffix.Name}_{name}"
                    : $"{name}_{suffix.Name}";
                Expression matches = plain is NullLiteral ? new IsTest(key, plain, false)
                    : new Binary(BinaryOperator.Equal, key, plain);
                items.Add(new Alias(new FilterClause(function, matches), new Identifier(column, true)));
            }
        }
        return new Select([.. items])
        {
            From = new FromClause(source, []),
            GroupBy = groups.Length == 0 ? null : new GroupBy(groups),
            Position = pivot.Position
        };
    }

    /// <summary>How a pivoted column without an alias is called; null where the source's rule is not known.</summary>
    private static string? NameOf(Expression value, string family) => (value, family) switch
    {
        (StringLiteral text, "snowflake") => $"'{text.Value}'",
        (StringLiteral text, _) => text.Value,
        (NumberLiteral { IsInteger: true } number, "bigquery") => "_" + number.Text,
        (NumberLiteral { IsInteger: true } number, _) => number.Text,
        _ => null,
    };

    private static Select? Unpivoted(Pivot pivot, TableExpression source, Identifier[] columns)
    {
        if (pivot is not
            {
                Aggregates: [Column { Parts: [var value] }],
                For: [{ Column: Column { Parts: [var name] }, Any: false, Query: null } list]
            }
            || !Array.TrueForAll(list.Values, item => (item is Alias alias ? alias.Value : item) is Column))
        {
            return null;
        }
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        List<Expression> rows = [];
        foreach (Expression item in list.Values)
        {
            Column column = (Column)(item is Alias aliased ? aliased.Value : item);
            used.Add(column.Last.Name);
            rows.Add(new TupleExpression(
                [new StringLiteral(item is Alias alias ? alias.Name.Name : column.Last.Name), column]));
        }
        Identifier unpivoted = Identifier.Plain("_u");
        Expression kept = new IsTest(new Column([unpivoted, value]), new NullLiteral(), true) { Postfix = true };
        SubqueryTable values =
            new(new Values([.. rows])) { Lateral = true, Alias = new TableAlias(unpivoted, [name, value]) };
        Expression[] items = [.. columns.Where(column => !used.Contains(column.Name)).Select(
            column => new Column([column])), new Column([unpivoted, value]), new Column([unpivoted, name])];
        return new Select(items)
        {
            From = new FromClause(source, [new Join(JoinKind.Cross, values)]),
            Where = pivot.IncludeNulls == true ? null : kept,
            Position = pivot.Position
        };
    }
}
