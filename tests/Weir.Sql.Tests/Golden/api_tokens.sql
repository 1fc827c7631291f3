-- postgres
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC, token_address, standard LIMIT 2000;

-- bigquery
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address NULLS LAST, standard NULLS LAST LIMIT 2000;

-- snowflake
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC, token_address, standard LIMIT 2000;

-- duckdb
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address, standard LIMIT 2000;

-- spark
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address NULLS LAST, standard NULLS LAST LIMIT 2000;

-- databricks
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address NULLS LAST, standard NULLS LAST LIMIT 2000;

-- trino
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address, standard LIMIT 2000;

-- mysql
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY CASE WHEN transfers IS NULL THEN 1 ELSE 0 END DESC, transfers DESC, CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN standard IS NULL THEN 1 ELSE 0 END, standard LIMIT 2000;

-- clickhouse
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address, standard LIMIT 2000;

-- redshift
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC, token_address, standard LIMIT 2000;

-- sqlite
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address NULLS LAST, standard NULLS LAST LIMIT 2000;

-- tsql
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY CASE WHEN transfers IS NULL THEN 1 ELSE 0 END DESC, transfers DESC, CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN standard IS NULL THEN 1 ELSE 0 END, standard OFFSET 0 ROWS FETCH NEXT 2000 ROWS ONLY;

-- flink
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC NULLS FIRST, token_address NULLS LAST, standard NULLS LAST LIMIT 2000;

-- deltastream
SELECT token_address, standard, COUNT(*) AS transfers, COUNT(DISTINCT from_address) AS senders, COUNT(DISTINCT to_address) AS receivers, SUM(value) AS value_raw FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, standard ORDER BY transfers DESC, token_address, standard LIMIT 2000;

