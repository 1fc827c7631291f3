-- Transfers as the original platform named them; its queries run with this schema first in the search path.
SELECT
    chain_id,
    block_number,
    block_timestamp,
    transaction_hash AS tx_hash,
    log_index,
    token_address AS contract,
    CASE standard WHEN 'erc20' THEN 'ERC-20' WHEN 'erc721' THEN 'ERC-721' ELSE 'ERC-1155' END AS standard,
    from_address AS "from",
    to_address AS "to",
    value AS amount,
    token_id
FROM weir.token_transfers
WHERE chain_id = coalesce(weir_chain_id(), chain_id);
