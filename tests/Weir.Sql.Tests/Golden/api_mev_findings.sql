-- postgres
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC NULLS LAST, mev_id LIMIT 200;

-- bigquery
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id NULLS LAST LIMIT 200;

-- snowflake
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC NULLS LAST, mev_id LIMIT 200;

-- duckdb
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id LIMIT 200;

-- spark
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id NULLS LAST LIMIT 200;

-- databricks
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id NULLS LAST LIMIT 200;

-- trino
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id LIMIT 200;

-- mysql
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, CASE WHEN mev_id IS NULL THEN 1 ELSE 0 END, mev_id LIMIT 200;

-- clickhouse
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id LIMIT 200;

-- redshift
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC NULLS LAST, mev_id LIMIT 200;

-- sqlite
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id NULLS LAST LIMIT 200;

-- tsql
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, CASE WHEN mev_id IS NULL THEN 1 ELSE 0 END, mev_id OFFSET 0 ROWS FETCH NEXT 200 ROWS ONLY;

-- flink
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC, mev_id NULLS LAST LIMIT 200;

-- deltastream
SELECT mev_id, kind, block_number, actor_address, actor_contract, tx_hashes, victim_tx_hashes, pools, profit_token, profit_raw, profit_usd, gas_cost_wei, builder_payment_wei, victim_loss_token, victim_loss_raw, victim_loss_usd, confidence_ratio, evidence FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 ORDER BY profit_usd DESC NULLS LAST, mev_id LIMIT 200;

