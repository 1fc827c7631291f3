-- What tokens were worth in USD at the end of blocks: a row for each pool that says so, and one without a pool for a peg.
SELECT
    p.chain_id, p.token_address, p.block_number, p.price, CAST(NULL AS TEXT) AS pool_id,
    CAST(NULL AS DOUBLE PRECISION) AS liquidity_usd
FROM weir.prices AS p
WHERE p.quote_address = '0x0000000000000000000000000000000000000348' AND p.source <> 'median'
UNION ALL
SELECT r.chain_id, r.token_address, r.block_number, r.price * q.price, r.source, r.liquidity_usd
FROM weir.prices AS r
INNER JOIN weir.prices AS q ON q.chain_id = r.chain_id AND q.block_number = r.block_number
    AND q.token_address = r.quote_address AND q.quote_address = '0x0000000000000000000000000000000000000348'
WHERE r.liquidity_usd >= 2000
UNION ALL
SELECT r.chain_id, r.quote_address, r.block_number, q.price / r.price, r.source, r.liquidity_usd
FROM weir.prices AS r
INNER JOIN weir.prices AS q ON q.chain_id = r.chain_id AND q.block_number = r.block_number
    AND q.token_address = r.token_address AND q.quote_address = '0x0000000000000000000000000000000000000348'
WHERE r.liquidity_usd >= 2000 AND r.price > 0 AND r.quote_address <> '0x0000000000000000000000000000000000000348';
