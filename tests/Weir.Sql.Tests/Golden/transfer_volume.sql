-- postgres
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC, token_address;

-- bigquery
SELECT TIMESTAMP_TRUNC(block_timestamp, HOUR) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST, token_address NULLS LAST;

-- snowflake
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC, token_address;

-- duckdb
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST, token_address;

-- spark
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST, token_address NULLS LAST;

-- databricks
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST, token_address NULLS LAST;

-- trino
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST, token_address;

-- mysql
SELECT DATE_ADD('0000-01-01 00:00:00', INTERVAL (TIMESTAMPDIFF(HOUR, '0000-01-01 00:00:00', block_timestamp)) HOUR) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY CASE WHEN hour_bucket IS NULL THEN 1 ELSE 0 END DESC, hour_bucket DESC, CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address;

-- clickhouse
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST, token_address;

-- redshift
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, token_address, standard, chain_id, COUNT(*) AS transfer_count, COUNT(DISTINCT from_address) AS unique_senders, COUNT(DISTINCT to_address) AS unique_receivers FROM token_transfers WHERE standard = 'erc20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC, token_address;

-- sqlite
-- refused: line 2, column 8: sqlite has no equal of the function TIMESTAMP_TRUNC;

-- tsql
-- refused: line 2, column 8: tsql has no equal of the function TIMESTAMP_TRUNC;

-- flink
-- refused: line 2, column 8: flink has no equal of the function TIMESTAMP_TRUNC;

-- deltastream
-- refused: line 2, column 8: deltastream has no equal of the function TIMESTAMP_TRUNC;

