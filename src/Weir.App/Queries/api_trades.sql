-- Trades, newest first; amounts as the chain has them.
SELECT block_number, block_time, project, version, tx_hash, tx_index, evt_index, taker, pool_id, token_sold_address, token_sold_amount_raw, token_bought_address, token_bought_amount_raw FROM dex_trades WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY block_number DESC, tx_index DESC, evt_index DESC LIMIT 2000
