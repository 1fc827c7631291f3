-- The original platform's second query: price impact of swaps by pool.
SELECT pool, protocol, chain_id, AVG(price) AS avg_price, STDDEV(price) AS price_volatility, SUM(amount0_in + amount0_out) AS total_volume_token0, COUNT(*) AS swap_count FROM defi_swaps WHERE block_timestamp >= NOW() - INTERVAL '1 hour' GROUP BY 1, 2, 3 HAVING COUNT(*) > 5
