-- postgres
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- bigquery
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- snowflake
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- duckdb
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- spark
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- databricks
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- trino
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- mysql
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- clickhouse
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- redshift
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- sqlite
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- tsql
SELECT TOP 1 block_number FROM mev WHERE chain_id = $1 AND mev_id = $2;

-- flink
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

-- deltastream
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1;

