using Weir.Sql.Dialects;

namespace Weir.Sql.Functions;

/// <summary>Names that mean the same wherever they exist.</summary>
internal static class SharedFunctions
{
    public static FunctionMap Reads { get; } = new(() => CanonicalDialect.Instance, """
        POW = POWER
        CEILING = CEIL
        CHAR_LENGTH = LENGTH
        CHARACTER_LENGTH = LENGTH
        LEN = LENGTH
        SUBSTR = SUBSTRING
        IFNULL = COALESCE
        NVL = COALESCE
        STDEV = STDDEV
        NOW/0 = CURRENT_TIMESTAMP
        GROUP_CONCAT = STRING_AGG
        LCASE = LOWER
        UCASE = UPPER
        TO_TIMESTAMP/1 = TO_TIMESTAMP
        """);
}
