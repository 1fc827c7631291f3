-- postgres
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, PERCENTILE_CONT(0.1) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS p10_gwei, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS median_gwei, PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS p90_gwei, COUNT(*) AS transactions, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_effective_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- bigquery
SELECT TIMESTAMP_TRUNC(block_timestamp, HOUR) AS bar, (ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.1 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))] + (0.1 * (COUNT(receipt_effective_gas_price) - 1) - FLOOR(0.1 * (COUNT(receipt_effective_gas_price) - 1))) * (ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(CEIL(0.1 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))] - ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.1 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))])) / 1e9 AS p10_gwei, (ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.5 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))] + (0.5 * (COUNT(receipt_effective_gas_price) - 1) - FLOOR(0.5 * (COUNT(receipt_effective_gas_price) - 1))) * (ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(CEIL(0.5 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))] - ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.5 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))])) / 1e9 AS median_gwei, (ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.9 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))] + (0.9 * (COUNT(receipt_effective_gas_price) - 1) - FLOOR(0.9 * (COUNT(receipt_effective_gas_price) - 1))) * (ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(CEIL(0.9 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))] - ARRAY_AGG(receipt_effective_gas_price IGNORE NULLS ORDER BY receipt_effective_gas_price NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.9 * (COUNT(receipt_effective_gas_price) - 1)) AS INT64))])) / 1e9 AS p90_gwei, COUNT(*) AS transactions, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_effective_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1 NULLS LAST;

-- snowflake
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, PERCENTILE_CONT(0.1) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS p10_gwei, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS median_gwei, PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS p90_gwei, COUNT(*) AS transactions, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_effective_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- duckdb
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, QUANTILE_CONT(receipt_effective_gas_price, 0.1 ORDER BY receipt_effective_gas_price) / 1e9 AS p10_gwei, QUANTILE_CONT(receipt_effective_gas_price, 0.5 ORDER BY receipt_effective_gas_price) / 1e9 AS median_gwei, QUANTILE_CONT(receipt_effective_gas_price, 0.9 ORDER BY receipt_effective_gas_price) / 1e9 AS p90_gwei, COUNT(*) AS transactions, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_effective_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- spark
-- refused: line 2, column 73: spark has no equal of within group;

-- databricks
-- refused: line 2, column 73: databricks has no equal of within group;

-- trino
-- refused: line 2, column 73: trino has no equal of within group;

-- mysql
-- refused: line 2, column 73: mysql has no equal of within group;

-- clickhouse
-- refused: line 2, column 73: clickhouse has no equal of within group;

-- redshift
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, PERCENTILE_CONT(0.1) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS p10_gwei, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS median_gwei, PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY receipt_effective_gas_price) / 1e9 AS p90_gwei, COUNT(*) AS transactions, MIN(block_number) AS first_block, MAX(block_number) AS last_block FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_effective_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- sqlite
-- refused: line 2, column 8: sqlite has no equal of the function TIMESTAMP_TRUNC;

-- tsql
-- refused: line 2, column 8: tsql has no equal of the function TIMESTAMP_TRUNC;

-- flink
-- refused: line 2, column 8: flink has no equal of the function TIMESTAMP_TRUNC;

-- deltastream
-- refused: line 2, column 8: deltastream has no equal of the function TIMESTAMP_TRUNC;

