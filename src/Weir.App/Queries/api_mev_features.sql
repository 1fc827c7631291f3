-- MEV scores by block, as the block's features have them.
SELECT f.block_number, f.block_timestamp, f.mev_score, f.sandwich_score, f.frontrun_score, f.backrun_count, f.swap_count, f.transaction_count FROM block_features AS f WHERE f.chain_id = $1 AND f.block_number BETWEEN $2 AND $3 ORDER BY f.block_number
