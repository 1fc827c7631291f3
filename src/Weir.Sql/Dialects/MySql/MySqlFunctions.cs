namespace Weir.Sql.Dialects.MySql;

/// <summary>Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).</summary>
internal static class MySqlFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        REGEXP_LIKE/2 = REGEXP_CONTAINS
        REGEXP/2 = REGEXP_CONTAINS
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        REGEXP_CONTAINS/2 = REGEXP_LIKE
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = IF
        STR_POSITION/2 = LOCATE($2, $1)
        LENGTH/1 = CHAR_LENGTH
        VARIANCE/1 = VAR_SAMP
        LOGICAL_AND/1 = MIN($1)
        LOGICAL_OR/1 = MAX($1)
        ATAN2/2 = ATAN2
        STRING_AGG/2 = !write GROUP_CONCAT(x ORDER BY … SEPARATOR ',')
        """;
}
