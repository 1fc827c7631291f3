-- Blocks with the columns of ethereum-etl 2.4.2; timestamp is an instant, as its PostgreSQL and BigQuery schemas have it.
CREATE OR REPLACE VIEW ethereum_etl.blocks AS
SELECT
    number, hash, parent_hash, nonce, sha3_uncles, logs_bloom, transactions_root, state_root, receipts_root, miner, difficulty,
    total_difficulty, size, extra_data, gas_limit, gas_used, "timestamp", transaction_count, base_fee_per_gas, withdrawals_root,
    coalesce(
        (
            SELECT list(
                {'index': w."index", 'validator_index': w.validator_index, 'address': w.address, 'amount': w.amount_gwei}
                ORDER BY w."index")
            FROM main.withdrawals AS w
            WHERE w.chain_id = b.chain_id AND w.block_number = b.number
        ),
        []) AS withdrawals,
    blob_gas_used, excess_blob_gas
FROM main.blocks AS b
WHERE b.chain_id = coalesce(getvariable('chain_id'), b.chain_id);
