-- The ERC-20 transfers among token_transfers.
SELECT
    chain_id, block_number, block_hash, block_timestamp, token_address, from_address, to_address, value,
    transaction_hash, transaction_index, log_index
FROM weir.token_transfers
WHERE standard = 'erc20';
