-- postgres
SELECT DISTINCT ON (token_address) token_address, block_number, log_index, from_address, to_address FROM token_transfers ORDER BY token_address, block_number, log_index;

-- bigquery
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST;

-- snowflake
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address, block_number, log_index) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address, block_number, log_index;

-- duckdb
SELECT DISTINCT ON (token_address) token_address, block_number, log_index, from_address, to_address FROM token_transfers ORDER BY token_address, block_number, log_index;

-- spark
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST;

-- databricks
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST;

-- trino
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address, block_number, log_index) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address, block_number, log_index;

-- mysql
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number, CASE WHEN log_index IS NULL THEN 1 ELSE 0 END, log_index) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number, CASE WHEN log_index IS NULL THEN 1 ELSE 0 END, log_index;

-- clickhouse
SELECT DISTINCT ON (token_address) token_address, block_number, log_index, from_address, to_address FROM token_transfers ORDER BY token_address, block_number, log_index;

-- redshift
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address, block_number, log_index) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address, block_number, log_index;

-- sqlite
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST;

-- tsql
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number, CASE WHEN log_index IS NULL THEN 1 ELSE 0 END, log_index) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN block_number IS NULL THEN 1 ELSE 0 END, block_number, CASE WHEN log_index IS NULL THEN 1 ELSE 0 END, log_index;

-- flink
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address NULLS LAST, block_number NULLS LAST, log_index NULLS LAST;

-- deltastream
SELECT token_address, block_number, log_index, from_address, to_address FROM (SELECT token_address AS token_address, block_number AS block_number, log_index AS log_index, from_address AS from_address, to_address AS to_address, ROW_NUMBER() OVER (PARTITION BY token_address ORDER BY token_address, block_number, log_index) AS _row_number FROM token_transfers) AS _t WHERE _row_number = 1 ORDER BY token_address, block_number, log_index;

