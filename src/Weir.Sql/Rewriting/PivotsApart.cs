using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Snowflake's pivots as subqueries: one behind another, over a past table, with a value in place of NULL.
/// </summary>
internal static class PivotsApart
{
    /// <summary>The table with its inner pivots within; the same one where there is nothing to do.</summary>
    /// <param name="table">A table with pivots.</param>
    /// <param name="one">The target takes one pivot, over a plain table.</param>
    public static TableExpression Rewrite(TableExpression table, bool one)
    {
        if (table.Pivots is [{ DefaultOnNull: { } other } pivot] && Names(pivot) is { Length: > 0 } names)
        {
            Star star = new([])
            {
                Replace = Array.ConvertAll(names,
                    name => (Expression)new Alias(Call.OfFinal("COALESCE", new Column([name]), other), name)),
            };
            Select filled = new([star])
            {
                From = new FromClause(table with { Pivots = [pivot with { DefaultOnNull = null, Alias = null }] }, []),
            };
            return new SubqueryTable(filled) { Alias = pivot.Alias ?? table.Alias };
        }
        if (!one || table.Pivots is not [.., var last]
            || (table.Pivots.Length == 1 && table is not TableName { TimeTravel: not null }))
        {
            return table;
        }
        TableExpression inner = table with { Pivots = table.Pivots[..^1] };
        Select rows = new([new Star([])]) { From = new FromClause(inner, []) };
        return new SubqueryTable(rows) { Pivots = [last], Position = table.Position };
    }

    /// <summary>The names of the pivoted columns: the literals as Snowflake writes them, or their aliases.</summary>
    private static Identifier[]? Names(Pivot pivot)
    {
        if (pivot is not { Aggregates: [not Alias], For: [{ Any: false, Query: null, Values: var values }] })
        {
            return null;
        }
        Identifier?[] found = Array.ConvertAll(values, value => value switch
        {
            Alias alias => alias.Name,
            StringLiteral text => new Identifier($"'{text.Value}'", true),
            NumberLiteral number => new Identifier(number.Text, true),
            _ => null,
        });
        Identifier[] names = [.. found.OfType<Identifier>()];
        return names.Length == found.Length ? names : null;
    }
}
