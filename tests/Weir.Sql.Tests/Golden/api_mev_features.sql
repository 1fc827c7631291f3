-- postgres
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

-- bigquery
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number NULLS LAST;

-- snowflake
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

-- duckdb
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

-- spark
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number NULLS LAST;

-- databricks
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number NULLS LAST;

-- trino
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

-- mysql
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY CASE WHEN f.block_number IS NULL THEN 1 ELSE 0 END, f.block_number;

-- clickhouse
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

-- redshift
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

-- sqlite
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number NULLS LAST;

-- tsql
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY CASE WHEN f.block_number IS NULL THEN 1 ELSE 0 END, f.block_number;

-- flink
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number NULLS LAST;

-- deltastream
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number;

