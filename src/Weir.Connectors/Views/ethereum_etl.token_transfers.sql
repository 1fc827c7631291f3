-- ERC-20 and ERC-721 transfers with the columns and rows of ethereum-etl 2.4.2: value is the token id of an ERC-721 transfer. It knows
-- neither ERC-2309 (batch_index above 0) nor what CryptoPunks says beside its Transfer of one unit.
SELECT
    token_address, from_address, to_address,
    CASE WHEN standard = 'erc721' AND token_address <> '0xb47e3cd837ddf8e4c57f05d70ab865de6e193bbb' THEN token_id ELSE value END AS value,
    transaction_hash, log_index, block_number
FROM weir.token_transfers
WHERE chain_id = coalesce(weir_chain_id(), chain_id)
    AND standard <> 'erc1155'
    AND NOT (standard = 'erc721' AND batch_index > 0)
    AND NOT (
        token_address = '0xb47e3cd837ddf8e4c57f05d70ab865de6e193bbb'
        AND from_address = '0x0000000000000000000000000000000000000000'
    );
