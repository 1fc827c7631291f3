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
        ENCODE/2 = @encode
        DECODE/2 = @decode
        REGEXP_LIKE/2 = REGEXP_CONTAINS
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
        DATE/1 = DATE
        SAFE_DIVIDE/2 = CASE WHEN $2 <> 0 THEN CAST($1 AS DOUBLE PRECISION) / $2 ELSE NULL END
        LOWER_HEX/1 = ENCODE($1, 'hex')
        HEX/1 = UPPER(ENCODE($1, 'hex'))
        UNHEX/1 = DECODE($1, 'hex')
        SHA2_BINARY/1 = SHA256
        STARTS_WITH/2 = STARTS_WITH
        RANDOM/0 = RANDOM
        REGEXP_EXTRACT_ALL/2 = ARRAY(SELECT m[1] FROM REGEXP_MATCHES($1, $2, 'g') AS m)
        PARSE_JSON/1 = CAST($1 AS JSON)
        ENDS_WITH/2 = RIGHT($1, LENGTH($2)) = $2
        BIT_OR_AGG/1 = BIT_OR
        BIT_AND_AGG/1 = BIT_AND
        BIT_XOR_AGG/1 = BIT_XOR
        BITAND/2 = $1 & $2
        BITOR/2 = $1 | $2
        BITXOR/2 = $1 # $2
        BITSHIFTLEFT/2 = $1 << $2
        BITSHIFTRIGHT/2 = $1 >> $2
        VARIANCE_POP/1 = VAR_POP
        NVL2/3 = CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END
        MD5_BINARY/1 = DECODE(MD5($1), 'hex')
        SHA2/1 = ENCODE(SHA256(CONVERT_TO($1, 'UTF8')), 'hex')
        TO_BASE64/1 = ENCODE($1, 'base64')
        FROM_BASE64/1 = DECODE($1, 'base64')
        BASE64_DECODE_STRING/1 = CONVERT_FROM(DECODE($1, 'base64'), 'UTF8')
        UNIX_SECONDS/1 = CAST(FLOOR(EXTRACT(EPOCH FROM $1)) AS BIGINT)
        UNIX_MILLIS/1 = CAST(FLOOR(EXTRACT(EPOCH FROM $1) * 1000) AS BIGINT)
        UNIX_MICROS/1 = CAST(FLOOR(EXTRACT(EPOCH FROM $1) * 1000000) AS BIGINT)
        YEAR/1 = EXTRACT(YEAR FROM $1)
        QUARTER/1 = EXTRACT(QUARTER FROM $1)
        MONTH/1 = EXTRACT(MONTH FROM $1)
        WEEK/1 = EXTRACT(WEEK FROM $1)
        DAY/1 = EXTRACT(DAY FROM $1)
        HOUR/1 = EXTRACT(HOUR FROM $1)
        MINUTE/1 = EXTRACT(MINUTE FROM $1)
        SECOND/1 = EXTRACT(SECOND FROM $1)
        DAYOFYEAR/1 = EXTRACT(DOY FROM $1)
        DAYOFWEEKISO/1 = EXTRACT(ISODOW FROM $1)
        STRING/1 = CAST($1 AS TEXT)
        DATETIME/1 = CAST($1 AS TIMESTAMP)
        TIMESTAMP/1 = CAST($1 AS TIMESTAMPTZ)
        TO_NUMBER/1 = CAST($1 AS NUMERIC)
        TO_DOUBLE/1 = CAST($1 AS DOUBLE PRECISION)
        TO_VARCHAR/1 = CAST($1 AS TEXT)
        TO_CHAR/1 = CAST($1 AS TEXT)
        TO_DATE/1 = CAST($1 AS DATE)
        TO_TIMESTAMP/1 = CAST($1 AS TIMESTAMP)
        APPROX_DISTINCT/1 = COUNT(DISTINCT $1)
        ARRAY_CONTAINS/2 = $2 = ANY($1)
        LIST_CONTAINS/2 = $2 = ANY($1)
        RANDOM_INT/0 = !PostgreSQL's RANDOM() gives a fraction
        REGEXP_CONTAINS/2 = $1 ~ $2
        BYTE_LENGTH/1 = OCTET_LENGTH
        REGEXP_SUBSTR/2 = SUBSTRING($1, $2)
        ARRAY_AGG_NOT_NULL/1 = ARRAY_AGG($1) FILTER(WHERE $1 IS NOT NULL)
        BOOLNOT/1 = NOT ($1)
        BOOLAND/2 = (($1) AND ($2))
        BOOLOR/2 = (($1) OR ($2))
        BOOLXOR/2 = ($1 AND (NOT $2)) OR ((NOT $1) AND $2)
        EPOCH_MS/1 = TO_TIMESTAMP($1 / 1000.0)
        CURRENT_DATE/1 = CAST(CURRENT_TIMESTAMP AT TIME ZONE $1 AS DATE)
        SYSDATE/0 = CURRENT_TIMESTAMP AT TIME ZONE 'UTC'
        TIME_BUCKET/2 = DATE_BIN($1, $2, CAST('2000-01-03' AS TIMESTAMP))
        REGEXP_LIKE/2 = $1 ~ ('^(?:' || $2 || ')$')
        """;
}
