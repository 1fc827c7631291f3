-- The first block since an instant, and how many there are from it on.
SELECT MIN(number) AS number, MIN(timestamp) AS first_at, COUNT(*) AS blocks FROM blocks WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3
