using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Samples of rows as subqueries, for BigQuery, which samples blocks (SYSTEM) alone.</summary>
/// <remarks>
/// Each row by its own random number (BERNOULLI), n rows in a random order. With a seed the number is a hash of the
/// seed and the row: the same rows each time, equal rows together.
/// </remarks>
internal static class SampleToSubquery
{
    private const string Buckets = "1000000";

    /// <summary>The table with its sample within; null where the form has no equal.</summary>
    public static SubqueryTable? Rewrite(TableExpression table)
    {
        if (table.Sample is not { Buckets: null } sample || !Samples(sample)
            || (sample.Rows && sample.Size is not NumberLiteral))
        {
            return null;
        }
        Identifier name = (table.Pivots is [.., var last] ? last.Alias?.Name : null) ?? table.Alias?.Name
            ?? (table as TableName)?.Parts[^1] as Identifier ?? Identifier.Plain("_s");
        TableExpression inner = table with { Sample = null };
        if (sample.Seed is not null && inner.Alias is null && inner is not TableName)
        {
            inner = inner with { Alias = new TableAlias(name, []) };
        }
        // The alias of an array is its items'.
        Identifier row = table is TableFunction { Alias.Columns: [var item] } ? item : name;
        Expression order = sample.Seed is { } seed ? HashOf(row, seed) : Call.OfFinal("RAND");
        Select rows = new([new Star([])]) { From = new FromClause(inner, []) };
        rows = sample.Rows
            ? rows with
            {
                OrderBy = [new OrderItem(order, SortDirection.Unspecified, NullOrder.First)],
                Limit = sample.Size
            }
            : rows with { Where = Drawn(sample, order) };
        return new SubqueryTable(rows) { Alias = new TableAlias(name, []), Position = table.Position };
    }

    private static bool Samples(TableSample sample) =>
        sample.Rows ? sample.Method is null or "RESERVOIR" or "BERNOULLI"
            : sample.Method == "BERNOULLI" || (sample.Seed is not null && sample.Method is null);

    private static Call HashOf(Identifier row, Expression seed)
    {
        Expression text = seed is NumberLiteral number ? new StringLiteral(number.Text)
            : Call.OfFinal("TO_JSON_STRING", seed);
        return Call.OfFinal("FARM_FINGERPRINT",
            Call.OfFinal("CONCAT", text, Call.OfFinal("TO_JSON_STRING", new Column([row]))));
    }

    private static Binary Drawn(TableSample sample, Expression order)
    {
        string whole = sample.Seed is null ? "1" : Buckets;
        Expression number = sample.Seed is null ? order
            : Call.OfFinal("ABS", Call.OfFinal("MOD", order, new NumberLiteral(Buckets)));
        Expression part = sample.Size is NumberLiteral size
            && decimal.TryParse(size.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal percent)
            ? new NumberLiteral((percent / 100 * decimal.Parse(whole, CultureInfo.InvariantCulture)).ToString(
                "0.##########", CultureInfo.InvariantCulture))
            : new Binary(BinaryOperator.Divide, new Binary(BinaryOperator.Multiply, sample.Size,
                new NumberLiteral(whole)), new NumberLiteral("100"))
            { Custom = "/" };
        return new Binary(BinaryOperator.Less, number, part);
    }
}
