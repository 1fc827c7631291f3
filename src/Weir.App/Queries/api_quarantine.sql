-- Items that could not be decoded, by reason.
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC LIMIT 20
