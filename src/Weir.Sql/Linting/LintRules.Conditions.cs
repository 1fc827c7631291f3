using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Linting;

/// <summary>Conditions that are never true, or that no one wrote.</summary>
internal static partial class LintRules
{
    /// <summary><c>x = NULL</c>, which is never true.</summary>
    private static (Query, Node, string)? NullComparison(Select select, LintContext context)
    {
        Node? fault = null;
        Expression Mend(Expression expression) => TreeRewriter.Rewrite(expression, node =>
        {
            if (node is Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual } comparison
                && (comparison.Left is NullLiteral || comparison.Right is NullLiteral))
            {
                fault ??= comparison;
                return new IsTest(comparison.Left is NullLiteral ? comparison.Right : comparison.Left,
                    new NullLiteral(), comparison.Operator == BinaryOperator.NotEqual)
                {
                    Position = comparison.Position,
                    Postfix = true
                };
            }
            return null;
        });
        Select mended = InConditions(select, Mend);
        return fault is null ? null : (mended, fault, "a comparison with NULL is never true: IS NULL tests for it");
    }

    /// <summary><c>x NOT IN (SELECT y …)</c>: one NULL among the y and no row is chosen.</summary>
    private static (Query, Node, string)? NotInNullable(Select select, LintContext context)
    {
        Node? fault = null;
        Expression Mend(Expression expression) => TreeRewriter.Rewrite(expression, node =>
        {
            if (node is Unary
                {
                    Operator: UnaryOperator.Not, Operand: InExpression
                    {
                        Query: Select
                        {
                            GroupBy: null,
                            Limit: null, Items: [var item]
                        } inner
                    } test
                } negated
                && (item is Alias alias ? alias.Value : item) is Column column && !Tests(inner.Where, column))
            {
                fault ??= negated;
                Expression known = new IsTest(column, new NullLiteral(), true) { Postfix = true };
                return negated with
                {
                    Operand = test with
                    {
                        Query = inner with
                        {
                            Where = inner.Where is null ? known
                    : new Binary(BinaryOperator.And, inner.Where is Binary { Operator: BinaryOperator.Or } ? new Paren(
                        inner.Where) : inner.Where, known)
                        }
                    }
                };
            }
            return null;
        });
        Select mended = InConditions(select, Mend);
        return fault is null ? null
            : (mended, fault, "NOT IN over a column that may be NULL: one NULL, and no row is chosen");
    }

    private static bool Tests(Expression? where, Column column) =>
        where is not null && Conjuncts(where).Exists(part => part is IsTest
        {
            Not: true, Test: NullLiteral,
            Value: Column tested
        } && tested.Last.Name.Equals(column.Last.Name, StringComparison.OrdinalIgnoreCase)
            || part is Binary { Operator: BinaryOperator.Equal, Left: Column equal }
            && equal.Last.Name.Equals(column.Last.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary><c>FROM a, b</c> with nothing that joins them: every row with every other.</summary>
    private static (Query, Node, string)? CommaJoin(Select select, LintContext context)
    {
        if (select.From is not { } tables || !Array.Exists(tables.Joins, join => join.Comma))
        {
            return null;
        }
        for (int index = 0; index < tables.Joins.Length; index++)
        {
            Join join = tables.Joins[index];
            if (join is { Comma: true, Table: TableName or SubqueryTable { Lateral: false } }
                && NameOf(join.Table) is { } name && !IsJoined(name, select))
            {
                Join[] joins = [.. tables.Joins];
                joins[index] = join with { Comma = false, Kind = JoinKind.Cross };
                return (select with { From = tables with { Joins = joins } }, join.Table,
                    $"nothing joins {name} to the tables before it: every row meets every other");
            }
        }
        return null;
    }

    private static string? NameOf(TableExpression table) =>
        table.Alias?.Name?.Name ?? (table is TableName named ? Last(named) : null);

    /// <summary>Whether a condition names the table beside another one, or names columns without a table.</summary>
    private static bool IsJoined(string table, Select select)
    {
        foreach (Expression part in select.Where is null ? [] : Conjuncts(select.Where))
        {
            HashSet<string> tables = new(StringComparer.OrdinalIgnoreCase);
            bool bare = false;
            TreeRewriter.Rewrite(part, node =>
            {
                bare |= node is Column { Parts.Length: 1 };
                if (node is Column { Parts.Length: > 1 } column)
                {
                    tables.Add(column.Parts[^2].Name);
                }
                return null;
            });
            if ((tables.Contains(table) && (tables.Count > 1 || bare))
                || (bare && part is Binary { Left: Column, Right: Column }))
            {
                return true;
            }
        }
        return false;
    }

    private static Select InConditions(Select select, Func<Expression, Expression> mend) => select with
    {
        Items = Array.ConvertAll(select.Items, item => mend(item)),
        Where = select.Where is null ? null : mend(select.Where),
        Having = select.Having is null ? null : mend(select.Having),
        Qualify = select.Qualify is null ? null : mend(select.Qualify),
        From = select.From is null ? null : select.From with
        {
            Joins = Array.ConvertAll(
            select.From.Joins, join => join.On is null ? join : join with { On = mend(join.On) })
        },
    };
}
