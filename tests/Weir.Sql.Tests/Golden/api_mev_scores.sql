-- postgres
WITH gas AS (SELECT block_number, MIN(block_timestamp) AS block_timestamp, MAX(COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS highest_gwei, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS median_gwei, COUNT(*) AS transactions FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number), pools AS (SELECT block_number, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY block_number, address), swaps AS (SELECT block_number, SUM(swaps) AS swaps, COUNT(*) FILTER(WHERE swaps >= 3) AS busy_pools, COUNT(*) FILTER(WHERE swaps >= 2) AS backrun_pools FROM pools GROUP BY block_number) SELECT g.block_number, g.block_timestamp, g.highest_gwei, g.median_gwei, g.transactions, COALESCE(s.swaps, 0) AS swaps, COALESCE(s.busy_pools, 0) AS busy_pools, COALESCE(s.backrun_pools, 0) AS backrun_pools FROM gas AS g LEFT JOIN swaps AS s ON s.block_number = g.block_number ORDER BY g.block_number;

-- bigquery
WITH gas AS (SELECT block_number, MIN(block_timestamp) AS block_timestamp, MAX(COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS highest_gwei, (ARRAY_AGG(COALESCE(receipt_effective_gas_price, gas_price) IGNORE NULLS ORDER BY COALESCE(receipt_effective_gas_price, gas_price) NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.5 * (COUNT(COALESCE(receipt_effective_gas_price, gas_price)) - 1)) AS INT64))] + (0.5 * (COUNT(COALESCE(receipt_effective_gas_price, gas_price)) - 1) - FLOOR(0.5 * (COUNT(COALESCE(receipt_effective_gas_price, gas_price)) - 1))) * (ARRAY_AGG(COALESCE(receipt_effective_gas_price, gas_price) IGNORE NULLS ORDER BY COALESCE(receipt_effective_gas_price, gas_price) NULLS LAST)[SAFE_OFFSET(CAST(CEIL(0.5 * (COUNT(COALESCE(receipt_effective_gas_price, gas_price)) - 1)) AS INT64))] - ARRAY_AGG(COALESCE(receipt_effective_gas_price, gas_price) IGNORE NULLS ORDER BY COALESCE(receipt_effective_gas_price, gas_price) NULLS LAST)[SAFE_OFFSET(CAST(FLOOR(0.5 * (COUNT(COALESCE(receipt_effective_gas_price, gas_price)) - 1)) AS INT64))])) / 1e9 AS median_gwei, COUNT(*) AS transactions FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number), pools AS (SELECT block_number, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY block_number, address), swaps AS (SELECT block_number, SUM(swaps) AS swaps, COUNTIF(swaps >= 3) AS busy_pools, COUNTIF(swaps >= 2) AS backrun_pools FROM pools GROUP BY block_number) SELECT g.block_number, g.block_timestamp, g.highest_gwei, g.median_gwei, g.transactions, COALESCE(s.swaps, 0) AS swaps, COALESCE(s.busy_pools, 0) AS busy_pools, COALESCE(s.backrun_pools, 0) AS backrun_pools FROM gas AS g LEFT JOIN swaps AS s ON s.block_number = g.block_number ORDER BY g.block_number NULLS LAST;

-- snowflake
WITH gas AS (SELECT block_number, MIN(block_timestamp) AS block_timestamp, MAX(COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS highest_gwei, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS median_gwei, COUNT(*) AS transactions FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number), pools AS (SELECT block_number, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY block_number, address), swaps AS (SELECT block_number, SUM(swaps) AS swaps, COUNT_IF(swaps >= 3) AS busy_pools, COUNT_IF(swaps >= 2) AS backrun_pools FROM pools GROUP BY block_number) SELECT g.block_number, g.block_timestamp, g.highest_gwei, g.median_gwei, g.transactions, COALESCE(s.swaps, 0) AS swaps, COALESCE(s.busy_pools, 0) AS busy_pools, COALESCE(s.backrun_pools, 0) AS backrun_pools FROM gas AS g LEFT JOIN swaps AS s ON s.block_number = g.block_number ORDER BY g.block_number;

-- duckdb
WITH gas AS (SELECT block_number, MIN(block_timestamp) AS block_timestamp, MAX(COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS highest_gwei, QUANTILE_CONT(COALESCE(receipt_effective_gas_price, gas_price), 0.5 ORDER BY COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS median_gwei, COUNT(*) AS transactions FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number), pools AS (SELECT block_number, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY block_number, address), swaps AS (SELECT block_number, SUM(swaps) AS swaps, COUNT(*) FILTER(WHERE swaps >= 3) AS busy_pools, COUNT(*) FILTER(WHERE swaps >= 2) AS backrun_pools FROM pools GROUP BY block_number) SELECT g.block_number, g.block_timestamp, g.highest_gwei, g.median_gwei, g.transactions, COALESCE(s.swaps, 0) AS swaps, COALESCE(s.busy_pools, 0) AS busy_pools, COALESCE(s.backrun_pools, 0) AS backrun_pools FROM gas AS g LEFT JOIN swaps AS s ON s.block_number = g.block_number ORDER BY g.block_number;

-- spark
-- refused: line 2, column 174: spark has no equal of within group;

-- databricks
-- refused: line 2, column 174: databricks has no equal of within group;

-- trino
-- refused: line 2, column 174: trino has no equal of within group;

-- mysql
-- refused: line 2, column 174: mysql has no equal of within group;

-- clickhouse
-- refused: line 2, column 174: clickhouse has no equal of within group;

-- redshift
WITH gas AS (SELECT block_number, MIN(block_timestamp) AS block_timestamp, MAX(COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS highest_gwei, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY COALESCE(receipt_effective_gas_price, gas_price)) / 1e9 AS median_gwei, COUNT(*) AS transactions FROM transactions WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY block_number), pools AS (SELECT block_number, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY block_number, address), swaps AS (SELECT block_number, SUM(swaps) AS swaps, SUM(CASE WHEN swaps >= 3 THEN 1 ELSE 0 END) AS busy_pools, SUM(CASE WHEN swaps >= 2 THEN 1 ELSE 0 END) AS backrun_pools FROM pools GROUP BY block_number) SELECT g.block_number, g.block_timestamp, g.highest_gwei, g.median_gwei, g.transactions, COALESCE(s.swaps, 0) AS swaps, COALESCE(s.busy_pools, 0) AS busy_pools, COALESCE(s.backrun_pools, 0) AS backrun_pools FROM gas AS g LEFT JOIN swaps AS s ON s.block_number = g.block_number ORDER BY g.block_number;

-- sqlite
-- refused: line 2, column 174: sqlite has no equal of within group;

-- tsql
-- refused: line 2, column 174: tsql has no equal of within group;

-- flink
-- refused: line 2, column 174: flink has no equal of within group;

-- deltastream
-- refused: line 2, column 174: deltastream has no equal of within group;

