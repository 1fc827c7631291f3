namespace Weir.Sql.Dialects.Sqlite;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class SqliteFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        # none
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        GREATEST = MAX
        LEAST = MIN
        STR_POSITION/2 = INSTR
        STRING_AGG/2 [!ordered; !distinct] = GROUP_CONCAT
        STRING_AGG/2 = !SQLite's GROUP_CONCAT takes no order and no separator beside DISTINCT
        LOGICAL_AND/1 = MIN($1)
        LOGICAL_OR/1 = MAX($1)
        """;
}
