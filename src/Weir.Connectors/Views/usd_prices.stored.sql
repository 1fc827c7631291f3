-- Prices in USD at the end of blocks.
SELECT p.chain_id, p.token_address, p.block_number, p.price
FROM weir.prices AS p
WHERE p.quote_address = '0x0000000000000000000000000000000000000348';
