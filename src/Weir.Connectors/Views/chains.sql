-- The chains that Weir knows: how often they make a block, how deep one must lie to be final, and what their fees are paid in.
SELECT
    CAST(c.chain_id AS BIGINT) AS chain_id, c.blockchain, c.name, c.network, c.rules, c.native_symbol, c.wrapped_native_address,
    CAST(c.block_seconds AS DOUBLE PRECISION) AS block_seconds, CAST(c.finality_blocks AS BIGINT) AS finality_blocks
FROM (VALUES weir_chain_list()) AS c (
    chain_id, blockchain, name, network, rules, native_symbol, wrapped_native_address, block_seconds, finality_blocks);
