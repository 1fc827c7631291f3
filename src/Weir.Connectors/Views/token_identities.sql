-- Which tokens of different chains are one asset; bridged forms are claims on it.
SELECT
    CAST(i.chain_id AS BIGINT) AS chain_id, i.address, i.asset, i.symbol, i.form, CAST(i.decimals AS BIGINT) AS decimals
FROM (VALUES weir_identity_list()) AS i (chain_id, address, asset, symbol, form, decimals);
