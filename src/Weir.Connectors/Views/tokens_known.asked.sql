-- Tokens whose decimals are known: what the tokens themselves answered, else the list that comes with Weir.
SELECT t.chain_id, t.address, t.symbol, t.decimals
FROM weir.tokens AS t
WHERE t.decimals IS NOT NULL
UNION ALL
SELECT CAST(l.chain_id AS BIGINT) AS chain_id, l.address, l.symbol, CAST(l.decimals AS BIGINT) AS decimals
FROM (VALUES weir_token_list()) AS l(chain_id, address, symbol, decimals)
WHERE NOT EXISTS (
    SELECT 1 FROM weir.tokens AS k
    WHERE k.chain_id = l.chain_id AND k.address = l.address AND k.decimals IS NOT NULL);
