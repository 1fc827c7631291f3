-- postgres
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE PRECISION) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC, topic0 LIMIT 20;

-- bigquery
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS FLOAT64) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 NULLS LAST LIMIT 20;

-- snowflake
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC, topic0 LIMIT 20;

-- duckdb
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 LIMIT 20;

-- spark
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 NULLS LAST LIMIT 20;

-- databricks
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 NULLS LAST LIMIT 20;

-- trino
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 LIMIT 20;

-- mysql
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY CASE WHEN events IS NULL THEN 1 ELSE 0 END DESC, events DESC, CASE WHEN topic0 IS NULL THEN 1 ELSE 0 END, topic0 LIMIT 20;

-- clickhouse
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS Float64) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 LIMIT 20;

-- redshift
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE PRECISION) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC, topic0 LIMIT 20;

-- sqlite
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS REAL) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 NULLS LAST LIMIT 20;

-- tsql
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS FLOAT) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY CASE WHEN events IS NULL THEN 1 ELSE 0 END DESC, events DESC, CASE WHEN topic0 IS NULL THEN 1 ELSE 0 END, topic0 OFFSET 0 ROWS FETCH NEXT 20 ROWS ONLY;

-- flink
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC NULLS FIRST, topic0 NULLS LAST LIMIT 20;

-- deltastream
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC, topic0 LIMIT 20;

