namespace Weir.Sql.Dialects.BigQuery;

internal static partial class BigQueryFunctions
{
    /// <summary>Snowflake's functions that BigQuery says in other words.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions-all
    public const string FromSnowflake = """
        TIME_SLICE/3 [$1 date; $2 1; $3 ^{DAY|WEEK=ISOWEEK|MONTH|QUARTER|YEAR}] = DATE_TRUNC($1, {})
        TIME_SLICE/3 [$2 1; $3 ^{SECOND|MINUTE|HOUR|DAY|WEEK=ISOWEEK|MONTH|QUARTER|YEAR}] = DATETIME_TRUNC($1, {})
        TIME_SLICE/4 [$1 date; $2 1; $4 'start'; $3 ^{DAY|WEEK=ISOWEEK|MONTH|QUARTER|YEAR}] = DATE_TRUNC($1, {})
        TIME_SLICE/4 [$1 date; $2 1; $4 'end'; $3 ^week] = DATE_ADD(DATE_TRUNC($1, ISOWEEK), INTERVAL 1 WEEK)
        TIME_SLICE/4 [$1 date; $2 1; $4 'end'; $3 ^{DAY|MONTH|QUARTER|YEAR}] = DATE_ADD(DATE_TRUNC($1, {}), INTERVAL 1 {})
        TIME_SLICE/4 [$2 1; $4 'start'; $3 ^{SECOND|MINUTE|HOUR|DAY|WEEK=ISOWEEK|MONTH|QUARTER|YEAR}] = DATETIME_TRUNC($1, {})
        TIME_SLICE/4 [$2 1; $4 'end'; $3 ^week] = DATETIME_ADD(DATETIME_TRUNC($1, ISOWEEK), INTERVAL 1 WEEK)
        TIME_SLICE/4 [$2 1; $4 'end'; $3 ^{SECOND|MINUTE|HOUR|DAY|MONTH|QUARTER|YEAR}] = DATETIME_ADD(DATETIME_TRUNC($1, {}), INTERVAL 1 {})
        TIME_SLICE/3 [$1 date; $3 ^{DAY|MONTH|QUARTER|YEAR}] = DATE_BUCKET($1, INTERVAL $2 {}, DATE '1970-01-01')
        TIME_SLICE/3 [$3 ^{SECOND|MINUTE|HOUR|DAY|MONTH|QUARTER|YEAR}] = DATETIME_BUCKET($1, INTERVAL $2 {}, DATETIME '1970-01-01 00:00:00')
        TIME_SLICE/4 [$1 !date; $4 'start'; $3 ^{SECOND|MINUTE|HOUR|DAY|MONTH|QUARTER|YEAR}] = DATETIME_BUCKET($1, INTERVAL $2 {}, DATETIME '1970-01-01 00:00:00')
        TIME_SLICE/4 [$1 !date; $4 'end'; $3 ^{SECOND|MINUTE|HOUR|DAY|MONTH|QUARTER|YEAR}] = DATETIME_ADD(DATETIME_BUCKET($1, INTERVAL $2 {}, DATETIME '1970-01-01 00:00:00'), INTERVAL $2 {})
        REGEXP_COUNT/2 [snowflake] = IF($2 = '', 0, ARRAY_LENGTH(REGEXP_EXTRACT_ALL($1, $2)))
        REGEXP_COUNT/3 [snowflake; $2 string; $2 !''; $3 natural] = ARRAY_LENGTH(REGEXP_EXTRACT_ALL(SUBSTRING($1, $3), $2))
        REGEXP_COUNT/3 [snowflake; $3 natural] = IF($2 = '', 0, ARRAY_LENGTH(REGEXP_EXTRACT_ALL(SUBSTRING($1, $3), $2)))
        HEX_ENCODE/2 [$2 0] = TO_HEX(CAST($1 AS BYTES))
        HEX_ENCODE/2 [$2 1] = UPPER(TO_HEX(CAST($1 AS BYTES)))
        TO_NUMBER/1 [snowflake; $1 !integer] = ROUND(CAST($1 AS NUMERIC))
        TRY_TO_NUMBER/1 [snowflake] = ROUND(SAFE_CAST($1 AS NUMERIC))
        TO_NUMBER/3 [snowflake; $2 natural; $3 natural] = CAST($1 AS NUMERIC($2, $3))
        TRY_TO_NUMBER/2 [snowflake; $2 natural] = ROUND(SAFE_CAST($1 AS NUMERIC))
        TO_NUMBER/2 [snowflake; $2 natural] = ROUND(CAST($1 AS NUMERIC))
        SEQ1/0 = MOD(ROW_NUMBER() OVER () - 1, 256)
        SEQ1/1 [$1 0] = MOD(ROW_NUMBER() OVER () - 1, 256)
        SEQ1/1 [$1 1] = (MOD(ROW_NUMBER() OVER () - 1 + 128, 256) - 128)
        SEQ2/0 = MOD(ROW_NUMBER() OVER () - 1, 65536)
        SEQ2/1 [$1 0] = MOD(ROW_NUMBER() OVER () - 1, 65536)
        SEQ2/1 [$1 1] = (MOD(ROW_NUMBER() OVER () - 1 + 32768, 65536) - 32768)
        SEQ4/0 = MOD(ROW_NUMBER() OVER () - 1, 4294967296)
        SEQ4/1 [$1 0] = MOD(ROW_NUMBER() OVER () - 1, 4294967296)
        SEQ4/1 [$1 1] = (MOD(ROW_NUMBER() OVER () - 1 + 2147483648, 4294967296) - 2147483648)
        SEQ8/0 = (ROW_NUMBER() OVER () - 1)
        SEQ8/1 [$1 0] = (ROW_NUMBER() OVER () - 1)
        SEQ8/1 [$1 1] = (ROW_NUMBER() OVER () - 1)
        CHECK_JSON/1 = IF($1 IS NULL OR $1 = '' OR NOT SAFE.PARSE_JSON($1) IS NULL, NULL, 'Invalid JSON')
        REGR_VALX/2 = IF($1 IS NULL, NULL, $2)
        REGR_VALY/2 = IF($2 IS NULL, NULL, $1)
        IS_NULL_VALUE/1 = JSON_TYPE($1) = 'null'
        IS_ARRAY/1 = JSON_TYPE($1) = 'array'
        IS_OBJECT/1 = JSON_TYPE($1) = 'object'
        IS_BOOLEAN/1 = JSON_TYPE($1) = 'boolean'
        STRIP_NULL_VALUE/1 = IF(JSON_TYPE($1) = 'null', NULL, $1)
        TO_VARIANT/1 = TO_JSON($1)
        APPROX_TOP_K/3 = ?structs of value and count here, pairs in Snowflake? APPROX_TOP_COUNT($1, $2)
        VECTOR_COSINE_SIMILARITY/2 = 1 - COSINE_DISTANCE($1, $2)
        VECTOR_L2_DISTANCE/2 = EUCLIDEAN_DISTANCE
        VECTOR_INNER_PRODUCT/2 = (SELECT SUM(_a * $2[OFFSET(_o)]) FROM UNNEST($1) AS _a WITH OFFSET AS _o)
        TO_GEOGRAPHY/1 = ST_GEOGFROM
        ARRAY_SLICE_FROM_ZERO/3 = ARRAY(SELECT _u FROM UNNEST($1) AS _u WITH OFFSET AS _o WHERE _o >= IF($2 < 0, ARRAY_LENGTH($1) + $2, $2) AND _o < IF($3 < 0, ARRAY_LENGTH($1) + $3, $3) ORDER BY _o)
        ARRAY_REMOVE_AT/2 = ARRAY(SELECT _u FROM UNNEST($1) AS _u WITH OFFSET AS _o WHERE _o <> IF($2 < 0, ARRAY_LENGTH($1) + $2, $2) ORDER BY _o)
        ARRAY_SORT/2 [$2 true] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u NULLS LAST)
        ARRAY_SORT/2 [$2 false] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u DESC NULLS FIRST)
        ARRAY_SORT/3 [$2 true; $3 true] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u NULLS FIRST)
        ARRAY_SORT/3 [$2 true; $3 false] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u NULLS LAST)
        ARRAY_SORT/3 [$2 false; $3 true] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u DESC NULLS FIRST)
        ARRAY_SORT/3 [$2 false; $3 false] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u DESC NULLS LAST)
        JSON_OBJECT_AGG/2 [snowflake] = JSON_OBJECT(COALESCE(ARRAY_AGG((IF($2 IS NULL, NULL, CAST($1 AS STRING))) IGNORE NULLS ORDER BY $1), []), COALESCE(ARRAY_AGG((IF($1 IS NULL, NULL, $2)) IGNORE NULLS ORDER BY $1), []))
        TRY_HEX_DECODE_BINARY/1 = SAFE.FROM_HEX($1)
        HEX_DECODE_STRING/1 = SAFE_CONVERT_BYTES_TO_STRING(FROM_HEX($1))
        RTRIMMED_LENGTH/1 = LENGTH(RTRIM($1, ' '))
        GETBIT/2 = MOD($1 >> $2, 2)
        TIMESTAMP_LTZ_FROM_PARTS/6 = TIMESTAMP(DATETIME($1, $2, $3, $4, $5, $6))
        TIMESTAMP_TZ_FROM_PARTS/8 [$7 0] = TIMESTAMP(DATETIME($1, $2, $3, $4, $5, $6), $8)
        MODE/1 = !write APPROX_TOP_COUNT(x, 1), which is approximate, or count and rank in a subquery
        MAP_KEYS/1 [$1 map] = JSON_KEYS($1, 1)
        MAP_SIZE/1 [$1 map] = ARRAY_LENGTH(JSON_KEYS($1, 1))
        MAP_CONTAINS_KEY/2 [$2 map] = $1 IN UNNEST(JSON_KEYS($2, 1))
        ARRAY_FLATTEN/1 = !BigQuery has no arrays of arrays: wrap the inner arrays in structs
        # one name, another function
        TYPEOF/1 [snowflake] = !each engine has words of its own for types: test JSON_TYPE, or cast
        TYPEOF/1 [duckdb] = !each engine has words of its own for types: test JSON_TYPE, or cast
        COLLATE/2 [snowflake] = !BigQuery has und:ci alone
        SEARCH [snowflake] = ?tokens are told by other rules, and all must be there? SEARCH
        STRING_AGG/1 [snowflake] = STRING_AGG($1, '')
        ARRAY_TO_STRING/2 [snowflake] = ARRAY_TO_STRING($1, $2, '')
        ARRAY_POSITION/2 [snowflake] = (SELECT MIN(_o) FROM UNNEST($2) AS _u WITH OFFSET AS _o WHERE _u = $1)
        JSON_STRIP_NULLS/1 [postgres] = JSON_STRIP_NULLS($1, include_arrays => FALSE)
        TO_HEX/1 [duckdb; $1 text] = UPPER(TO_HEX(CAST($1 AS BYTES)))
        TO_HEX/1 [duckdb] = ?small letters and bytes alone here, capitals in DuckDB? TO_HEX
        FORMAT/1 [postgres] = FORMAT
        FORMAT/2 [postgres] = FORMAT($1, COALESCE(CAST($2 AS STRING), ''))
        FORMAT/3 [postgres] = FORMAT($1, COALESCE(CAST($2 AS STRING), ''), COALESCE(CAST($3 AS STRING), ''))
        FORMAT/4 [postgres] = FORMAT($1, COALESCE(CAST($2 AS STRING), ''), COALESCE(CAST($3 AS STRING), ''), COALESCE(CAST($4 AS STRING), ''))
        FORMAT [postgres] = !write || between the parts
        """;
}
