namespace Weir.Sql.Dialects.Flink;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class FlinkFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        REGEXP_LIKE/2 = REGEXP_CONTAINS
        REGEXP/2 = REGEXP_CONTAINS
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        REGEXP_CONTAINS/2 = REGEXP
        LENGTH/1 = CHAR_LENGTH
        LPAD/2 = LPAD($1, $2, ' ')
        RPAD/2 = RPAD($1, $2, ' ')
        LOGICAL_AND/1 = MIN(CASE WHEN $1 THEN 1 WHEN NOT $1 THEN 0 END) = 1
        LOGICAL_OR/1 = MAX(CASE WHEN $1 THEN 1 WHEN NOT $1 THEN 0 END) = 1
        UNIX_TO_TIME/1 = TO_TIMESTAMP_LTZ(CAST(CAST($1 AS DOUBLE) * 1000 AS BIGINT), 3)
        # of whole numbers they are whole
        AVG/1 [$1 !float] = AVG(CAST($1 AS DOUBLE))
        STDDEV/1 [$1 !float] = STDDEV_SAMP(CAST($1 AS DOUBLE))
        STDDEV_SAMP/1 [$1 !float] = STDDEV_SAMP(CAST($1 AS DOUBLE))
        STDDEV_POP/1 [$1 !float] = STDDEV_POP(CAST($1 AS DOUBLE))
        VARIANCE/1 [$1 !float] = VAR_SAMP(CAST($1 AS DOUBLE))
        VAR_SAMP/1 [$1 !float] = VAR_SAMP(CAST($1 AS DOUBLE))
        VAR_POP/1 [$1 !float] = VAR_POP(CAST($1 AS DOUBLE))
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        STR_POSITION/2 = LOCATE($2, $1)
        """;
}
