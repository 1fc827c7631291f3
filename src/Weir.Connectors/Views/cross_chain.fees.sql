-- What each transaction paid, in the smallest unit of its chain's coin: execution_fee_raw for running it, l1_fee_raw for its data on L1
-- (OP stack: l1Fee of the receipt, beside the gas; Arbitrum: gasUsedForL1, which is part of the gas used), operator_fee_raw (OP stack since
-- Isthmus: gas * scalar / 10^6 + constant; since Jovian, whose receipts have daFootprintGasScalar: gas * scalar * 100 + constant), blob_fee_raw (EIP-4844); fee_raw is their sum. Deposits and system transactions pay nothing.
SELECT
    f.blockchain, f.chain_id, f.block_time, f.block_number, f.tx_hash, f.tx_index, f.tx_from, f.fee_asset, f.gas_used, f.l1_gas_used,
    f.gas_price, f.execution_fee_raw, f.l1_fee_raw, f.operator_fee_raw, f.blob_fee_raw,
    f.execution_fee_raw + f.l1_fee_raw + f.operator_fee_raw + f.blob_fee_raw AS fee_raw,
    CAST(f.execution_fee_raw + f.l1_fee_raw + f.operator_fee_raw + f.blob_fee_raw AS DOUBLE PRECISION)
        / POWER(CAST(10 AS DOUBLE PRECISION), 18) AS fee
FROM (
    SELECT
        g.blockchain, g.chain_id, g.block_time, g.block_number, g.tx_hash, g.tx_index, g.tx_from, g.fee_asset, g.gas_used,
        g.l1_gas_used, g.gas_price,
        CAST(CAST(g.gas_used - g.l1_gas_used AS DECIMAL(19, 0)) * CAST(g.gas_price AS DECIMAL(19, 0)) AS DECIMAL(38, 0))
            AS execution_fee_raw,
        CAST(g.l1_fee AS DECIMAL(38, 0))
            + CAST(CAST(g.l1_gas_used AS DECIMAL(19, 0)) * CAST(g.gas_price AS DECIMAL(19, 0)) AS DECIMAL(38, 0)) AS l1_fee_raw,
        CAST(g.operator_fee AS DECIMAL(38, 0)) AS operator_fee_raw,
        CAST(CAST(g.blob_gas_used AS DECIMAL(19, 0)) * CAST(g.blob_gas_price AS DECIMAL(19, 0)) AS DECIMAL(38, 0)) AS blob_fee_raw
    FROM (
        SELECT
            COALESCE(c.blockchain, 'chain_' || CAST(t.chain_id AS TEXT)) AS blockchain, t.chain_id, t.block_timestamp AS block_time,
            t.block_number, t.hash AS tx_hash, t.transaction_index AS tx_index, t.from_address AS tx_from,
            COALESCE(c.native_symbol, 'ETH') AS fee_asset, t.receipt_gas_used AS gas_used,
            COALESCE(weir_l1_gas(), 0) AS l1_gas_used, COALESCE(weir_l1_fee(), 0) AS l1_fee,
            CASE WHEN weir_operator_constant() IS NULL AND weir_operator_scalar() IS NULL THEN 0
                WHEN weir_footprint_scalar() IS NULL
                    THEN FLOOR(CAST(t.receipt_gas_used AS DOUBLE PRECISION) * COALESCE(weir_operator_scalar(), 0) / 1000000)
                    + COALESCE(weir_operator_constant(), 0)
                ELSE CAST(t.receipt_gas_used AS DOUBLE PRECISION) * COALESCE(weir_operator_scalar(), 0) * 100
                    + COALESCE(weir_operator_constant(), 0)
            END AS operator_fee,
            CASE WHEN t.transaction_type >= 100 THEN COALESCE(t.receipt_effective_gas_price, 0)
                ELSE COALESCE(t.receipt_effective_gas_price, t.gas_price) END AS gas_price,
            COALESCE(t.receipt_blob_gas_used, 0) AS blob_gas_used, COALESCE(t.receipt_blob_gas_price, 0) AS blob_gas_price
        FROM weir.transactions AS t
        LEFT JOIN weir.chains AS c ON c.chain_id = t.chain_id
        WHERE t.receipt_gas_used IS NOT NULL
    ) AS g
) AS f;
