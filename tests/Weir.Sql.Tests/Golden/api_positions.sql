-- postgres
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

-- bigquery
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id NULLS LAST, pipeline NULLS LAST;

-- snowflake
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

-- duckdb
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

-- spark
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id NULLS LAST, pipeline NULLS LAST;

-- databricks
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id NULLS LAST, pipeline NULLS LAST;

-- trino
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

-- mysql
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY CASE WHEN chain_id IS NULL THEN 1 ELSE 0 END, chain_id, CASE WHEN pipeline IS NULL THEN 1 ELSE 0 END, pipeline;

-- clickhouse
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

-- redshift
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

-- sqlite
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id NULLS LAST, pipeline NULLS LAST;

-- tsql
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY CASE WHEN chain_id IS NULL THEN 1 ELSE 0 END, chain_id, CASE WHEN pipeline IS NULL THEN 1 ELSE 0 END, pipeline;

-- flink
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id NULLS LAST, pipeline NULLS LAST;

-- deltastream
SELECT chain_id, pipeline, sequence, block_number, updated_at FROM ingest_positions ORDER BY chain_id, pipeline;

