-- MEV that was found, by block and kind.
SELECT block_number, kind, COUNT(*) AS findings FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number, kind ORDER BY block_number, kind
