-- Flash loans with Dune's columns; what the event did not name is filled from what is known of the pool.
SELECT
    f.chain_id,
    f.project,
    f.version,
    CAST(DATE_TRUNC('month', f.block_timestamp) AS DATE) AS block_month,
    f.block_timestamp AS block_time,
    f.block_number,
    f.amount_raw,
    f.fee_raw,
    CAST(NULL AS DOUBLE PRECISION) AS amount,
    CAST(NULL AS DOUBLE PRECISION) AS amount_usd,
    CAST(NULL AS DOUBLE PRECISION) AS fee,
    f.tx_hash,
    f.evt_index,
    COALESCE(f.asset_address, p.tokens[CAST(f.token_index AS INTEGER) + 1]) AS currency_contract,
    CAST(NULL AS TEXT) AS currency_symbol,
    f.recipient,
    f.initiator,
    f.lender_address AS contract_address,
    f.tx_index
FROM weir.flash_loans AS f
LEFT JOIN weir.pools_known AS p ON p.chain_id = f.chain_id AND p.pool_id = f.lender_address;
