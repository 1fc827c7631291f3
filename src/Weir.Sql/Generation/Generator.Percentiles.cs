using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>
/// Percentiles as aggregates in BigQuery, which has them over windows only: from the ordered array of the values.
/// </summary>
internal partial class Generator
{
    private const string Place = "$2 * (COUNT($1) - 1)";
    private const string Ordered = "ARRAY_AGG($1 IGNORE NULLS ORDER BY $1)";
    private const string Below = Ordered + "[SAFE_OFFSET(CAST(FLOOR(" + Place + ") AS INT64))]";
    private const string Above = Ordered + "[SAFE_OFFSET(CAST(CEIL(" + Place + ") AS INT64))]";
    private const string Continuous = Below + " + (" + Place + " - FLOOR(" + Place + ")) * (" + Above + " - " + Below
        + ")";
    private const string Discrete = Ordered + "[SAFE_OFFSET(GREATEST(CAST(CEIL($2 * COUNT($1)) AS INT64) - 1, 0))]";

    /// <summary>True where it was written.</summary>
    private bool WritePercentile(Expression value, Expression fraction, bool continuous, int position)
    {
        if (SameDialect || Dialect.Family != "bigquery" || fraction is ArrayLiteral)
        {
            return false;
        }
        Write(new Paren(Filled(continuous ? Continuous : Discrete, position, value, fraction)));
        return true;
    }

    private bool WritePercentile(WithinGroup within) =>
        within is
        {
            Function: Call { Name: "PERCENTILE_CONT" or "PERCENTILE_DISC", Arguments: [var fraction] } call,
            OrderBy: [var item]
        }
        && (item.Direction != SortDirection.Descending || call.Name == "PERCENTILE_CONT")
        && WritePercentile(item.Value, item.Direction == SortDirection.Descending ? new Binary(BinaryOperator.Subtract,
            new NumberLiteral("1"), Wrap(fraction)) : fraction, call.Name == "PERCENTILE_CONT", within.Position);

    private bool WritePercentileCall(Call call) => call switch
    {
        { Name: "MEDIAN", Arguments: [var value], Distinct: false } =>
            WritePercentile(value, new NumberLiteral("0.5"), true, call.Position),
        { Name: "QUANTILE_CONT", Arguments: [var value, var fraction], Distinct: false } =>
            WritePercentile(value, fraction, true, call.Position),
        { Name: "QUANTILE_DISC" or "QUANTILE", Arguments: [var value, var fraction], Distinct: false } =>
            WritePercentile(value, fraction, false, call.Position),
        _ => false,
    };
}
