namespace Weir.Sql.Dialects.Postgres;

/// <summary>Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).</summary>
internal static class PostgresFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        DATE_TRUNC = @trunc-first
        TO_CHAR/2 = @format-last
        TO_TIMESTAMP/1 = UNIX_TO_TIME
        TO_TIMESTAMP/2 = @format-last
        TO_DATE/2 = @format-last
        JSON_EXTRACT_PATH = @json-path
        JSON_EXTRACT_PATH_TEXT = @json-path
        STRPOS/2 = STR_POSITION
        ARRAY_LENGTH/2 = ARRAY_SIZE
        ARRAY_LENGTH/1 = ARRAY_SIZE
        CARDINALITY = ARRAY_SIZE
        STRING_TO_ARRAY = SPLIT
        GEN_RANDOM_UUID = UUID
        JSON_OBJECT_AGG = JSON_OBJECT_AGG
        DIV/2 = DIV
        MAKE_DATE/3 = DATE_FROM_PARTS
        BOOL_AND = LOGICAL_AND
        EVERY = LOGICAL_AND
        BOOL_OR = LOGICAL_OR
        ARRAY_CAT = ARRAY_CONCAT
        DATE_PART/2 = @extract
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        UNIX_TO_TIME/1 = TO_TIMESTAMP
        ARRAY_SIZE/1 = ARRAY_LENGTH($1, 1)
        ARRAY_SIZE/2 = ARRAY_LENGTH
        STR_POSITION/2 = POSITION_IN
        SPLIT = STRING_TO_ARRAY
        UUID = GEN_RANDOM_UUID
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        IF/2 = CASE WHEN $1 THEN $2 END
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        DATE_FROM_PARTS/3 = MAKE_DATE
        LOGICAL_AND = BOOL_AND
        LOGICAL_OR = BOOL_OR
        ARRAY_CONCAT = ARRAY_CAT
        MAX_BY/2 = (ARRAY_AGG($1 ORDER BY $2 DESC) FILTER (WHERE NOT $2 IS NULL))[1]
        MIN_BY/2 = (ARRAY_AGG($1 ORDER BY $2) FILTER (WHERE NOT $2 IS NULL))[1]
        DATE/1 = CAST($1 AS DATE)
        SAFE_DIVIDE/2 = CASE WHEN $2 <> 0 THEN CAST($1 AS DOUBLE PRECISION) / $2 ELSE NULL END
        LOWER_HEX/1 = ENCODE($1, 'hex')
        HEX/1 = UPPER(ENCODE($1, 'hex'))
        UNHEX/1 = DECODE($1, 'hex')
        SHA2_BINARY/1 = SHA256
        STARTS_WITH/2 = STARTS_WITH
        RANDOM/0 = RANDOM
        REGEXP_EXTRACT_ALL/2 = ARRAY(SELECT m[1] FROM REGEXP_MATCHES($1, $2, 'g') AS m)
        PARSE_JSON/1 = CAST($1 AS JSON)
        """;
}
