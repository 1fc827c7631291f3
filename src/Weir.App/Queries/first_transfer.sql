-- The first transfer of each token that is stored: one row a token.
SELECT DISTINCT ON (token_address) token_address, block_number, log_index, from_address, to_address FROM token_transfers ORDER BY token_address, block_number, log_index
