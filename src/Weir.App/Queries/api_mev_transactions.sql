-- A block's transactions, with what they paid.
SELECT transaction_index, hash, from_address, to_address, method_id, receipt_effective_gas_price / 1e9 AS gas_price_gwei, receipt_gas_used, receipt_status FROM transactions WHERE chain_id = $1 AND block_number = $2 ORDER BY transaction_index LIMIT 2000
