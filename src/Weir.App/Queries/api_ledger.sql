-- Which blocks each table has, with what was proven of them.
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name
