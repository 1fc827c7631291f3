-- postgres
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- bigquery
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- snowflake
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- duckdb
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- spark
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- databricks
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- trino
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- mysql
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- clickhouse
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- redshift
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- sqlite
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- tsql
SELECT TOP 50000 pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1;

-- flink
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

-- deltastream
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000;

