-- postgres
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC, token_address, quote_address LIMIT 50;

-- bigquery
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address NULLS LAST, quote_address NULLS LAST LIMIT 50;

-- snowflake
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC, token_address, quote_address LIMIT 50;

-- duckdb
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address, quote_address LIMIT 50;

-- spark
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address NULLS LAST, quote_address NULLS LAST LIMIT 50;

-- databricks
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address NULLS LAST, quote_address NULLS LAST LIMIT 50;

-- trino
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address, quote_address LIMIT 50;

-- mysql
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY CASE WHEN points IS NULL THEN 1 ELSE 0 END DESC, points DESC, CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN quote_address IS NULL THEN 1 ELSE 0 END, quote_address LIMIT 50;

-- clickhouse
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address, quote_address LIMIT 50;

-- redshift
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC, token_address, quote_address LIMIT 50;

-- sqlite
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address NULLS LAST, quote_address NULLS LAST LIMIT 50;

-- tsql
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY CASE WHEN points IS NULL THEN 1 ELSE 0 END DESC, points DESC, CASE WHEN token_address IS NULL THEN 1 ELSE 0 END, token_address, CASE WHEN quote_address IS NULL THEN 1 ELSE 0 END, quote_address OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY;

-- flink
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC NULLS FIRST, token_address NULLS LAST, quote_address NULLS LAST LIMIT 50;

-- deltastream
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC, token_address, quote_address LIMIT 50;

