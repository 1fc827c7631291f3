-- ERC-20 and ERC-721 transfers with the columns of ethereum-etl 2.4.2: value is the token id of an ERC-721 transfer.
CREATE OR REPLACE VIEW ethereum_etl.token_transfers AS
SELECT
    token_address, from_address, to_address,
    CASE standard WHEN 'erc721' THEN token_id ELSE value END AS value,
    transaction_hash, log_index, block_number
FROM main.token_transfers
WHERE standard <> 'erc1155';
