-- postgres
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '1 HOUR' GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- bigquery
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- snowflake
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '1 HOUR' GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- duckdb
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- spark
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- databricks
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- trino
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- mysql
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- clickhouse
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV_SAMP(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP() - INTERVAL '1' HOUR GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- redshift
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '1 HOUR' GROUP BY 1, 2, 3 HAVING COUNT(*) > 5;

-- sqlite
-- refused: line 2, column 59: sqlite has no equal of the function STDDEV;

-- tsql
-- refused: line 2, column 220: tsql has no equal of interval;

-- flink
SELECT pool, protocol, chain_id, AVG(CAST(price AS DOUBLE)) AS avg_price, STDDEV_SAMP(CAST(price AS DOUBLE)) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '1' HOUR GROUP BY pool, protocol, chain_id HAVING COUNT(*) > 5;

-- deltastream
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= CURRENT_TIMESTAMP - INTERVAL '1' HOUR GROUP BY pool, protocol, chain_id HAVING COUNT(*) > 5;

