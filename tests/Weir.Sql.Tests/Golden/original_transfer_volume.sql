-- postgres
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT "from") AS unique_senders, COUNT(DISTINCT "to") AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '24 HOURS' AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC;

-- bigquery
SELECT TIMESTAMP_TRUNC(block_timestamp, HOUR) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT `from`) AS unique_senders, COUNT(DISTINCT `to`) AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '24' HOUR AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST;

-- snowflake
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT "from") AS unique_senders, COUNT(DISTINCT "to") AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '24 HOURS' AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC;

-- duckdb
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT "from") AS unique_senders, COUNT(DISTINCT "to") AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '24' HOURS AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST;

-- spark
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT `from`) AS unique_senders, COUNT(DISTINCT `to`) AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '24' HOURS AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST;

-- databricks
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT `from`) AS unique_senders, COUNT(DISTINCT `to`) AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '24' HOURS AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST;

-- trino
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT "from") AS unique_senders, COUNT(DISTINCT "to") AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '24' HOUR AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST;

-- mysql
SELECT DATE_ADD('0000-01-01 00:00:00', INTERVAL (TIMESTAMPDIFF(HOUR, '0000-01-01 00:00:00', block_timestamp)) HOUR) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT `from`) AS unique_senders, COUNT(DISTINCT `to`) AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '24' HOUR AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY CASE WHEN hour_bucket IS NULL THEN 1 ELSE 0 END DESC, hour_bucket DESC;

-- clickhouse
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT "from") AS unique_senders, COUNT(DISTINCT "to") AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '24' HOUR AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC NULLS FIRST;

-- redshift
SELECT DATE_TRUNC('HOUR', block_timestamp) AS hour_bucket, contract AS token_contract, standard AS token_standard, chain_id, COUNT(*) AS transfer_count, SUM(amount / 1e18) AS volume_normalized, COUNT(DISTINCT "from") AS unique_senders, COUNT(DISTINCT "to") AS unique_receivers FROM token_transfers WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '24 HOURS' AND standard = 'ERC-20' GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC;

-- sqlite
-- refused: line 2, column 8: sqlite has no equal of the function TIMESTAMP_TRUNC;

-- tsql
-- refused: line 2, column 8: tsql has no equal of the function TIMESTAMP_TRUNC;

-- flink
-- refused: line 2, column 8: flink has no equal of the function TIMESTAMP_TRUNC;

-- deltastream
-- refused: line 2, column 8: deltastream has no equal of the function TIMESTAMP_TRUNC;

