-- postgres
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

-- bigquery
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard NULLS LAST;

-- snowflake
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

-- duckdb
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

-- spark
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard NULLS LAST;

-- databricks
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard NULLS LAST;

-- trino
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

-- mysql
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY CASE WHEN standard IS NULL THEN 1 ELSE 0 END, standard;

-- clickhouse
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

-- redshift
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

-- sqlite
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard NULLS LAST;

-- tsql
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY CASE WHEN standard IS NULL THEN 1 ELSE 0 END, standard;

-- flink
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard NULLS LAST;

-- deltastream
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard;

