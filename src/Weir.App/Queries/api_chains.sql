-- The chains that are stored: how far, and how many blocks.
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id
