-- postgres
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- bigquery
SELECT TIMESTAMP_TRUNC(block_timestamp, HOUR) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST;

-- snowflake
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- duckdb
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- spark
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST;

-- databricks
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST;

-- trino
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- mysql
SELECT DATE_ADD('0000-01-01 00:00:00', INTERVAL (TIMESTAMPDIFF(HOUR, '0000-01-01 00:00:00', block_timestamp)) HOUR) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- clickhouse
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- redshift
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, standard, COUNT(*) AS transfers, SUM(value) AS value_raw, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND block_timestamp IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;

-- sqlite
-- refused: line 2, column 8: sqlite has no equal of the function TIMESTAMP_TRUNC;

-- tsql
-- refused: line 2, column 8: tsql has no equal of the function TIMESTAMP_TRUNC;

-- flink
-- refused: line 2, column 8: flink has no equal of the function TIMESTAMP_TRUNC;

-- deltastream
-- refused: line 2, column 8: deltastream has no equal of the function TIMESTAMP_TRUNC;

