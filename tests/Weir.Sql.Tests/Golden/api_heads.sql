-- postgres
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- bigquery
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- snowflake
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- duckdb
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- spark
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- databricks
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- trino
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- mysql
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- clickhouse
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- redshift
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- sqlite
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- tsql
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- flink
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

-- deltastream
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1;

