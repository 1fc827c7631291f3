-- postgres
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

-- bigquery
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number NULLS LAST, kind NULLS LAST;

-- snowflake
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

-- duckdb
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

-- spark
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number NULLS LAST, kind NULLS LAST;

-- databricks
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number NULLS LAST, kind NULLS LAST;

-- trino
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

-- mysql
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number, CASE WHEN kind IS NULL THEN 1 ELSE 0 END, kind;

-- clickhouse
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

-- redshift
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

-- sqlite
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number NULLS LAST, kind NULLS LAST;

-- tsql
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number, CASE WHEN kind IS NULL THEN 1 ELSE 0 END, kind;

-- flink
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number NULLS LAST, kind NULLS LAST;

-- deltastream
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind;

