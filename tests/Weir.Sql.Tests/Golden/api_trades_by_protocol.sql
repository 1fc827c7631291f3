-- postgres
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC, project, version LIMIT 100;

-- bigquery
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project NULLS LAST, version NULLS LAST LIMIT 100;

-- snowflake
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC, project, version LIMIT 100;

-- duckdb
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project, version LIMIT 100;

-- spark
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project NULLS LAST, version NULLS LAST LIMIT 100;

-- databricks
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project NULLS LAST, version NULLS LAST LIMIT 100;

-- trino
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project, version LIMIT 100;

-- mysql
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY CASE WHEN trades IS NULL THEN 1 ELSE 0 END DESC, trades DESC, CASE WHEN project IS NULL THEN 1 ELSE 0 END, project, CASE WHEN version IS NULL THEN 1 ELSE 0 END, version LIMIT 100;

-- clickhouse
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project, version LIMIT 100;

-- redshift
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC, project, version LIMIT 100;

-- sqlite
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project NULLS LAST, version NULLS LAST LIMIT 100;

-- tsql
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY CASE WHEN trades IS NULL THEN 1 ELSE 0 END DESC, trades DESC, CASE WHEN project IS NULL THEN 1 ELSE 0 END, project, CASE WHEN version IS NULL THEN 1 ELSE 0 END, version OFFSET 0 ROWS FETCH NEXT 100 ROWS ONLY;

-- flink
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC NULLS FIRST, project NULLS LAST, version NULLS LAST LIMIT 100;

-- deltastream
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC, project, version LIMIT 100;

