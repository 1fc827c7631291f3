-- How far each pipeline has come.
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline
