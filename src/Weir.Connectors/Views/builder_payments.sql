-- What transactions paid the block's builder (its fee recipient) beside gas, a row a transaction.
SELECT
    t.chain_id, t.block_number, t.block_hash, t.block_timestamp, t.transaction_hash, t.transaction_index,
    b.miner AS builder, SUM(t.value) AS payment_wei
FROM weir.traces AS t
JOIN weir.blocks AS b ON b.chain_id = t.chain_id AND b.hash = t.block_hash AND b.miner = t.to_address
WHERE t.status = 1
    AND CAST(t.value AS DOUBLE PRECISION) > 0
    AND (t.trace_type IN ('create', 'suicide') OR (t.trace_type = 'call' AND t.call_type = 'call'))
GROUP BY
    t.chain_id, t.block_number, t.block_hash, t.block_timestamp, t.transaction_hash, t.transaction_index, b.miner;
