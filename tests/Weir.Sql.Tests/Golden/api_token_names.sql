-- postgres
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- bigquery
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- snowflake
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- duckdb
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- spark
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- databricks
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- trino
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- mysql
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- clickhouse
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- redshift
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- sqlite
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- tsql
SELECT TOP 20000 address, symbol, name, decimals FROM tokens WHERE chain_id = $1;

-- flink
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

-- deltastream
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000;

