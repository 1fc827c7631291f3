-- postgres
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC, pool_id LIMIT 2000;

-- bigquery
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id NULLS LAST LIMIT 2000;

-- snowflake
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC, pool_id LIMIT 2000;

-- duckdb
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id LIMIT 2000;

-- spark
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id NULLS LAST LIMIT 2000;

-- databricks
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id NULLS LAST LIMIT 2000;

-- trino
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id LIMIT 2000;

-- mysql
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY CASE WHEN trades IS NULL THEN 1 ELSE 0 END DESC, trades DESC, CASE WHEN pool_id IS NULL THEN 1 ELSE 0 END, pool_id LIMIT 2000;

-- clickhouse
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id LIMIT 2000;

-- redshift
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC, pool_id LIMIT 2000;

-- sqlite
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id NULLS LAST LIMIT 2000;

-- tsql
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY CASE WHEN trades IS NULL THEN 1 ELSE 0 END DESC, trades DESC, CASE WHEN pool_id IS NULL THEN 1 ELSE 0 END, pool_id OFFSET 0 ROWS FETCH NEXT 2000 ROWS ONLY;

-- flink
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC NULLS FIRST, pool_id NULLS LAST LIMIT 2000;

-- deltastream
SELECT pool_id, project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, MAX(block_number) AS last_block FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND pool_id IS NOT NULL GROUP BY pool_id, project, version ORDER BY trades DESC, pool_id LIMIT 2000;

