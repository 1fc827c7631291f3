-- postgres
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

-- bigquery
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name NULLS LAST;

-- snowflake
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

-- duckdb
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

-- spark
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name NULLS LAST;

-- databricks
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name NULLS LAST;

-- trino
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

-- mysql
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY CASE WHEN table_name IS NULL THEN 1 ELSE 0 END, table_name;

-- clickhouse
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

-- redshift
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

-- sqlite
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name NULLS LAST;

-- tsql
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY CASE WHEN table_name IS NULL THEN 1 ELSE 0 END, table_name;

-- flink
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name NULLS LAST;

-- deltastream
SELECT table_name, MIN(from_block) AS from_block, MAX(to_block) AS to_block, SUM(to_block - from_block + 1) AS blocks, MIN(proven) AS proven FROM ingest_ranges WHERE chain_id = $1 GROUP BY table_name ORDER BY table_name;

