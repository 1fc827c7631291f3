-- Traces with the columns of ethereum-etl 2.4.2.
SELECT
    block_number, transaction_hash, transaction_index, from_address, to_address, value, input, output, trace_type,
    call_type, reward_type, gas, gas_used, subtraces, trace_address, error, status, trace_id
FROM weir.traces
WHERE chain_id = coalesce(weir_chain_id(), chain_id);
