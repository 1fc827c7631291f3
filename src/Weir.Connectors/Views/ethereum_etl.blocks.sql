-- Blocks with the columns of ethereum-etl 2.4.2; timestamp is an instant, as its PostgreSQL and BigQuery schemas have it.
SELECT
    number, hash, parent_hash, nonce, sha3_uncles, logs_bloom, transactions_root, state_root, receipts_root, miner, difficulty,
    total_difficulty, size, extra_data, gas_limit, gas_used, "timestamp", transaction_count, base_fee_per_gas, withdrawals_root,
    weir_withdrawals() AS withdrawals,
    blob_gas_used, excess_blob_gas
FROM weir.blocks AS b
WHERE b.chain_id = coalesce(weir_chain_id(), b.chain_id);
