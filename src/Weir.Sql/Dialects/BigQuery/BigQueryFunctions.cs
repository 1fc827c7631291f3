namespace Weir.Sql.Dialects.BigQuery;

/// <summary>Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).</summary>
internal static class BigQueryFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        DATE_ADD/2 = @interval
        DATE_SUB/2 = @interval
        TIMESTAMP_ADD/2 = @interval
        TIMESTAMP_SUB/2 = @interval
        DATETIME_ADD/2 = @interval
        DATETIME_SUB/2 = @interval
        TIME_ADD/2 = @interval
        TIME_SUB/2 = @interval
        DATE_DIFF/3 = @unit-last
        TIMESTAMP_DIFF/3 = @unit-last
        DATETIME_DIFF/3 = @unit-last
        TIME_DIFF/3 = @unit-last
        DATE_TRUNC = @trunc-last
        TIMESTAMP_TRUNC = @trunc-last
        DATETIME_TRUNC = @trunc-last
        TIME_TRUNC = @trunc-last
        FORMAT_DATE = @format-first
        FORMAT_TIMESTAMP = @format-first
        FORMAT_DATETIME = @format-first
        FORMAT_TIME = @format-first
        PARSE_DATE/2 = @format-first
        PARSE_TIMESTAMP = @format-first
        PARSE_DATETIME = @format-first
        JSON_EXTRACT = @json-value
        JSON_QUERY = @json-value
        JSON_EXTRACT_SCALAR = @json-scalar
        JSON_VALUE = @json-scalar
        JSON_EXTRACT_STRING_ARRAY = JSON_VALUE_ARRAY
        SPLIT/1 = SPLIT($1, ',')
        OCTET_LENGTH = BYTE_LENGTH
        LAST_DAY/2 = @unit-last
        REGEXP_SUBSTR = REGEXP_EXTRACT
        COUNTIF = COUNT_IF
        ARRAY_LENGTH = ARRAY_SIZE
        GENERATE_UUID = UUID
        REGEXP_CONTAINS/2 = REGEXP_LIKE
        SHA256 = SHA2_BINARY
        MD5 = MD5_BINARY
        TO_HEX/1 = LOWER_HEX
        FROM_HEX = UNHEX
        DATE/3 = DATE_FROM_PARTS
        STRPOS = STR_POSITION
        RAND = RANDOM
        APPROX_COUNT_DISTINCT = APPROX_DISTINCT
        STRING_AGG = STRING_AGG
        LOGICAL_AND = LOGICAL_AND
        LOGICAL_OR = LOGICAL_OR
        TIMESTAMP_SECONDS = UNIX_TO_TIME
        DIV/2 = DIV
        DATETIME/1 = DATETIME
        NVL = COALESCE
        IFNULL = COALESCE
        SUBSTR = SUBSTRING
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        COUNT_IF = COUNTIF
        ARRAY_SIZE/1 = ARRAY_LENGTH
        UUID = GENERATE_UUID
        REGEXP_LIKE/2 = REGEXP_CONTAINS
        SHA2_BINARY/1 = SHA256
        MD5_BINARY/1 = MD5
        MD5/1 = TO_HEX(MD5($1))
        LOWER_HEX/1 = TO_HEX
        HEX/1 = UPPER(TO_HEX($1))
        UNHEX = FROM_HEX
        DATE_FROM_PARTS/3 = DATE
        STR_POSITION/2 = INSTR
        RANDOM/0 = RAND
        APPROX_DISTINCT = APPROX_COUNT_DISTINCT
        UNIX_TO_TIME/1 = TIMESTAMP_SECONDS
        NVL2/3 = IF(NOT $1 IS NULL, $2, $3)
        VAR_POP = VAR_POP
        TO_DATE/1 = CAST($1 AS DATE)
        """;
}
