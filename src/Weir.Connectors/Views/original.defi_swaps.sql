-- Swaps as the original platform named them. It gave the price of one direction as the reciprocal of the other's: here
-- it is token 1 per token 0 in both.
SELECT
    pool_id AS pool,
    CONCAT(project, '_v', version) AS protocol,
    chain_id,
    CASE token_sold_index
        WHEN 0 THEN CAST(token_bought_amount_raw AS DOUBLE PRECISION)
            / NULLIF(CAST(token_sold_amount_raw AS DOUBLE PRECISION), 0)
        ELSE CAST(token_sold_amount_raw AS DOUBLE PRECISION)
            / NULLIF(CAST(token_bought_amount_raw AS DOUBLE PRECISION), 0)
    END AS price,
    CASE token_sold_index WHEN 0 THEN token_sold_amount_raw ELSE token_sold_amount_raw - token_sold_amount_raw END
        AS amount0_in,
    CASE token_sold_index WHEN 1 THEN token_sold_amount_raw ELSE token_sold_amount_raw - token_sold_amount_raw END
        AS amount1_in,
    CASE token_sold_index WHEN 1 THEN token_bought_amount_raw
        ELSE token_bought_amount_raw - token_bought_amount_raw END AS amount0_out,
    CASE token_sold_index WHEN 0 THEN token_bought_amount_raw
        ELSE token_bought_amount_raw - token_bought_amount_raw END AS amount1_out,
    block_time AS block_timestamp,
    block_number,
    tx_hash
FROM weir.dex_trades
WHERE token_sold_index IN (0, 1) AND token_bought_index IN (0, 1);
