-- Prices in USD by the minute, with Dune's columns: the last block's of each minute.
SELECT
    r.minute,
    weir_blockchain(r.chain_id) AS blockchain,
    r.token_address AS contract_address,
    k.decimals,
    k.symbol,
    r.price,
    r.chain_id
FROM (
    SELECT
        p.chain_id, p.token_address, p.price, DATE_TRUNC('minute', p.block_timestamp) AS minute,
        ROW_NUMBER() OVER (
            PARTITION BY p.chain_id, p.token_address, DATE_TRUNC('minute', p.block_timestamp)
            ORDER BY p.block_number DESC) AS place
    FROM weir.prices AS p
    WHERE p.quote_address = '0x0000000000000000000000000000000000000348'
) AS r
LEFT JOIN weir.tokens_known AS k ON k.chain_id = r.chain_id AND k.address = r.token_address
WHERE r.place = 1;
