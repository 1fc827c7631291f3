-- postgres
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC, tx_index DESC, evt_index DESC LIMIT 2000;

-- bigquery
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- snowflake
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC, tx_index DESC, evt_index DESC LIMIT 2000;

-- duckdb
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- spark
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- databricks
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- trino
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- mysql
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END DESC, block_number DESC, CASE WHEN tx_index IS NULL THEN 1 ELSE 0 END DESC, tx_index DESC, CASE WHEN evt_index IS NULL THEN 1 ELSE 0 END DESC, evt_index DESC LIMIT 2000;

-- clickhouse
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- redshift
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC, tx_index DESC, evt_index DESC LIMIT 2000;

-- sqlite
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- tsql
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY CASE WHEN block_number IS NULL THEN 1 ELSE 0 END DESC, block_number DESC, CASE WHEN tx_index IS NULL THEN 1 ELSE 0 END DESC, tx_index DESC, CASE WHEN evt_index IS NULL THEN 1 ELSE 0 END DESC, evt_index DESC OFFSET 0 ROWS FETCH NEXT 2000 ROWS ONLY;

-- flink
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC NULLS FIRST, tx_index DESC NULLS FIRST, evt_index DESC NULLS FIRST LIMIT 2000;

-- deltastream
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC, tx_index DESC, evt_index DESC LIMIT 2000;

