-- Token transfers of all chains with one meaning: asset is the same name everywhere (NULL where a token's identity is not known), amount
-- is in units of the asset, whatever the token's decimals on its chain.
SELECT
    COALESCE(c.blockchain, 'chain_' || CAST(t.chain_id AS TEXT)) AS blockchain, t.chain_id, t.block_timestamp AS block_time,
    t.block_number, t.transaction_hash AS tx_hash, t.log_index AS evt_index, t.batch_index, i.asset, i.form AS asset_form,
    t.token_address, COALESCE(i.symbol, k.symbol) AS token_symbol, t.standard, t.from_address, t.to_address, t.value AS amount_raw,
    t.token_id,
    CASE WHEN t.standard = 'erc20' THEN
        CAST(t.value AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), COALESCE(i.decimals, k.decimals))
    END AS amount
FROM weir.token_transfers AS t
LEFT JOIN weir.chains AS c ON c.chain_id = t.chain_id
LEFT JOIN weir.token_identities AS i ON i.chain_id = t.chain_id AND i.address = t.token_address
LEFT JOIN weir.tokens_known AS k ON k.chain_id = t.chain_id AND k.address = t.token_address;
