-- postgres
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- bigquery
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNTIF(proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- snowflake
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT_IF(proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- duckdb
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- spark
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- databricks
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- trino
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- mysql
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, SUM(CASE WHEN proven LIKE 'header,transactions,receipts%' THEN 1 ELSE 0 END) AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- clickhouse
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- redshift
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, SUM(CASE WHEN proven LIKE 'header,transactions,receipts%' THEN 1 ELSE 0 END) AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- sqlite
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven GLOB 'header,transactions,receipts*') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- tsql
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, SUM(CASE WHEN proven LIKE 'header,transactions,receipts%' THEN 1 ELSE 0 END) AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- flink
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER(WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

-- deltastream
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, SUM(CASE WHEN proven LIKE 'header,transactions,receipts%' THEN 1 ELSE 0 END) AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3;

