-- What aggregators report of the trades that they carried out, with Dune's columns.
SELECT
    t.blockchain,
    t.project,
    t.version,
    CAST(DATE_TRUNC('month', t.block_time) AS DATE) AS block_month,
    CAST(DATE_TRUNC('day', t.block_time) AS DATE) AS block_date,
    t.block_time,
    t.block_number,
    CAST(NULL AS TEXT) AS token_bought_symbol,
    CAST(NULL AS TEXT) AS token_sold_symbol,
    CAST(NULL AS TEXT) AS token_pair,
    CAST(NULL AS DOUBLE PRECISION) AS token_bought_amount,
    CAST(NULL AS DOUBLE PRECISION) AS token_sold_amount,
    t.token_bought_amount_raw,
    t.token_sold_amount_raw,
    CAST(NULL AS DOUBLE PRECISION) AS amount_usd,
    COALESCE(t.token_bought_address, p.tokens[CAST(t.token_bought_index AS INTEGER) + 1]) AS token_bought_address,
    COALESCE(t.token_sold_address, p.tokens[CAST(t.token_sold_index AS INTEGER) + 1]) AS token_sold_address,
    t.taker,
    t.maker,
    t.project_contract_address,
    t.tx_hash,
    t.tx_from,
    t.tx_to,
    t.evt_index,
    t.tx_index,
    t.trace_address,
    t.pool_id,
    t.chain_id
FROM weir.dex_trades AS t
LEFT JOIN weir.pools_known AS p ON p.chain_id = t.chain_id AND p.pool_id = t.pool_id
WHERE t.project IN ('1inch', 'cow_protocol') AND t.version <> 'pools';
