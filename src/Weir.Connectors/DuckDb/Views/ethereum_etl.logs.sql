-- Logs with the columns of ethereum-etl 2.4.2: the topics are one list.
CREATE OR REPLACE VIEW ethereum_etl.logs AS
SELECT
    log_index, transaction_hash, transaction_index, block_hash, block_number, address, data,
    list_filter([topic0, topic1, topic2, topic3], lambda topic: topic IS NOT NULL) AS topics
FROM main.logs
WHERE chain_id = coalesce(getvariable('chain_id'), chain_id);
