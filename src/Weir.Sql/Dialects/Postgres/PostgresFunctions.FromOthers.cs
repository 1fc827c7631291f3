namespace Weir.Sql.Dialects.Postgres;

/// <summary>Functions that other warehouses have and PostgreSQL says in other words.</summary>
internal static partial class PostgresFunctions
{
    public const string FromOthers = """
        IS_INF/1 = $1 IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION))
        IS_NAN/1 = $1 = CAST('NaN' AS DOUBLE PRECISION)
        ARRAY_INTERSECT/2 [duckdb] = CASE WHEN NOT $1 IS NULL AND NOT $2 IS NULL THEN ARRAY(SELECT _u FROM UNNEST($1) AS _t(_u) WHERE NOT _u IS NULL INTERSECT SELECT _u FROM UNNEST($2) AS _s(_u)) END
        ARRAY_INTERSECT/2 [snowflake] = CASE WHEN NOT $1 IS NULL AND NOT $2 IS NULL THEN ARRAY(SELECT _u FROM UNNEST($1) AS _t(_u) INTERSECT ALL SELECT _u FROM UNNEST($2) AS _s(_u)) END
        ARRAY_REMOVE_AT/2 [$2 natural] = ($1)[:$2] || ($1)[$2 + 2:]
        ARRAY_REMOVE_AT/2 [$2 int] = ($1)[:CARDINALITY($1) + $2] || ($1)[CARDINALITY($1) + $2 + 2:]
        ARRAY_REMOVE_AT/2 = CASE WHEN $2 >= 0 THEN ($1)[:$2] || ($1)[$2 + 2:] ELSE ($1)[:CARDINALITY($1) + $2] || ($1)[CARDINALITY($1) + $2 + 2:] END
        ARRAY_FIRST/1 [bigquery] = ($1)[1]
        ARRAY_LAST/1 [bigquery] = ($1)[CARDINALITY($1)]
        TO_CODE_POINTS/1 = ARRAY(SELECT ASCII(_c) FROM UNNEST(STRING_TO_ARRAY($1, NULL)) WITH ORDINALITY AS _t(_c, _o) ORDER BY _o)
        LIST_DISTANCE/2 = (SELECT CAST(SQRT(SUM(POWER(_a - _b, 2))) AS DOUBLE PRECISION) FROM UNNEST($1, $2) AS _t(_a, _b))
        ARRAY_DISTANCE/2 = (SELECT CAST(SQRT(SUM(POWER(_a - _b, 2))) AS DOUBLE PRECISION) FROM UNNEST($1, $2) AS _t(_a, _b))
        RTRIMMED_LENGTH/1 = LENGTH(RTRIM($1, ' '))
        HEX_DECODE_STRING/1 = CONVERT_FROM(DECODE($1, 'hex'), 'UTF8')
        TRY_HEX_DECODE_BINARY/1 = CASE WHEN $1 ~ '^([0-9A-Fa-f]{2})*$' THEN DECODE($1, 'hex') END
        BASE64_DECODE_STRING/2 = CONVERT_FROM(DECODE(TRANSLATE($1, $2, '+/='), 'base64'), 'UTF8')
        BASE64_DECODE_BINARY/1 = DECODE($1, 'base64')
        BASE64_DECODE_BINARY/2 = DECODE(TRANSLATE($1, $2, '+/='), 'base64')
        STRING_AGG/1 [snowflake] = STRING_AGG($1, '')
        STRING_AGG/1 = STRING_AGG($1, ',')
        ARRAY_TO_STRING/2 [snowflake] = ARRAY_TO_STRING($1, $2, '')
        ARRAY_POSITION/2 [snowflake] = ARRAY_POSITION($2, $1) - 1
        JSON_STRIP_NULLS/1 [bigquery] = !BigQuery's takes the NULLs out of arrays too
        JSON_TYPE/1 [bigquery] = JSONB_TYPEOF(CAST($1 AS JSONB))
        JSON_KEYS/1 [bigquery] = !BigQuery's goes into objects within: JSON_KEYS(x, 1)
        TO_TIMESTAMP/1 [duckdb] = TO_TIMESTAMP($1)
        INITCAP/2 = !PostgreSQL's INITCAP takes no delimiters
        IEEE_DIVIDE/2 = CASE WHEN $2 <> 0 THEN CAST($1 AS DOUBLE PRECISION) / $2 WHEN $2 = 0 AND $1 > 0 THEN CAST('Infinity' AS DOUBLE PRECISION) WHEN $2 = 0 AND $1 < 0 THEN CAST('-Infinity' AS DOUBLE PRECISION) WHEN $2 = 0 AND $1 = 0 THEN CAST('NaN' AS DOUBLE PRECISION) END
        PARSE_NUMERIC/1 [$1 string] = ROUND(CAST(TRANSLATE($1, ', ', '') AS DECIMAL), 9)
        APPROX_QUANTILES/2 [bigquery; $2 natural] = PERCENTILE_DISC(ARRAY(SELECT CAST(_i AS DOUBLE PRECISION) / $2 FROM GENERATE_SERIES(0, $2) AS _t(_i))) WITHIN GROUP (ORDER BY $1)
        ORD/1 [duckdb] = ASCII
        BIN/1 [duckdb; $1 integer] = COALESCE(NULLIF(LTRIM(CAST(CAST($1 AS BIT(64)) AS TEXT), '0'), ''), '0')
        TO_BINARY/1 [duckdb; $1 integer] = COALESCE(NULLIF(LTRIM(CAST(CAST($1 AS BIT(64)) AS TEXT), '0'), ''), '0')
        BASE64/1 [duckdb] = TRANSLATE(ENCODE($1, 'base64'), CHR(10), '')
        EVEN/1 [duckdb] = SIGN($1) * CEIL(ABS($1) / 2.0) * 2
        LOG2/1 [duckdb] = CAST(LOG(2, CAST($1 AS DECIMAL)) AS DOUBLE PRECISION)
        FDIV/2 [duckdb] = FLOOR(CAST($1 AS DOUBLE PRECISION) / $2)
        PREFIX/2 [duckdb] = STARTS_WITH
        LIST_UNIQUE/1 [duckdb] = (SELECT COUNT(DISTINCT _u) FROM UNNEST($1) AS _t(_u))
        LIST_AGGREGATE/2 [duckdb; $2 'sum'] = (SELECT SUM(_u) FROM UNNEST($1) AS _t(_u))
        LIST_AGGREGATE/2 [duckdb; $2 'avg'] = (SELECT AVG(_u) FROM UNNEST($1) AS _t(_u))
        LIST_AGGREGATE/2 [duckdb; $2 'min'] = (SELECT MIN(_u) FROM UNNEST($1) AS _t(_u))
        LIST_AGGREGATE/2 [duckdb; $2 'max'] = (SELECT MAX(_u) FROM UNNEST($1) AS _t(_u))
        LIST_AGGREGATE/2 [duckdb; $2 'count'] = (SELECT COUNT(_u) FROM UNNEST($1) AS _t(_u))
        SPLIT_PART/3 [snowflake; $3 0] = SPLIT_PART($1, $2, 1)
        MODE/1 = MODE() WITHIN GROUP (ORDER BY $1)
        MONTHNAME/1 [duckdb] = TO_CHAR($1, 'FMMonth')
        DAYNAME/1 [duckdb] = TO_CHAR($1, 'FMDay')
        IS_ARRAY/1 = JSONB_TYPEOF(CAST($1 AS JSONB)) = 'array'
        IS_OBJECT/1 = JSONB_TYPEOF(CAST($1 AS JSONB)) = 'object'
        IS_NULL_VALUE/1 = JSONB_TYPEOF(CAST($1 AS JSONB)) = 'null'
        CURRENT_DATETIME/0 = CURRENT_TIMESTAMP AT TIME ZONE 'UTC'
        CURRENT_DATETIME/1 = CURRENT_TIMESTAMP AT TIME ZONE $1
        RANDOM/1 [snowflake] = !PostgreSQL's RANDOM() gives a fraction, and is seeded by SETSEED
        RANDOM_INT/0 = CAST(RANDOM() * 18446744073709551616 - 9223372036854775808 AS BIGINT)
        TO_BINARY/1 [duckdb; $1 text] = CAST(CAST('x' || ENCODE(CONVERT_TO($1, 'UTF8'), 'hex') AS VARBIT) AS TEXT)
        HEX_ENCODE/2 [$1 bytes; $2 0] = ENCODE($1, 'hex')
        HEX_ENCODE/2 [$1 bytes; $2 1] = UPPER(ENCODE($1, 'hex'))
        HEX_ENCODE/2 [$2 0] = ENCODE(CONVERT_TO($1, 'UTF8'), 'hex')
        HEX_ENCODE/2 [$2 1] = UPPER(ENCODE(CONVERT_TO($1, 'UTF8'), 'hex'))
        BASE64_ENCODE/2 [$2 0] = TRANSLATE(ENCODE($1, 'base64'), CHR(10), '')
        BASE64_ENCODE/2 [$2 natural] = REGEXP_REPLACE(TRANSLATE(ENCODE($1, 'base64'), CHR(10), ''), '(.{' || $2 || '})(?=.)', '\1' || CHR(10), 'g')
        BASE64_ENCODE/3 [$2 natural; $3 '+/='] = REGEXP_REPLACE(TRANSLATE(ENCODE($1, 'base64'), CHR(10), ''), '(.{' || $2 || '})(?=.)', '\1' || CHR(10), 'g')
        LPAD/3 [$1 bytes; $3 bytes] = DECODE(LPAD(ENCODE($1, 'hex'), 2 * $2, ENCODE($3, 'hex')), 'hex')
        RPAD/3 [$1 bytes; $3 bytes] = DECODE(RPAD(ENCODE($1, 'hex'), 2 * $2, ENCODE($3, 'hex')), 'hex')
        REPEAT/2 [$1 bytes] = DECODE(REPEAT(ENCODE($1, 'hex'), $2), 'hex')
        REVERSE/1 [$1 bytes] = (SELECT CASE WHEN NOT _b IS NULL THEN DECODE(COALESCE(STRING_AGG(SUBSTRING(ENCODE(_b, 'hex') FROM 2 * _i - 1 FOR 2), '' ORDER BY _i DESC), ''), 'hex') END FROM (SELECT $1 AS _b) AS _t LEFT JOIN GENERATE_SERIES(1, LENGTH(_b)) AS _s(_i) ON TRUE GROUP BY _b)
        RANGE/2 [bigquery; $1 timestamp; $2 timestamp] = TSRANGE($1, $2)
        RANGE/2 [bigquery; $1 timestamptz; $2 timestamptz] = TSTZRANGE($1, $2)
        RANGE/2 [bigquery; $1 date; $2 date] = DATERANGE($1, $2)
        REGEXP_EXTRACT/4 [duckdb; $3 natural; $4 'i'] = COALESCE(REGEXP_SUBSTR($1, $2, 1, 1, 'i', $3), '')
        REGEXP_EXTRACT/4 [duckdb; $3 natural; $4 'c'] = COALESCE(REGEXP_SUBSTR($1, $2, 1, 1, 'c', $3), '')
        TIMESTAMP_LTZ_FROM_PARTS/6 [$6 natural] = MAKE_TIMESTAMPTZ($1, $2, $3, $4, $5, $6)
        SKEWNESS/1 = CASE WHEN COUNT($1) > 2 THEN COALESCE(SQRT(COUNT($1) * (COUNT($1) - 1.0)) / (COUNT($1) - 2) * (AVG(POWER($1, 3)) - 3 * AVG($1) * AVG(POWER($1, 2)) + 2 * POWER(AVG($1), 3)) / NULLIF(POWER(VAR_POP($1), 1.5), 0), CAST('NaN' AS DOUBLE PRECISION)) END
        KURTOSIS/1 = CASE WHEN COUNT($1) > 3 THEN (COUNT($1) - 1.0) * ((COUNT($1) + 1) * (AVG(POWER($1, 4)) - 4 * AVG($1) * AVG(POWER($1, 3)) + 6 * POWER(AVG($1), 2) * AVG(POWER($1, 2)) - 3 * POWER(AVG($1), 4)) / NULLIF(POWER(VAR_POP($1), 2), 0) - 3 * (COUNT($1) - 1)) / ((COUNT($1) - 2) * (COUNT($1) - 3)) END
        NET.HOST/1 = NULLIF(COALESCE(SUBSTRING($1 FROM '^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:\s]*)'), SUBSTRING($1 FROM '^\s*([^/?#:\s]+)')), '')
        PARSE_JSON/2 [$2 named] = CAST($1 AS JSON)
        REGEXP_EXTRACT/4 [bigquery] = (SELECT _m[1] FROM REGEXP_MATCHES(SUBSTRING($1 FROM $3), $2, 'g') WITH ORDINALITY AS _t(_m, _o) WHERE _o = $4)
        REGEXP_EXTRACT/3 [bigquery] = (REGEXP_MATCH(SUBSTRING($1 FROM $3), $2))[1]
        SEQ1/0 = MOD(ROW_NUMBER() OVER () - 1, 256)
        SEQ1/1 [$1 0] = MOD(ROW_NUMBER() OVER () - 1, 256)
        SEQ1/1 [$1 1] = MOD(ROW_NUMBER() OVER () - 1 + 128, 256) - 128
        SEQ2/0 = MOD(ROW_NUMBER() OVER () - 1, 65536)
        SEQ2/1 [$1 0] = MOD(ROW_NUMBER() OVER () - 1, 65536)
        SEQ2/1 [$1 1] = MOD(ROW_NUMBER() OVER () - 1 + 32768, 65536) - 32768
        SEQ4/0 = MOD(ROW_NUMBER() OVER () - 1, 4294967296)
        SEQ4/1 [$1 0] = MOD(ROW_NUMBER() OVER () - 1, 4294967296)
        SEQ4/1 [$1 1] = MOD(ROW_NUMBER() OVER () - 1 + 2147483648, 4294967296) - 2147483648
        SEQ8/0 = ROW_NUMBER() OVER () - 1
        SEQ8/1 [$1 natural] = ROW_NUMBER() OVER () - 1
        CURRENT_SCHEMAS/0 = !PostgreSQL's CURRENT_SCHEMAS(TRUE) gives an array of the search path
        TO_TIMESTAMP/2 [snowflake; $1 integer; $2 natural] = TO_TIMESTAMP($1 / 10.0 ^ $2) AT TIME ZONE 'UTC'
        TRY_TO_NUMBER/2 [snowflake; $2 natural] = CASE WHEN CAST($1 AS TEXT) ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$' THEN CAST(ROUND(CAST(CAST($1 AS TEXT) AS NUMERIC)) AS DECIMAL($2, 0)) END
        TO_NUMBER/2 [snowflake; $2 natural] = CAST($1 AS DECIMAL($2, 0))
        TO_NUMBER/3 [snowflake; $2 natural; $3 natural] = CAST($1 AS DECIMAL($2, $3))
        MAX_BY/3 = (ARRAY_AGG($1 ORDER BY $2 DESC) FILTER (WHERE NOT $2 IS NULL))[:$3]
        MIN_BY/3 = (ARRAY_AGG($1 ORDER BY $2) FILTER (WHERE NOT $2 IS NULL))[:$3]
        GETBIT/2 = ($1 >> $2) & 1
        INSERT/4 [$2 0] = !Snowflake's INSERT at position 0 has no meaning in OVERLAY, which counts from 1
        INSERT/4 [$2 natural] = OVERLAY($1, $4, $2, $3)
        REGEXP_SUBSTR/4 = REGEXP_SUBSTR
        REGEXP_SUBSTR/5 [$5 'c'] = REGEXP_SUBSTR
        REGEXP_SUBSTR/5 [$5 'i'] = REGEXP_SUBSTR
        REGEXP_SUBSTR/6 [$5 'e'] = REGEXP_SUBSTR($1, $2, $3, $4, 'c', $6)
        REGEXP_SUBSTR/6 [$5 'ie'] = REGEXP_SUBSTR($1, $2, $3, $4, 'i', $6)
        REGEXP_EXTRACT_ALL/3 [duckdb] = ARRAY(SELECT m[$3 + 1] FROM REGEXP_MATCHES($1, '(' || $2 || ')', 'g') AS m)
        REGEXP_EXTRACT_ALL/3 [snowflake] = ARRAY(SELECT m[1] FROM REGEXP_MATCHES(SUBSTRING($1 FROM $3), $2, 'g') AS m)
        """;
}
