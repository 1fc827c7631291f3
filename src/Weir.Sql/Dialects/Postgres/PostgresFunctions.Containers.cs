namespace Weir.Sql.Dialects.Postgres;

/// <summary>Arrays, maps and JSON of other warehouses in PostgreSQL's arrays and JSONB.</summary>
/// <remarks>
/// Snowflake's MAP is a JSONB object: https://docs.snowflake.com/en/sql-reference/data-types-structured shows maps so.
/// </remarks>
internal static partial class PostgresFunctions
{
    public const string Containers = """
        ARRAY_INSERT/3 [snowflake; $2 0] = ARRAY[$3] || $1
        ARRAY_INSERT/3 [snowflake; $2 !natural; $2 int] = ($1)[:CARDINALITY($1) + $2] || ARRAY[$3] || ($1)[CARDINALITY($1) + $2 + 1:]
        ARRAYS_ZIP/1 [$1 list] = ARRAY(SELECT JSONB_BUILD_OBJECT('$1', _a) FROM UNNEST($1) WITH ORDINALITY AS _t(_a, _o) ORDER BY _o)
        ARRAYS_ZIP/2 [$1 list; $2 list] = ARRAY(SELECT JSONB_BUILD_OBJECT('$1', _a, '$2', _b) FROM UNNEST($1, $2) WITH ORDINALITY AS _t(_a, _b, _o) ORDER BY _o)
        ARRAYS_ZIP/2 = CASE WHEN NOT $1 IS NULL AND NOT $2 IS NULL THEN ARRAY(SELECT JSONB_BUILD_OBJECT('$1', _a, '$2', _b) FROM UNNEST($1, $2) WITH ORDINALITY AS _t(_a, _b, _o) ORDER BY _o) END
        ARRAYS_ZIP/3 [$1 list; $2 list; $3 list] = ARRAY(SELECT JSONB_BUILD_OBJECT('$1', _a, '$2', _b, '$3', _c) FROM UNNEST($1, $2, $3) WITH ORDINALITY AS _t(_a, _b, _c, _o) ORDER BY _o)
        CODE_POINTS_TO_STRING/1 [$1 list] = (SELECT CASE WHEN COUNT(*) = COUNT(_c) THEN COALESCE(STRING_AGG(CHR(CAST(_c AS INT)), '' ORDER BY _o), '') END FROM UNNEST($1) WITH ORDINALITY AS _t(_c, _o))
        CODE_POINTS_TO_STRING/1 = CASE WHEN NOT $1 IS NULL THEN (SELECT CASE WHEN COUNT(*) = COUNT(_c) THEN COALESCE(STRING_AGG(CHR(CAST(_c AS INT)), '' ORDER BY _o), '') END FROM UNNEST($1) WITH ORDINALITY AS _t(_c, _o)) END
        CODE_POINTS_TO_BYTES/1 [$1 list] = (SELECT CASE WHEN COUNT(*) = COUNT(_c) THEN DECODE(COALESCE(STRING_AGG(LPAD(TO_HEX(_c), 2, '0'), '' ORDER BY _o), ''), 'hex') END FROM UNNEST($1) WITH ORDINALITY AS _t(_c, _o))
        CODE_POINTS_TO_BYTES/1 = CASE WHEN NOT $1 IS NULL THEN (SELECT CASE WHEN COUNT(*) = COUNT(_c) THEN DECODE(COALESCE(STRING_AGG(LPAD(TO_HEX(_c), 2, '0'), '' ORDER BY _o), ''), 'hex') END FROM UNNEST($1) WITH ORDINALITY AS _t(_c, _o)) END
        VECTOR_COSINE_SIMILARITY/2 = (SELECT CAST(SUM(_a * _b) / (SQRT(SUM(_a * _a)) * SQRT(SUM(_b * _b))) AS DOUBLE PRECISION) FROM UNNEST($1, $2) AS _t(_a, _b))
        APPROX_TOP_K/2 [duckdb] = (SELECT ARRAY_AGG(_v ORDER BY _r) FROM (SELECT _v, COUNT(*) AS _n, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS _r FROM UNNEST(ARRAY_AGG($1)) AS _u(_v) WHERE NOT _v IS NULL GROUP BY _v) AS _t WHERE _r <= $2)
        APPROX_TOP_K/1 [snowflake] = (SELECT JSONB_AGG(JSONB_BUILD_ARRAY(_v, _n) ORDER BY _r) FROM (SELECT _v, COUNT(*) AS _n, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS _r FROM UNNEST(ARRAY_AGG($1)) AS _u(_v) WHERE NOT _v IS NULL GROUP BY _v) AS _t WHERE _r <= 1)
        APPROX_TOP_K/2 [snowflake] = (SELECT JSONB_AGG(JSONB_BUILD_ARRAY(_v, _n) ORDER BY _r) FROM (SELECT _v, COUNT(*) AS _n, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS _r FROM UNNEST(ARRAY_AGG($1)) AS _u(_v) WHERE NOT _v IS NULL GROUP BY _v) AS _t WHERE _r <= $2)
        APPROX_TOP_K/3 [snowflake] = (SELECT JSONB_AGG(JSONB_BUILD_ARRAY(_v, _n) ORDER BY _r) FROM (SELECT _v, COUNT(*) AS _n, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS _r FROM UNNEST(ARRAY_AGG($1)) AS _u(_v) WHERE NOT _v IS NULL GROUP BY _v) AS _t WHERE _r <= $2)
        MAP_CAT/2 [snowflake] = JSONB_CONCAT($1, $2)
        MAP_CONTAINS_KEY/2 [snowflake] = JSONB_EXISTS($2, CAST($1 AS TEXT))
        MAP_DELETE/2 [snowflake] = $1 - CAST($2 AS TEXT)
        MAP_DELETE/3 [snowflake] = $1 - CAST($2 AS TEXT) - CAST($3 AS TEXT)
        MAP_INSERT/3 [snowflake] = JSONB_CONCAT($1, JSONB_BUILD_OBJECT($2, $3))
        MAP_INSERT/4 [snowflake; $4 true] = JSONB_CONCAT($1, JSONB_BUILD_OBJECT($2, $3))
        MAP_KEYS/1 [snowflake] = CASE WHEN NOT $1 IS NULL THEN ARRAY(SELECT JSONB_OBJECT_KEYS($1)) END
        MAP_SIZE/1 [snowflake] = CASE WHEN NOT $1 IS NULL THEN CARDINALITY(ARRAY(SELECT JSONB_OBJECT_KEYS($1))) END
        OBJECT_CONSTRUCT/0 = JSONB_BUILD_OBJECT()
        OBJECT_INSERT/3 [$3 literal; $3 !null] = JSONB_CONCAT(CAST($1 AS JSONB), JSONB_BUILD_OBJECT($2, $3))
        OBJECT_INSERT/3 = JSONB_CONCAT(CAST($1 AS JSONB), CASE WHEN $3 IS NULL THEN JSONB_BUILD_OBJECT() ELSE JSONB_BUILD_OBJECT($2, $3) END)
        STRIP_NULL_VALUE/1 = NULLIF(CAST($1 AS JSONB), CAST('null' AS JSONB))
        TO_VARIANT/1 [$1 text] = TO_JSONB(CAST($1 AS TEXT))
        TO_VARIANT/1 = TO_JSONB($1)
        TYPEOF/1 [snowflake; $1 int] = 'INTEGER'
        TYPEOF/1 [snowflake; $1 string] = 'VARCHAR'
        FLOAT64/2 [$2 named] = CAST($1 #>> '{}' AS DOUBLE PRECISION)
        LAX_BOOL/1 = CASE JSONB_TYPEOF(CAST($1 AS JSONB)) WHEN 'boolean' THEN CAST(CAST($1 AS JSONB) AS BOOLEAN) WHEN 'number' THEN CAST(CAST($1 AS JSONB) AS NUMERIC) <> 0 WHEN 'string' THEN CASE LOWER(CAST($1 AS JSONB) #>> '{}') WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END END
        LAX_STRING/1 = CASE JSONB_TYPEOF(CAST($1 AS JSONB)) WHEN 'number' THEN CAST(TRIM_SCALE(CAST(CAST($1 AS JSONB) AS NUMERIC)) AS TEXT) WHEN 'string' THEN CAST($1 AS JSONB) #>> '{}' WHEN 'boolean' THEN CAST($1 AS JSONB) #>> '{}' END
        LAX_FLOAT64/1 = CASE WHEN JSONB_TYPEOF(CAST($1 AS JSONB)) IN ('number', 'string') THEN CASE WHEN CAST($1 AS JSONB) #>> '{}' ~* '^\s*[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?|nan|inf|infinity)\s*$' THEN CAST(CAST($1 AS JSONB) #>> '{}' AS DOUBLE PRECISION) END END
        LAX_INT64/1 = CASE JSONB_TYPEOF(CAST($1 AS JSONB)) WHEN 'boolean' THEN CASE WHEN CAST(CAST($1 AS JSONB) AS BOOLEAN) THEN 1 ELSE 0 END WHEN 'null' THEN NULL WHEN 'object' THEN NULL WHEN 'array' THEN NULL ELSE CASE WHEN CAST($1 AS JSONB) #>> '{}' ~* '^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$' THEN CASE WHEN ROUND(CAST(CAST($1 AS JSONB) #>> '{}' AS NUMERIC)) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(ROUND(CAST(CAST($1 AS JSONB) #>> '{}' AS NUMERIC)) AS BIGINT) END END END
        """;
}
