-- Events by their signature, with the share of all.
SELECT topic0, COUNT(*) AS events, COUNT(DISTINCT address) AS contracts, CAST(COUNT(*) AS DOUBLE PRECISION) / SUM(COUNT(*)) OVER () AS share FROM logs WHERE topic0 IS NOT NULL GROUP BY topic0 ORDER BY events DESC, topic0 LIMIT 20
