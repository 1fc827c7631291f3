-- postgres
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

-- bigquery
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind NULLS LAST;

-- snowflake
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

-- duckdb
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

-- spark
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind NULLS LAST;

-- databricks
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind NULLS LAST;

-- trino
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

-- mysql
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY CASE WHEN kind IS NULL THEN 1 ELSE 0 END, kind;

-- clickhouse
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

-- redshift
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

-- sqlite
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind NULLS LAST;

-- tsql
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY CASE WHEN kind IS NULL THEN 1 ELSE 0 END, kind;

-- flink
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind NULLS LAST;

-- deltastream
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind;

