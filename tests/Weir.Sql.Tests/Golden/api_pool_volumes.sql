-- postgres
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC LIMIT 2000;

-- bigquery
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- snowflake
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC LIMIT 2000;

-- duckdb
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- spark
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- databricks
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- trino
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- mysql
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC LIMIT 2000;

-- clickhouse
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- redshift
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC LIMIT 2000;

-- sqlite
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- tsql
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC OFFSET 0 ROWS FETCH NEXT 2000 ROWS ONLY;

-- flink
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC NULLS FIRST LIMIT 2000;

-- deltastream
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC LIMIT 2000;

