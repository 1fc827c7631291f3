-- Logs with the columns of ethereum-etl 2.4.2: the topics are one list.
SELECT
    log_index, transaction_hash, transaction_index, block_hash, block_number, address, data,
    CASE
        WHEN topic0 IS NULL THEN CAST(ARRAY[] AS TEXT[])
        WHEN topic1 IS NULL THEN ARRAY[topic0]
        WHEN topic2 IS NULL THEN ARRAY[topic0, topic1]
        WHEN topic3 IS NULL THEN ARRAY[topic0, topic1, topic2]
        ELSE ARRAY[topic0, topic1, topic2, topic3]
    END AS topics
FROM weir.logs
WHERE chain_id = coalesce(weir_chain_id(), chain_id);
