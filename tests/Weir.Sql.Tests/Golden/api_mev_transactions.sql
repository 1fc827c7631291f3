-- postgres
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

-- bigquery
SELECT transaction_index, `hash`, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index NULLS LAST LIMIT 2000;

-- snowflake
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

-- duckdb
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

-- spark
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index NULLS LAST LIMIT 2000;

-- databricks
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index NULLS LAST LIMIT 2000;

-- trino
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

-- mysql
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY CASE WHEN transaction_index IS NULL THEN 1 ELSE 0 END, transaction_index LIMIT 2000;

-- clickhouse
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

-- redshift
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

-- sqlite
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index NULLS LAST LIMIT 2000;

-- tsql
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY CASE WHEN transaction_index IS NULL THEN 1 ELSE 0 END, transaction_index OFFSET 0 ROWS FETCH NEXT 2000 ROWS ONLY;

-- flink
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index NULLS LAST LIMIT 2000;

-- deltastream
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000;

