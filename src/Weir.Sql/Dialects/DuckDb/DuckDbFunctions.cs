namespace Weir.Sql.Dialects.DuckDb;

/// <summary>Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).</summary>
internal static class DuckDbFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        DATE_TRUNC = @trunc-first
        DATETRUNC = @trunc-first
        STRFTIME = @format-last
        STRPTIME = @format-last
        DATE_DIFF/3 = @unit-first-diff
        DATEDIFF/3 = @unit-first-diff
        DATE_ADD/2 = $1 + $2
        JSON_EXTRACT = @json-value
        JSON_EXTRACT_STRING = @json-text
        STRPOS/2 = STR_POSITION
        INSTR/2 = STR_POSITION
        LIST_VALUE = @array
        ARRAY_LENGTH/1 = ARRAY_SIZE
        LEN = LENGTH
        STR_SPLIT = SPLIT
        STRING_SPLIT = SPLIT
        STRING_TO_ARRAY = SPLIT
        SPLIT = SPLIT
        UUID = UUID
        GEN_RANDOM_UUID = UUID
        STRUCT_PACK = @struct-pack
        ARG_MAX = MAX_BY
        ARG_MIN = MIN_BY
        MAKE_DATE/3 = DATE_FROM_PARTS
        BOOL_AND = LOGICAL_AND
        BOOL_OR = LOGICAL_OR
        LIST_CONCAT = ARRAY_CONCAT
        LIST_CAT = ARRAY_CONCAT
        ARRAY_CAT = ARRAY_CONCAT
        ARRAY_CONCAT = ARRAY_CONCAT
        APPROX_COUNT_DISTINCT = APPROX_DISTINCT
        DATE_PART/2 = @extract
        DATEPART/2 = @extract
        EPOCH_MS/1 = EPOCH_MS
        LIST = ARRAY_AGG
        GROUP_CONCAT = STRING_AGG
        STRING_AGG = STRING_AGG
        LISTAGG = STRING_AGG
        REGEXP_MATCHES = REGEXP_LIKE
        LIST_CONTAINS = ARRAY_CONTAINS
        LIST_HAS = ARRAY_CONTAINS
        ARRAY_HAS = ARRAY_CONTAINS
        LIST_SORT = LIST_SORT
        ARRAY_SORT = LIST_SORT
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        ARRAY_SIZE/1 = ARRAY_LENGTH
        STR_POSITION/2 = STRPOS
        SPLIT/2 = STR_SPLIT
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        IF/2 = CASE WHEN $1 THEN $2 END
        MAX_BY = ARG_MAX
        MIN_BY = ARG_MIN
        DATE_FROM_PARTS/3 = MAKE_DATE
        LOGICAL_AND = BOOL_AND
        LOGICAL_OR = BOOL_OR
        ARRAY_CONCAT = LIST_CONCAT
        APPROX_DISTINCT = APPROX_COUNT_DISTINCT
        DATE/1 = CAST($1 AS DATE)
        SAFE_DIVIDE/2 = CASE WHEN $2 <> 0 THEN $1 / $2 ELSE NULL END
        STRING_AGG = LISTAGG
        LOWER_HEX/1 = LOWER(HEX($1))
        UUID/0 = UUID
        UNIX_TO_TIME/1 = TO_TIMESTAMP
        PARSE_JSON/1 = JSON
        SHA2_BINARY/1 = UNHEX(SHA256($1))
        MD5_BINARY/1 = UNHEX(MD5($1))
        REGEXP_LIKE = REGEXP_MATCHES
        TRY_PARSE_JSON/1 = CASE WHEN JSON_VALID($1) THEN CAST($1 AS JSON) ELSE NULL END
        """;
}
