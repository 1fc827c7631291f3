-- The latest reorganisations, newest first, and how many there are.
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC LIMIT 20
