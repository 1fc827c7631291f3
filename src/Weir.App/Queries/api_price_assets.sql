-- Tokens that have prices in a currency, by how many.
SELECT token_address, quote_address, COUNT(*) AS points FROM prices WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY token_address, quote_address ORDER BY points DESC, token_address, quote_address LIMIT 50
