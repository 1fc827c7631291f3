-- Tokens whose decimals are known: those of the list that comes with Weir (src/Weir.Ethereum/Chains/tokens.csv).
SELECT l.chain_id, l.address, l.symbol, l.decimals
FROM (VALUES weir_token_list()) AS l(chain_id, address, symbol, decimals);
