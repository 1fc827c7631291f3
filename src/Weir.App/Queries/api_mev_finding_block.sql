-- The block of a finding.
SELECT block_number FROM mev WHERE chain_id = $1 AND mev_id = $2 LIMIT 1
