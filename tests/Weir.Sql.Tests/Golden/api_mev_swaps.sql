-- postgres
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

-- bigquery
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index NULLS LAST, address NULLS LAST LIMIT 2000;

-- snowflake
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

-- duckdb
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

-- spark
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index NULLS LAST, address NULLS LAST LIMIT 2000;

-- databricks
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index NULLS LAST, address NULLS LAST LIMIT 2000;

-- trino
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

-- mysql
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY CASE WHEN transaction_index IS NULL THEN 1 ELSE 0 END, transaction_index, CASE WHEN address IS NULL THEN 1 ELSE 0 END, address LIMIT 2000;

-- clickhouse
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

-- redshift
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

-- sqlite
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index NULLS LAST, address NULLS LAST LIMIT 2000;

-- tsql
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY CASE WHEN transaction_index IS NULL THEN 1 ELSE 0 END, transaction_index, CASE WHEN address IS NULL THEN 1 ELSE 0 END, address OFFSET 0 ROWS FETCH NEXT 2000 ROWS ONLY;

-- flink
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index NULLS LAST, address NULLS LAST LIMIT 2000;

-- deltastream
SELECT transaction_index, transaction_hash, address, COUNT(*) AS swaps FROM logs WHERE chain_id = $1 AND block_number = $2 AND topic0 IN ('0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67') GROUP BY transaction_index, transaction_hash, address ORDER BY transaction_index, address LIMIT 2000;

