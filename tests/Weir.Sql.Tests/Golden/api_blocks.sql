-- postgres
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC LIMIT 1000;

-- bigquery
SELECT number, `hash`, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- snowflake
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC LIMIT 1000;

-- duckdb
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- spark
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- databricks
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- trino
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- mysql
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY CASE WHEN number IS NULL THEN 1 ELSE 0 END DESC, number DESC LIMIT 1000;

-- clickhouse
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- redshift
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC LIMIT 1000;

-- sqlite
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- tsql
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY CASE WHEN number IS NULL THEN 1 ELSE 0 END DESC, number DESC OFFSET 0 ROWS FETCH NEXT 1000 ROWS ONLY;

-- flink
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC NULLS FIRST LIMIT 1000;

-- deltastream
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC LIMIT 1000;

