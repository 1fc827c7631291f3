-- Volume in USD by pool, as the features of pools have it.
SELECT pool_id, SUM(volume_usd) AS volume_usd FROM pool_features WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND volume_usd IS NOT NULL GROUP BY pool_id ORDER BY 2 DESC LIMIT 2000
