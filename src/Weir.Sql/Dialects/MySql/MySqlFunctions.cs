namespace Weir.Sql.Dialects.MySql;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class MySqlFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        REGEXP_LIKE/2 = REGEXP_CONTAINS
        REGEXP/2 = REGEXP_CONTAINS
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        REGEXP_CONTAINS/2 = REGEXP_LIKE($1, $2, 'c')
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = IF
        STR_POSITION/2 = LOCATE($2, $1)
        LENGTH/1 = CHAR_LENGTH
        PI/0 = ACOS(-1)
        STDDEV/1 [$1 integer] = STDDEV_SAMP(CAST($1 AS DOUBLE))
        STDDEV/1 [$1 float] = STDDEV_SAMP($1)
        STDDEV_SAMP/1 [$1 integer] = STDDEV_SAMP(CAST($1 AS DOUBLE))
        STDDEV_POP/1 [$1 integer] = STDDEV_POP(CAST($1 AS DOUBLE))
        VARIANCE/1 [$1 integer] = VAR_SAMP(CAST($1 AS DOUBLE))
        VAR_SAMP/1 [$1 integer] = VAR_SAMP(CAST($1 AS DOUBLE))
        VAR_POP/1 [$1 integer] = VAR_POP(CAST($1 AS DOUBLE))
        AVG/1 [$1 integer] = AVG(CAST($1 AS DOUBLE))
        AVG/1 [$1 decimal] = AVG(CAST($1 AS DOUBLE))
        VARIANCE/1 = VAR_SAMP
        LOGICAL_AND/1 = MIN($1)
        LOGICAL_OR/1 = MAX($1)
        ATAN2/2 = ATAN2
        STRING_AGG/2 = !write GROUP_CONCAT(x ORDER BY … SEPARATOR ',')
        """;
}
