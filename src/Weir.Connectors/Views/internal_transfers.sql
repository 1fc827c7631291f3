-- Coins that contracts sent, created contracts got, or destroyed ones left: nothing that failed, and no transaction's
-- own value.
SELECT
    chain_id, block_number, block_hash, block_timestamp, transaction_hash, transaction_index, trace_address,
    trace_type, from_address, to_address, value
FROM weir.traces
WHERE status = 1
    AND trace_address <> ''
    AND CAST(value AS DOUBLE PRECISION) > 0
    AND (trace_type IN ('create', 'suicide') OR (trace_type = 'call' AND call_type = 'call'));
