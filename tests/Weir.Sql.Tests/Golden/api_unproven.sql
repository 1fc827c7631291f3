-- postgres
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

-- bigquery
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number NULLS LAST;

-- snowflake
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

-- duckdb
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

-- spark
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number NULLS LAST;

-- databricks
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number NULLS LAST;

-- trino
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

-- mysql
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY CASE WHEN number IS NULL THEN 1 ELSE 0 END, number;

-- clickhouse
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

-- redshift
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

-- sqlite
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven GLOB 'header,transactions,receipts*' ORDER BY number NULLS LAST;

-- tsql
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY CASE WHEN number IS NULL THEN 1 ELSE 0 END, number;

-- flink
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number NULLS LAST;

-- deltastream
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number;

