namespace Weir.Sql.Dialects.Snowflake;

/// <summary>Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).</summary>
internal static class SnowflakeFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        DATE_TRUNC = @trunc-first
        DATEADD/3 = @unit-first-add
        TIMEADD/3 = @unit-first-add
        TIMESTAMPADD/3 = @unit-first-add
        DATEDIFF/3 = @unit-first-diff
        TIMEDIFF/3 = @unit-first-diff
        TIMESTAMPDIFF/3 = @unit-first-diff
        TO_CHAR/2 = @format-last
        TO_VARCHAR/2 = @format-last
        DATE_PART/2 = @extract
        GET_PATH/2 = @json-value
        JSON_EXTRACT_PATH_TEXT/2 = @json-text
        IFF = IF
        ARRAY_CONSTRUCT = @array
        OBJECT_CONSTRUCT = @object
        DATEFROMPARTS = DATE_FROM_PARTS
        ARRAY_SIZE = ARRAY_SIZE
        NVL = COALESCE
        IFNULL = COALESCE
        SQUARE/1 = POWER($1, 2)
        LISTAGG = STRING_AGG
        CHARINDEX/2 = STR_POSITION($2, $1)
        CHARINDEX/3 = STR_POSITION($2, $1, $3)
        POSITION/2 = STR_POSITION($2, $1)
        BOOLAND_AGG = LOGICAL_AND
        BOOLOR_AGG = LOGICAL_OR
        ARRAY_CAT = ARRAY_CONCAT
        APPROX_COUNT_DISTINCT = APPROX_DISTINCT
        UUID_STRING/0 = UUID
        STARTSWITH = STARTS_WITH
        ENDSWITH = ENDS_WITH
        LEN = LENGTH
        SHA2_BINARY = SHA2_BINARY
        MD5_HEX = MD5
        SPACE/1 = REPEAT(' ', $1)
        HEX_DECODE_BINARY = UNHEX
        ARRAY_CONTAINS/2 = ARRAY_CONTAINS($2, $1)
        RLIKE = REGEXP_FULL_LIKE
        TO_DECIMAL = TO_NUMBER
        TO_NUMERIC = TO_NUMBER
        REGEXP_SUBSTR_ALL = REGEXP_EXTRACT_ALL
        CURRENT_TIMESTAMP = CURRENT_TIMESTAMP
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        IF = IFF
        DATE_FROM_PARTS/3 = DATE_FROM_PARTS
        STRING_AGG = LISTAGG
        STR_POSITION/2 = CHARINDEX($2, $1)
        STR_POSITION/3 = CHARINDEX($2, $1, $3)
        LOGICAL_AND = BOOLAND_AGG
        LOGICAL_OR = BOOLOR_AGG
        ARRAY_CONCAT = ARRAY_CAT
        APPROX_DISTINCT = APPROX_COUNT_DISTINCT
        UUID/0 = UUID_STRING
        STARTS_WITH = STARTSWITH
        ENDS_WITH = ENDSWITH
        SHA2_BINARY/1 = SHA2_BINARY($1, 256)
        UNHEX = HEX_DECODE_BINARY
        LOWER_HEX/1 = LOWER(HEX_ENCODE($1))
        ARRAY_CONTAINS/2 = ARRAY_CONTAINS(CAST($2 AS VARIANT), $1)
        REGEXP_EXTRACT_ALL = REGEXP_SUBSTR_ALL
        SAFE_DIVIDE/2 = IFF($2 <> 0, $1 / $2, NULL)
        REGEXP_FULL_LIKE = RLIKE
        """;
}
