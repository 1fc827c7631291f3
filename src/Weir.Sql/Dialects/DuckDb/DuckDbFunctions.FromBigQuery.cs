namespace Weir.Sql.Dialects.DuckDb;

internal static partial class DuckDbFunctions
{
    /// <summary>BigQuery's functions.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/functions-all
    public const string FromBigQuery = """
        GENERATE_DATE_ARRAY/2 = CAST(GENERATE_SERIES($1, $2, INTERVAL '1' DAY) AS DATE[])
        GENERATE_DATE_ARRAY/3 = CAST(GENERATE_SERIES($1, $2, $3) AS DATE[])
        GENERATE_TIMESTAMP_ARRAY/3 = GENERATE_SERIES($1, $2, $3)
        JSON_EXTRACT_ARRAY/2 = CAST($1 -> $2 AS JSON[])
        JSON_QUERY_ARRAY/2 = CAST($1 -> $2 AS JSON[])
        JSON_VALUE_ARRAY/2 = CAST($1 -> $2 AS TEXT[])
        LEVENSHTEIN/3 = CASE WHEN LEVENSHTEIN($1, $2) IS NULL OR $3 IS NULL THEN NULL ELSE LEAST(LEVENSHTEIN($1, $2), $3) END
        UNIX_DATE/1 [$1 string] = DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), CAST($1 AS DATE))
        UNIX_DATE/1 = DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), $1)
        DATE_FROM_UNIX_DATE/1 = CAST(CAST('1970-01-01' AS DATE) + INTERVAL $1 DAY AS DATE)
        CONTAINS_SUBSTR/2 = CONTAINS(LOWER($1), LOWER($2))
        ARRAY_TO_STRING/3 [bigquery] = ARRAY_TO_STRING(LIST_TRANSFORM($1, x -> COALESCE(x, $3)), $2)
        INSTR/4 = !DuckDB has no search for a later occurrence: split the text
        ARRAY_TO_STRING/3 = ARRAY_TO_STRING(LIST_TRANSFORM($1, x -> COALESCE(CAST(x AS TEXT), $3)), $2)
        PERCENTILE_CONT/2 = QUANTILE_CONT
        PERCENTILE_DISC/2 = QUANTILE_DISC
        LENGTH/1 [bigquery; $1 unknown] = CASE TYPEOF($1) WHEN 'BLOB' THEN OCTET_LENGTH(CAST($1 AS BLOB)) ELSE LENGTH(CAST($1 AS TEXT)) END
        DATE/2 = CAST($1 AT TIME ZONE $2 AS DATE)
        TIME/3 = MAKE_TIME
        TIME/1 = CAST($1 AS TIME)
        SAFE_CONVERT_BYTES_TO_STRING/1 = TRY(DECODE($1))
        TO_CODE_POINTS/1 [$1 bytes] = !DuckDB has no list of the values of bytes
        TO_CODE_POINTS/1 = CASE WHEN $1 = '' THEN [] ELSE LIST_TRANSFORM(STRING_SPLIT($1, ''), c -> UNICODE(c)) END
        CODE_POINTS_TO_STRING/1 = CASE WHEN LENGTH($1) = LIST_COUNT($1) THEN ARRAY_TO_STRING(LIST_TRANSFORM($1, c -> CHR(CAST(c AS INT))), '') END
        CODE_POINTS_TO_BYTES/1 = CASE WHEN LENGTH($1) = LIST_COUNT($1) THEN UNHEX(ARRAY_TO_STRING(LIST_TRANSFORM($1, c -> FORMAT('{:02x}', c)), '')) END
        IEEE_DIVIDE/2 = CAST($1 AS DOUBLE) / $2
        PARSE_NUMERIC/1 = CAST($1 AS DECIMAL(38, 9))
        ARRAY_REVERSE/1 = LIST_REVERSE
        SOUNDEX/1 [bigquery] = CASE WHEN $1 = '' THEN '' ELSE LEFT($1, 1) || RPAD(LEFT(SUBSTRING(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(TRANSLATE(REGEXP_REPLACE(UPPER($1), '[^A-Z]', '', 'g'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202'), '0', ''), '1+', '1', 'g'), '2+', '2', 'g'), '3+', '3', 'g'), '4+', '4', 'g'), '5+', '5', 'g'), '6+', '6', 'g'), CASE WHEN REGEXP_MATCHES(LEFT(UPPER($1), 1), '[AEIOUYHW]') THEN 1 ELSE 2 END), 3), 3, '0') END
        SOUNDEX/1 = !DuckDB has no SOUNDEX
        JSON_KEYS/1 [bigquery] = !BigQuery's goes into objects within: JSON_KEYS(x, 1)
        JSON_KEYS/1 = JSON_KEYS
        LAX_STRING/1 = $1 ->> '$'
        LAX_BOOL/1 = CASE WHEN JSON_TYPE($1) = 'BOOLEAN' OR (JSON_TYPE($1) = 'VARCHAR' AND LOWER(JSON_EXTRACT_STRING($1, '$')) IN ('true', 'false')) THEN CAST(JSON_EXTRACT_STRING($1, '$') AS BOOLEAN) WHEN JSON_TYPE($1) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN CAST(JSON_EXTRACT_STRING($1, '$') AS DOUBLE) <> 0 END
        NORMALIZE/1 = NFC_NORMALIZE
        NORMALIZE/2 [$2 ^{nfc}] = NFC_NORMALIZE($1)
        JSON_SET/3 [$2 '$'] = CASE WHEN NOT $1 IS NULL THEN TO_JSON($3) END
        JSON_ARRAY_APPEND/3 [$2 '$'; $3 literal] = CASE WHEN JSON_TYPE($1) = 'ARRAY' THEN TO_JSON(LIST_APPEND(CAST($1 AS JSON[]), TO_JSON($3))) WHEN JSON_TYPE($1) = 'NULL' THEN TO_JSON([$3]) ELSE $1 END
        JSON_ARRAY_APPEND/3 [$2 '$'; $3 list] = CASE WHEN JSON_TYPE($1) = 'ARRAY' THEN TO_JSON(LIST_CONCAT(CAST($1 AS JSON[]), CAST(TO_JSON($3) AS JSON[]))) WHEN JSON_TYPE($1) = 'NULL' THEN TO_JSON($3) ELSE $1 END
        LAX_INT64/1 = CASE WHEN JSON_TYPE($1) = 'BOOLEAN' THEN CAST(CAST($1 ->> '$' AS BOOLEAN) AS BIGINT) ELSE TRY_CAST($1 ->> '$' AS BIGINT) END
        LAX_FLOAT64/1 = TRY_CAST($1 ->> '$' AS DOUBLE)
        JSON_STRIP_NULLS/1 = !DuckDB has no JSON_STRIP_NULLS
        STRING/1 [$1 json] = $1 ->> '$'
        LOG/1 [bigquery] = LN
        LOG/2 [bigquery] = LOG($2, $1)
        LOG10/1 [bigquery] = LOG(10, $1)
        LOGICAL_AND/1 [bigquery] = BOOL_AND(CAST($1 AS BOOLEAN))
        LOGICAL_OR/1 [bigquery] = BOOL_OR(CAST($1 AS BOOLEAN))
        MOD/2 [bigquery] = $1 % $2
        VAR_SAMP/1 [bigquery] = VARIANCE
        TIME/2 = CAST(CAST($1 AS TIMESTAMPTZ) AT TIME ZONE $2 AS TIME)
        JSON_QUERY_ARRAY/1 = CAST($1 -> '$' AS JSON[])
        JSON_EXTRACT_ARRAY/1 = CAST($1 -> '$' AS JSON[])
        JSON_VALUE_ARRAY/1 = CAST($1 -> '$' AS TEXT[])
        FLOAT64/2 = CAST($1 AS DOUBLE)
        CURRENT_DATETIME/0 = CURRENT_TIMESTAMP AT TIME ZONE 'UTC'
        CURRENT_DATETIME/1 = CURRENT_TIMESTAMP AT TIME ZONE $1
        FORMAT [bigquery] = PRINTF
        FORMAT/1 [postgres] = PRINTF
        FORMAT/2 [postgres] = PRINTF($1, COALESCE(CAST($2 AS TEXT), ''))
        FORMAT/3 [postgres] = PRINTF($1, COALESCE(CAST($2 AS TEXT), ''), COALESCE(CAST($3 AS TEXT), ''))
        FORMAT/4 [postgres] = PRINTF($1, COALESCE(CAST($2 AS TEXT), ''), COALESCE(CAST($3 AS TEXT), ''), COALESCE(CAST($4 AS TEXT), ''))
        FORMAT [postgres] = !write || between the parts
        TYPEOF/1 [bigquery] = !each engine has words of its own for types
        JSON_TYPE/1 [bigquery] = CASE JSON_TYPE($1) WHEN 'VARCHAR' THEN 'string' WHEN 'BIGINT' THEN 'number' WHEN 'UBIGINT' THEN 'number' WHEN 'DOUBLE' THEN 'number' ELSE LOWER(JSON_TYPE($1)) END
        RANGE/2 [bigquery] = !DuckDB has no ranges as values: keep both ends as columns
        """;
}
