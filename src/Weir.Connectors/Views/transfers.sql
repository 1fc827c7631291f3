SELECT
    t.chain_id, t.block_number, t.block_hash, t.block_timestamp, t.transaction_hash, t.transaction_index, t.log_index,
    t.batch_index, t.token_address, t.standard, t.from_address, t.to_address, t.value, t.token_id, t.operator,
    k.symbol, k.name, k.decimals,
    CASE WHEN t.standard = 'erc20' THEN CAST(t.value AS DOUBLE PRECISION) / POWER(CAST(10 AS DOUBLE PRECISION), k.decimals) END AS amount
FROM weir.token_transfers AS t
LEFT JOIN weir.tokens AS k ON k.chain_id = t.chain_id AND k.address = t.token_address
