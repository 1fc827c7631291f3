-- Trades by protocol.
SELECT project, version, COUNT(*) AS trades, COUNT(DISTINCT taker) AS takers, COUNT(DISTINCT pool_id) AS pools FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY project, version ORDER BY trades DESC, project, version LIMIT 100
