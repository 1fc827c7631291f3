-- MEV that was found in the range, by kind.
SELECT kind, COUNT(*) AS findings, COUNT(DISTINCT block_number) AS blocks FROM mev WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 GROUP BY kind ORDER BY kind
