-- Trades in pools and of orders with Dune's columns. Aggregators' reports of the same trades are in dex_aggregator.trades.
-- amount_usd is at the price of the newest earlier block (of the last 7,200) in which another pool says one, the deepest of them there: neither the
-- trade's own block nor its own pool can have moved it.
SELECT
    s.blockchain,
    s.project,
    s.version,
    CAST(DATE_TRUNC('month', s.block_time) AS DATE) AS block_month,
    CAST(DATE_TRUNC('day', s.block_time) AS DATE) AS block_date,
    s.block_time,
    s.block_number,
    s.token_bought_symbol,
    s.token_sold_symbol,
    CASE
        WHEN LOWER(s.token_bought_symbol) > LOWER(s.token_sold_symbol) THEN s.token_sold_symbol || '-' || s.token_bought_symbol
        ELSE s.token_bought_symbol || '-' || s.token_sold_symbol
    END AS token_pair,
    CAST(s.token_bought_amount_raw AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), s.bought_decimals) AS token_bought_amount,
    CAST(s.token_sold_amount_raw AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), s.sold_decimals) AS token_sold_amount,
    s.token_bought_amount_raw,
    s.token_sold_amount_raw,
    COALESCE(
        CAST(s.token_bought_amount_raw AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), s.bought_decimals) * (
            SELECT p.price FROM weir.usd_prices AS p
            WHERE p.chain_id = s.chain_id AND p.token_address = s.token_bought_address
                AND p.block_number < s.block_number AND p.block_number >= s.block_number - 7200
                AND (p.pool_id IS NULL OR p.pool_id <> COALESCE(s.pool_id, ''))
            ORDER BY p.block_number DESC, COALESCE(p.liquidity_usd, 0) DESC, p.pool_id LIMIT 1),
        CAST(s.token_sold_amount_raw AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), s.sold_decimals) * (
            SELECT q.price FROM weir.usd_prices AS q
            WHERE q.chain_id = s.chain_id AND q.token_address = s.token_sold_address
                AND q.block_number < s.block_number AND q.block_number >= s.block_number - 7200
                AND (q.pool_id IS NULL OR q.pool_id <> COALESCE(s.pool_id, ''))
            ORDER BY q.block_number DESC, COALESCE(q.liquidity_usd, 0) DESC, q.pool_id LIMIT 1)) AS amount_usd,
    s.token_bought_address,
    s.token_sold_address,
    s.taker,
    s.maker,
    s.project_contract_address,
    s.tx_hash,
    s.tx_from,
    s.tx_to,
    s.evt_index,
    s.tx_index,
    s.trace_address,
    s.pool_id,
    s.chain_id
FROM (
    SELECT
        t.*, b.symbol AS token_bought_symbol, b.decimals AS bought_decimals, k.symbol AS token_sold_symbol,
        k.decimals AS sold_decimals
    FROM (
        SELECT
            d.blockchain, d.project, d.version, d.block_time, d.block_number, d.token_bought_amount_raw,
            d.token_sold_amount_raw,
            COALESCE(d.token_bought_address, p.tokens[CAST(d.token_bought_index AS INTEGER) + 1]) AS token_bought_address,
            COALESCE(d.token_sold_address, p.tokens[CAST(d.token_sold_index AS INTEGER) + 1]) AS token_sold_address,
            d.taker, d.maker, d.project_contract_address, d.tx_hash, d.tx_from, d.tx_to, d.evt_index, d.tx_index,
            d.trace_address, d.pool_id, d.chain_id
        FROM weir.dex_trades AS d
        LEFT JOIN weir.pools_known AS p ON p.chain_id = d.chain_id AND p.pool_id = d.pool_id
        WHERE d.project NOT IN ('1inch', 'cow_protocol') OR d.version = 'pools'
    ) AS t
    LEFT JOIN weir.tokens_known AS b ON b.chain_id = t.chain_id AND b.address = t.token_bought_address
    LEFT JOIN weir.tokens_known AS k ON k.chain_id = t.chain_id AND k.address = t.token_sold_address
) AS s;
