-- postgres
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- bigquery
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- snowflake
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- duckdb
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- spark
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- databricks
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- trino
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- mysql
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- clickhouse
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- redshift
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- sqlite
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- tsql
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- flink
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

-- deltastream
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2;

