-- When a block was made.
SELECT number, timestamp FROM blocks WHERE chain_id = $1 AND number = $2
