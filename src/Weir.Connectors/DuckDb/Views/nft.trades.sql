-- Sales of NFTs with Dune's columns.
CREATE OR REPLACE VIEW nft.trades AS
SELECT
    blockchain,
    project,
    project_version AS version,
    CAST(DATE_TRUNC('month', block_timestamp) AS DATE) AS block_month,
    CAST(DATE_TRUNC('day', block_timestamp) AS DATE) AS block_date,
    block_timestamp AS block_time,
    block_number,
    tx_hash,
    trade_category,
    trade_type,
    nft_contract_address,
    nft_token_id AS token_id,
    nft_amount AS number_of_items,
    buyer,
    seller,
    currency_contract,
    price_raw AS amount_raw,
    CASE WHEN currency_contract = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
        THEN CAST(price_raw AS DOUBLE PRECISION) / 1e18 END AS amount_original,
    CAST(NULL AS DOUBLE PRECISION) AS amount_usd,
    project_contract_address,
    platform_fee_amount_raw,
    royalty_fee_amount_raw,
    evt_index,
    tx_index,
    sub_tx_trade_id,
    chain_id
FROM main.nft_trades;
