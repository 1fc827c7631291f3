-- postgres
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

-- bigquery
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number NULLS LAST;

-- snowflake
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

-- duckdb
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

-- spark
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number NULLS LAST;

-- databricks
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number NULLS LAST;

-- trino
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

-- mysql
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number;

-- clickhouse
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

-- redshift
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

-- sqlite
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number NULLS LAST;

-- tsql
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number;

-- flink
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number NULLS LAST;

-- deltastream
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number;

