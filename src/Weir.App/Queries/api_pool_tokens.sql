-- The tokens and fees of pools.
SELECT pool_id, tokens, fee_ppm FROM pools_known WHERE chain_id = $1 LIMIT 50000
