-- Pools by how many trades they saw.
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC, pool_id LIMIT 2000
