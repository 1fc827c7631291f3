namespace Weir.Sql.Dialects.Snowflake;

internal static partial class SnowflakeFunctions
{
    /// <summary>Functions of the other dialects that Snowflake says in other words.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions-all
    public const string FromOthers = """
        JSON_ELEMENTS/1 [$1 string] = PARSE_JSON($1)
        JSON_ELEMENTS/1 = CAST($1 AS ARRAY)
        REGEXP_EXTRACT/2 [duckdb] = IFF($1 IS NULL, NULL, COALESCE(REGEXP_SUBSTR($1, $2), ''))
        REGEXP_CONTAINS/3 = REGEXP_INSTR($1, $2, 1, 1, 0, $3) > 0
        REGEXP_LIKE/3 [!snowflake] = REGEXP_INSTR($1, $2, 1, 1, 0, $3) > 0
        IS_INF/1 = ABS($1) = 'inf'::FLOAT
        ISINF/1 = ABS($1) = 'inf'::FLOAT
        CONVERT_FROM/2 [$2 'UTF8'] = TO_VARCHAR($1, 'UTF-8')
        CONVERT_FROM/2 [$2 'UTF-8'] = TO_VARCHAR($1, 'UTF-8')
        DATE_ADD/2 [postgres] = $1 + $2
        GENERATE_DATE_ARRAY/2 = TRANSFORM(ARRAY_GENERATE_RANGE(0, DATEDIFF(DAY, CAST($1 AS DATE), CAST($2 AS DATE)) + 1), _i INT -> DATEADD(DAY, _i, CAST($1 AS DATE)))
        JSON_KEYS/1 [duckdb] = OBJECT_KEYS
        JSON_KEYS/2 [bigquery; $2 1] = OBJECT_KEYS($1)
        ARRAY_FIRST/1 [bigquery] = GET($1, 0)
        ARRAY_LAST/1 [bigquery] = GET($1, ARRAY_SIZE($1) - 1)
        LIST_FIRST/1 = GET($1, 0)
        LIST_LAST/1 = GET($1, ARRAY_SIZE($1) - 1)
        CURRENT_DATETIME/0 = SYSDATE()
        CURRENT_DATETIME/1 = CAST(CONVERT_TIMEZONE($1, CURRENT_TIMESTAMP()) AS TIMESTAMP_NTZ)
        LAX_FLOAT64/1 = TRY_CAST(CAST($1 AS VARCHAR) AS DOUBLE)
        LAX_STRING/1 = IFF(TYPEOF($1) IN ('OBJECT', 'ARRAY'), NULL, CAST($1 AS VARCHAR))
        FLOAT64/2 = CAST($1 AS DOUBLE)
        SHA384/1 = SHA2_BINARY($1, 384)
        SHA224/1 = SHA2_BINARY($1, 224)
        JSONB_OBJECT_AGG/2 = OBJECT_AGG($1, COALESCE(TO_VARIANT($2), PARSE_JSON('null')))
        JSON_OBJECT_AGG/2 [postgres] = OBJECT_AGG($1, COALESCE(TO_VARIANT($2), PARSE_JSON('null')))
        OVERLAY/3 = INSERT($1, $3, LENGTH($2), $2)
        OVERLAY/4 = INSERT($1, $3, $4, $2)
        LIST_SORT/3 [$2 !string] = !give the order as literals
        TO_CODE_POINTS/1 [$1 bytes] = !Snowflake has no list of the values of bytes
        TO_CODE_POINTS/1 = TRANSFORM(REGEXP_SUBSTR_ALL($1, '.', 1, 1, 's'), c -> UNICODE(CAST(c AS VARCHAR)))
        CODE_POINTS_TO_STRING/1 = ARRAY_TO_STRING(TRANSFORM($1, c -> CHR(CAST(c AS INT))), '')
        LAX_INT64/1 = CASE WHEN TYPEOF($1) = 'BOOLEAN' THEN IFF(CAST($1 AS BOOLEAN), 1, 0) WHEN TYPEOF($1) IN ('INTEGER', 'DECIMAL', 'DOUBLE', 'VARCHAR') THEN TRY_TO_NUMBER(CAST($1 AS VARCHAR), 19, 0) END
        LAX_BOOL/1 = CASE WHEN TYPEOF($1) = 'BOOLEAN' OR (TYPEOF($1) = 'VARCHAR' AND LOWER(CAST($1 AS VARCHAR)) IN ('true', 'false')) THEN CAST(CAST($1 AS VARCHAR) AS BOOLEAN) WHEN TYPEOF($1) IN ('INTEGER', 'DECIMAL', 'DOUBLE') THEN CAST($1 AS DOUBLE) <> 0 END
        JSON_SET/3 [$2 '$'] = IFF($1 IS NULL, NULL, TO_VARIANT($3))
        JSON_ARRAY_APPEND/3 [$2 '$'; $3 literal] = IFF(IS_ARRAY($1), ARRAY_APPEND($1, $3), $1)
        JSON_ARRAY_APPEND/3 [$2 '$'; $3 list] = IFF(IS_ARRAY($1), ARRAY_CAT($1, $3), $1)
        STRUCT_EXTRACT/2 = GET
        DATESUB/3 = !DATE_SUB counts whole units: write DATEDIFF with a correction
        # one name, another function
        TYPEOF/1 = !each engine has words of its own for types: test with IS_INTEGER, IS_ARRAY and the like
        HASH = !each engine computes another: write MD5 or SHA2
        SEARCH [bigquery] = ?tokens are told by other rules, and one of them is enough here: SEARCH_MODE => 'AND'? SEARCH
        APPROX_TOP_K [duckdb] = ?pairs of value and count here, values alone in DuckDB? APPROX_TOP_K
        TO_BINARY/1 [duckdb] = !DuckDB's gives digits of 0 and 1
        REDUCE/2 [duckdb] = !Snowflake's has a value to begin with: REDUCE(list, value, (a, b) -> …)
        REDUCE/3 [duckdb] = REDUCE($1, $3, $2)
        ARRAY_POSITION/2 [postgres] = ARRAY_POSITION(CAST($2 AS VARIANT), $1) + 1
        ARRAY_TO_STRING/2 [duckdb] = ?a NULL element is an empty text here, left out there? ARRAY_TO_STRING
        ARRAY_TO_STRING/2 [postgres] = ?a NULL element is an empty text here, left out there? ARRAY_TO_STRING
        ARRAY_TO_STRING/2 [bigquery] = ?a NULL element is an empty text here, left out there? ARRAY_TO_STRING
        DAYNAME/1 [duckdb] = DECODE(DAYOFWEEKISO($1), 1, 'Monday', 2, 'Tuesday', 3, 'Wednesday', 4, 'Thursday', 5, 'Friday', 6, 'Saturday', 7, 'Sunday')
        MONTHNAME/1 [duckdb] = TO_CHAR($1, 'MMMM')
        STRING_AGG/1 [duckdb] = LISTAGG($1, ',')
        STRING_AGG/1 [bigquery] = LISTAGG($1, ',')
        CONCAT_WS/3 [duckdb] = ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT($2, $3), $1)
        CONCAT_WS/3 [postgres] = ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT($2, $3), $1)
        CONCAT_WS/4 [duckdb] = ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT($2, $3, $4), $1)
        CONCAT_WS/4 [postgres] = ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT($2, $3, $4), $1)
        CONCAT_WS/5 [duckdb] = ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT($2, $3, $4, $5), $1)
        CONCAT_WS/5 [postgres] = ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT($2, $3, $4, $5), $1)
        JSON_KEYS/1 [bigquery] = !BigQuery's goes into objects within: JSON_KEYS(x, 1)
        """;
}
