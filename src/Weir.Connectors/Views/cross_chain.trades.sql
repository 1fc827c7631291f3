-- dex.trades of all chains, with the assets that the two tokens are forms of.
SELECT
    t.blockchain, t.chain_id, t.block_time, t.block_number, t.tx_hash, t.tx_index, t.evt_index, t.project, t.version,
    b.asset AS asset_bought, s.asset AS asset_sold, b.form AS asset_bought_form, s.form AS asset_sold_form,
    t.token_bought_address, t.token_sold_address, t.token_bought_symbol, t.token_sold_symbol,
    COALESCE(
        t.token_bought_amount,
        CAST(t.token_bought_amount_raw AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), b.decimals)) AS amount_bought,
    COALESCE(
        t.token_sold_amount,
        CAST(t.token_sold_amount_raw AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), s.decimals)) AS amount_sold,
    t.token_bought_amount_raw, t.token_sold_amount_raw, t.amount_usd, t.taker, t.maker, t.tx_from, t.tx_to,
    t.project_contract_address, t.pool_id
FROM dex.trades AS t
LEFT JOIN weir.token_identities AS b ON b.chain_id = t.chain_id AND b.address = t.token_bought_address
LEFT JOIN weir.token_identities AS s ON s.chain_id = t.chain_id AND s.address = t.token_sold_address;
