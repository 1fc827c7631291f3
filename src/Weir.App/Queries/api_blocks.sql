-- Blocks, newest first.
SELECT number, hash, timestamp, miner, transaction_count, gas_used, gas_limit, base_fee_per_gas, blob_gas_used, proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number DESC LIMIT 1000
