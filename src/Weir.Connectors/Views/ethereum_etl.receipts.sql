-- Receipts with the columns of ethereum-etl 2.4.2; the l1_ columns belong to rollups and are NULL here.
SELECT
    hash AS transaction_hash,
    transaction_index,
    block_hash,
    block_number,
    receipt_cumulative_gas_used AS cumulative_gas_used,
    receipt_gas_used AS gas_used,
    receipt_contract_address AS contract_address,
    receipt_root AS root,
    receipt_status AS status,
    receipt_effective_gas_price AS effective_gas_price,
    NULL::BIGINT AS l1_fee,
    NULL::BIGINT AS l1_gas_used,
    NULL::BIGINT AS l1_gas_price,
    NULL::DOUBLE PRECISION AS l1_fee_scalar,
    receipt_blob_gas_price AS blob_gas_price,
    receipt_blob_gas_used AS blob_gas_used
FROM weir.transactions
WHERE receipt_cumulative_gas_used IS NOT NULL AND chain_id = coalesce(weir_chain_id(), chain_id);
