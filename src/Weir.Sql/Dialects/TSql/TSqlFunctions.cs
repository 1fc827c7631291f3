namespace Weir.Sql.Dialects.TSql;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class TSqlFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        # none
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        CEIL/1 = CEILING
        LN/1 = LOG
        ATAN2/2 = ATN2
        LENGTH/1 = (LEN($1 + 'x') - 1)
        SUBSTRING/2 = SUBSTRING($1, $2, 2147483647)
        STDDEV/1 = STDEV
        STDDEV_SAMP/1 = STDEV
        STDDEV_POP/1 = STDEVP
        VARIANCE/1 = VAR
        VAR_SAMP/1 = VAR
        VAR_POP/1 = VARP
        ROUND/1 = ROUND($1, 0)
        STR_POSITION/2 = CHARINDEX($2, $1)
        # of whole numbers it is whole
        AVG/1 [$1 !float] = AVG(CAST($1 AS FLOAT))
        CURRENT_DATE/0 = CAST(CURRENT_TIMESTAMP AS DATE)
        AVG/1 [$1 integer] = AVG(CAST($1 AS FLOAT))
        LOGICAL_AND/1 = !write MIN(CASE WHEN … THEN 1 ELSE 0 END)
        LOGICAL_OR/1 = !write MAX(CASE WHEN … THEN 1 ELSE 0 END)
        """;
}
