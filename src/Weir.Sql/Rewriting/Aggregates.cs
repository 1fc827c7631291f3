using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Finds aggregate and window functions in an expression.</summary>
internal static class Aggregates
{
    public static bool Contains(Expression expression) => TreeSearch.Contains(
        expression, node => node is WithinGroup or FilterClause || (node is Call call && IsAggregate(call.Name)),
        node => node is Over or SubqueryExpression or Exists or ArrayQuery);

    public static bool ContainsWindow(Expression expression) => TreeSearch.Contains(expression, node => node is Over);

    public static bool IsAggregate(string name) => name.ToUpperInvariant() switch
    {
        "COUNT" or "SUM" or "MIN" or "MAX" or "AVG" or "STDDEV" or "STDDEV_POP" or "STDDEV_SAMP" or "VARIANCE" or "VAR_POP" or "VAR_SAMP"
            or "COUNT_IF" or "COUNTIF" or "ARRAY_AGG" or "STRING_AGG" or "LISTAGG" or "ANY_VALUE" or "MAX_BY" or "MIN_BY" or "MEDIAN" or "MODE"
            or "APPROX_DISTINCT" or "APPROX_QUANTILES" or "APPROX_QUANTILE" or "BOOL_AND" or "BOOL_OR" or "BIT_AND" or "BIT_OR" or "BIT_XOR" or "CORR" or "COVAR_POP"
            or "COVAR_SAMP" or "PERCENTILE_CONT" or "PERCENTILE_DISC" or "JSON_AGG" or "JSONB_AGG" or "JSON_OBJECT_AGG" or "FIRST" or "LAST"
            or "KURTOSIS" or "SKEWNESS" or "QUANTILE" or "HLL" or "APPROX_TOP_K" or "PRODUCT" or "LIST" or "HISTOGRAM" or "QUANTILE_CONT" or "QUANTILE_DISC" => true,
        _ => false,
    };
}
