-- What the node last said of the chain's end.
SELECT head, safe, finalized, updated_at FROM chain_heads WHERE chain_id = $1
