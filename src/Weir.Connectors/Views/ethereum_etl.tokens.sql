SELECT
    address, symbol, name, decimals, total_supply, block_number
FROM weir.tokens
WHERE weir_chain_id() IS NULL OR chain_id = weir_chain_id()
