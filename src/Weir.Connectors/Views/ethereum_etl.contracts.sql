-- Contracts with the columns of ethereum-etl 2.4.2.
SELECT address, bytecode, function_sighashes, is_erc20, is_erc721, block_number
FROM weir.contracts
WHERE chain_id = coalesce(weir_chain_id(), chain_id);
