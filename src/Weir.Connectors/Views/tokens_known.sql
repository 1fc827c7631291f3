-- Tokens whose decimals are known: those of the list that comes with Weir (src/Weir.Ethereum/Chains/tokens.csv).
SELECT CAST(l.chain_id AS BIGINT) AS chain_id, l.address, l.symbol, CAST(l.decimals AS BIGINT) AS decimals
FROM (VALUES weir_token_list()) AS l(chain_id, address, symbol, decimals);
