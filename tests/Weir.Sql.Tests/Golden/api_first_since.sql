-- postgres
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- bigquery
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- snowflake
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- duckdb
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- spark
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- databricks
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- trino
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- mysql
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- clickhouse
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- redshift
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- sqlite
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- tsql
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- flink
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

-- deltastream
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3;

