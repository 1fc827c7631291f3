-- The ERC-721 transfers among token_transfers.
CREATE OR REPLACE VIEW main.erc721_transfers AS
SELECT
    chain_id, block_number, block_hash, block_timestamp, token_address, from_address, to_address, token_id,
    transaction_hash, transaction_index, log_index
FROM main.token_transfers
WHERE standard = 'erc721';
