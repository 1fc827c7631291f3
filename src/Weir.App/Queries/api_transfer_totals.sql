-- Transfers in the range by standard, and how many contracts they are of.
SELECT standard, COUNT(*) AS transfers, COUNT(DISTINCT token_address) AS contracts FROM token_transfers WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY standard ORDER BY standard
