-- What is best known of each pool: by the hash that made it, else by its creation, else by what moved.
SELECT
    chain_id, pool_id, contract_address, protocol, version, tokens, fee_ppm, tick_spacing, hooks, factory, proof,
    block_number, block_hash
FROM (
    SELECT
        chain_id, pool_id, contract_address, protocol, version, tokens, fee_ppm, tick_spacing, hooks, factory, proof,
        block_number, block_hash,
        ROW_NUMBER() OVER (
            PARTITION BY chain_id, pool_id
            ORDER BY
                CASE
                    WHEN proof = 'create2' THEN 1
                    WHEN proof = 'id' THEN 2
                    WHEN proof = 'event' AND protocol <> 'unknown' THEN 3
                    WHEN proof = 'transfers' THEN 4
                    WHEN proof = 'event' THEN 5
                    WHEN proof = 'call' THEN 6
                    ELSE 7
                END,
                block_number) AS place
    FROM weir.pools
) AS ranked
WHERE place = 1;
