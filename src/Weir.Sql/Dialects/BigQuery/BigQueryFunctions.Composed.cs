namespace Weir.Sql.Dialects.BigQuery;

internal static partial class BigQueryFunctions
{
    /// <summary>Functions of the others that BigQuery composes of its own.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/functions-all
    public const string Composed = """
        SKEWNESS/1 [!distinct] = IF(COUNT($1) > 2, SQRT(COUNT($1) * (COUNT($1) - 1)) / (COUNT($1) - 2) * (AVG(POWER($1, 3)) - 3 * AVG($1) * AVG(POWER($1, 2)) + 2 * POWER(AVG($1), 3)) / POWER(NULLIF(VAR_POP($1), 0), 1.5), NULL)
        KURTOSIS/1 [!distinct] = IF(COUNT($1) > 3, (COUNT($1) - 1) * ((COUNT($1) + 1) * (AVG(POWER($1, 4)) - 4 * AVG(POWER($1, 3)) * AVG($1) + 6 * AVG(POWER($1, 2)) * POWER(AVG($1), 2) - 3 * POWER(AVG($1), 4)) / POWER(NULLIF(VAR_POP($1), 0), 2) - 3 * (COUNT($1) - 1)) / ((COUNT($1) - 2) * (COUNT($1) - 3)), NULL)
        REGR_SXX/2 = VAR_POP(IF($1 IS NULL, NULL, $2)) * COUNT(IF($1 IS NULL, NULL, $2))
        REGR_SYY/2 = VAR_POP(IF($2 IS NULL, NULL, $1)) * COUNT(IF($2 IS NULL, NULL, $1))
        REGR_SXY/2 = COVAR_POP($1, $2) * COUNT(IF($1 IS NULL, NULL, $2))
        BITAND/3 [$3 string] = $1 & $2
        BITOR/3 [$3 string] = $1 | $2
        BITXOR/3 [$3 string] = $1 ^ $2
        BASE64_ENCODE/2 [$2 0] = TO_BASE64($1)
        BASE64_ENCODE/2 [$2 natural] = RTRIM(REGEXP_REPLACE(TO_BASE64($1), CONCAT('(.{', CAST($2 AS STRING), '})'), '\\1\n'), '\n')
        BASE64_ENCODE/3 [$2 0; $3 string] = TRANSLATE(TO_BASE64($1), '+/=', $3)
        BASE64_ENCODE/3 [$2 natural; $3 string] = RTRIM(REGEXP_REPLACE(TRANSLATE(TO_BASE64($1), '+/=', $3), CONCAT('(.{', CAST($2 AS STRING), '})'), '\\1\n'), '\n')
        BASE64_DECODE_BINARY/2 [$2 string] = FROM_BASE64(TRANSLATE($1, $2, '+/='))
        BASE64_DECODE_STRING/2 [$2 string] = SAFE_CONVERT_BYTES_TO_STRING(FROM_BASE64(TRANSLATE($1, $2, '+/=')))
        LEVENSHTEIN_LESS_EQUAL/6 = !BigQuery's EDIT_DISTANCE weighs every change alike
        ST_MAKEPOINT/2 = ST_GEOGPOINT
        ST_POINT/2 = ST_GEOGPOINT
        INSERT/4 = CONCAT(SUBSTRING($1, 1, $2 - 1), $4, SUBSTRING($1, $2 + $3))
        TO_BINARY/1 [duckdb] = (SELECT IF($1 IS NULL, NULL, COALESCE(STRING_AGG(IF(_c & (1 << _b) > 0, '1', '0'), '' ORDER BY _o, _b DESC), '')) FROM UNNEST(TO_CODE_POINTS(CAST($1 AS BYTES))) AS _c WITH OFFSET AS _o, UNNEST(GENERATE_ARRAY(0, 7)) AS _b)
        UUID_STRING/2 = (SELECT CONCAT(SUBSTR(_h, 1, 8), '-', SUBSTR(_h, 9, 4), '-5', SUBSTR(_h, 14, 3), '-', FORMAT('%02x', CAST(CONCAT('0x', SUBSTR(_h, 17, 2)) AS INT64) & 63 | 128), SUBSTR(_h, 19, 2), '-', SUBSTR(_h, 21, 12)) FROM (SELECT TO_HEX(SHA1(CONCAT(FROM_HEX(REPLACE($1, '-', '')), CAST($2 AS BYTES)))) AS _h))
        ARRAY_SORT/3 [$2 column; $3 true] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u IS NULL DESC, IF($2, _u, NULL), IF($2, NULL, _u) DESC)
        ARRAY_SORT/3 [$2 column; $3 false] = ARRAY(SELECT _u FROM UNNEST($1) AS _u ORDER BY _u IS NULL, IF($2, _u, NULL), IF($2, NULL, _u) DESC)
        ARRAY_INTERSECT/2 [snowflake] = ARRAY(SELECT _u FROM (SELECT _u, _o, ROW_NUMBER() OVER (PARTITION BY _u ORDER BY _o) AS _n FROM UNNEST($1) AS _u WITH OFFSET AS _o) WHERE _n <= (SELECT COUNT(*) FROM UNNEST($2) AS _v WHERE _v IS NOT DISTINCT FROM _u) ORDER BY _o)
        ARRAY_INSERT/3 = IF($1 IS NULL, NULL, ARRAY_CONCAT(ARRAY(SELECT _u FROM UNNEST($1) AS _u WITH OFFSET AS _o WHERE _o < IF($2 < 0, ARRAY_LENGTH($1) + $2, $2) ORDER BY _o), [$3], ARRAY(SELECT _u FROM UNNEST($1) AS _u WITH OFFSET AS _o WHERE _o >= IF($2 < 0, ARRAY_LENGTH($1) + $2, $2) ORDER BY _o)))
        NEXT_DAY/2 [$2 column] = DATE_ADD(CAST($1 AS DATE), INTERVAL (MOD(DIV(NULLIF(STRPOS('mo tu we th fr sa su', LOWER(LEFT($2, 2))), 0) + 2, 3) - (MOD(EXTRACT(DAYOFWEEK FROM $1) + 5, 7) + 1) + 6, 7) + 1) DAY)
        PREVIOUS_DAY/2 [$2 column] = DATE_SUB(CAST($1 AS DATE), INTERVAL (MOD((MOD(EXTRACT(DAYOFWEEK FROM $1) + 5, 7) + 1) - DIV(NULLIF(STRPOS('mo tu we th fr sa su', LOWER(LEFT($2, 2))), 0) + 2, 3) + 6, 7) + 1) DAY)
        """;
}
