-- Transactions with the columns of ethereum-etl 2.4.2.
CREATE OR REPLACE VIEW ethereum_etl.transactions AS
SELECT
    hash, nonce, block_hash, block_number, transaction_index, from_address, to_address, value, gas, gas_price, input,
    block_timestamp, max_fee_per_gas, max_priority_fee_per_gas, transaction_type, max_fee_per_blob_gas, blob_versioned_hashes
FROM main.transactions
WHERE chain_id = coalesce(getvariable('chain_id'), chain_id);
