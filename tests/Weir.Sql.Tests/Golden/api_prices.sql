-- postgres
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC, liquidity_usd DESC NULLS LAST, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar;

-- bigquery
SELECT bar, price, block_number FROM (SELECT TIMESTAMP_TRUNC(block_timestamp, HOUR) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY TIMESTAMP_TRUNC(block_timestamp, HOUR) ORDER BY block_number DESC NULLS FIRST, liquidity_usd DESC, source NULLS LAST) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar NULLS LAST;

-- snowflake
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC, liquidity_usd DESC NULLS LAST, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar;

-- duckdb
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC NULLS FIRST, liquidity_usd DESC, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar;

-- spark
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC NULLS FIRST, liquidity_usd DESC, source NULLS LAST) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar NULLS LAST;

-- databricks
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC NULLS FIRST, liquidity_usd DESC, source NULLS LAST) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar NULLS LAST;

-- trino
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC NULLS FIRST, liquidity_usd DESC, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar;

-- mysql
SELECT bar, price, block_number FROM (SELECT DATE_ADD('0000-01-01 00:00:00', INTERVAL (TIMESTAMPDIFF(HOUR, '0000-01-01 00:00:00', block_timestamp)) HOUR) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_ADD('0000-01-01 00:00:00', INTERVAL (TIMESTAMPDIFF(HOUR, '0000-01-01 00:00:00', block_timestamp)) HOUR) ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END DESC, block_number DESC, liquidity_usd DESC, CASE WHEN source IS NULL THEN 1 ELSE 0 END, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY CASE WHEN bar IS NULL THEN 1 ELSE 0 END, bar;

-- clickhouse
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC NULLS FIRST, liquidity_usd DESC, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar;

-- redshift
SELECT bar, price, block_number FROM (SELECT DATE_TRUNC('HOUR', block_timestamp) AS bar, price, block_number, ROW_NUMBER() OVER (PARTITION BY DATE_TRUNC('HOUR', block_timestamp) ORDER BY block_number DESC, liquidity_usd DESC NULLS LAST, source) AS place FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND token_address = $4 AND quote_address = $5 AND price > 0) AS ranked WHERE place = 1 ORDER BY bar;

-- sqlite
-- refused: line 2, column 46: sqlite has no equal of the function TIMESTAMP_TRUNC;

-- tsql
-- refused: line 2, column 46: tsql has no equal of the function TIMESTAMP_TRUNC;

-- flink
-- refused: line 2, column 46: flink has no equal of the function TIMESTAMP_TRUNC;

-- deltastream
-- refused: line 2, column 46: deltastream has no equal of the function TIMESTAMP_TRUNC;

