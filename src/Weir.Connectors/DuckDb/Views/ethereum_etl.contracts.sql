-- Contracts with the columns of ethereum-etl 2.4.2.
CREATE OR REPLACE VIEW ethereum_etl.contracts AS
SELECT address, bytecode, function_sighashes, is_erc20, is_erc721, block_number
FROM main.contracts
WHERE chain_id = coalesce(getvariable('chain_id'), chain_id);
