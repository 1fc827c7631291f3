-- What tokens were worth in USD at the end of blocks: none where the table prices is not there.
SELECT
    CAST(NULL AS BIGINT) AS chain_id, CAST(NULL AS TEXT) AS token_address, CAST(NULL AS BIGINT) AS block_number,
    CAST(NULL AS DOUBLE PRECISION) AS price, CAST(NULL AS TEXT) AS pool_id, CAST(NULL AS DOUBLE PRECISION) AS liquidity_usd
WHERE FALSE;
