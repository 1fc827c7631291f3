-- The swaps of sandwichers, with Dune's columns and the sandwich that each is of.
SELECT
    t.blockchain, t.project, t.version, t.block_time, t.block_month, t.block_number, t.token_sold_address,
    t.token_bought_address, t.token_sold_symbol, t.token_bought_symbol, t.maker, t.taker, t.tx_hash, t.tx_from, t.tx_to,
    t.project_contract_address, t.token_pair, t.token_sold_amount_raw, t.token_bought_amount_raw, t.token_sold_amount,
    t.token_bought_amount, t.amount_usd, t.evt_index, t.tx_index, t.chain_id, m.mev_id
FROM dex.trades AS t
JOIN weir.mev AS m ON m.chain_id = t.chain_id AND m.block_number = t.block_number
    AND t.tx_hash = ANY(m.tx_hashes) AND t.pool_id = ANY(m.pools)
WHERE m.kind = 'sandwich';
