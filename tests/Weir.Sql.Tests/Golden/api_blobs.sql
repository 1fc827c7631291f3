-- postgres
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- bigquery
SELECT TIMESTAMP_TRUNC(block_timestamp, HOUR) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1 NULLS LAST;

-- snowflake
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- duckdb
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- spark
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1 NULLS LAST;

-- databricks
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1 NULLS LAST;

-- trino
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- mysql
SELECT DATE_ADD('0000-01-01 00:00:00', INTERVAL (TIMESTAMPDIFF(HOUR, '0000-01-01 00:00:00', block_timestamp)) HOUR) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- clickhouse
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- redshift
SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, MIN(receipt_blob_gas_price) AS low_wei, MAX(receipt_blob_gas_price) AS high_wei, COUNT(*) AS transactions, SUM(receipt_blob_gas_used) AS blob_gas FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND receipt_blob_gas_price IS NOT NULL AND block_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1;

-- sqlite
-- refused: line 2, column 8: sqlite has no equal of the function TIMESTAMP_TRUNC;

-- tsql
-- refused: line 2, column 8: tsql has no equal of the function TIMESTAMP_TRUNC;

-- flink
-- refused: line 2, column 8: flink has no equal of the function TIMESTAMP_TRUNC;

-- deltastream
-- refused: line 2, column 8: deltastream has no equal of the function TIMESTAMP_TRUNC;

