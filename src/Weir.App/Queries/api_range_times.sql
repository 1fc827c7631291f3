-- The first and last instant of a range of blocks.
SELECT MIN(timestamp) AS first_at, MAX(timestamp) AS last_at, COUNT(*) AS blocks, COUNT(*) FILTER (WHERE proven LIKE 'header,transactions,receipts%') AS proven FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3
