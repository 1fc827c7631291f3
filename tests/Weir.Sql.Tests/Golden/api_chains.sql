-- postgres
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

-- bigquery
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id NULLS LAST;

-- snowflake
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

-- duckdb
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

-- spark
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id NULLS LAST;

-- databricks
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id NULLS LAST;

-- trino
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

-- mysql
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY CASE WHEN chain_id IS NULL THEN 1 ELSE 0 END, chain_id;

-- clickhouse
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

-- redshift
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

-- sqlite
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id NULLS LAST;

-- tsql
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY CASE WHEN chain_id IS NULL THEN 1 ELSE 0 END, chain_id;

-- flink
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id NULLS LAST;

-- deltastream
SELECT chain_id, MIN(from_block) AS oldest, MAX(to_block) AS newest, SUM(to_block - from_block + 1) AS blocks FROM ingest_ranges WHERE table_name = 'blocks' GROUP BY chain_id ORDER BY chain_id;

