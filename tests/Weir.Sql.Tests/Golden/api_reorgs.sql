-- postgres
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC LIMIT 20;

-- bigquery
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- snowflake
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC LIMIT 20;

-- duckdb
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- spark
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- databricks
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- trino
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- mysql
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY CASE WHEN detected_at IS NULL THEN 1 ELSE 0 END DESC, detected_at DESC LIMIT 20;

-- clickhouse
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- redshift
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC LIMIT 20;

-- sqlite
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- tsql
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY CASE WHEN detected_at IS NULL THEN 1 ELSE 0 END DESC, detected_at DESC OFFSET 0 ROWS FETCH NEXT 20 ROWS ONLY;

-- flink
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC NULLS FIRST LIMIT 20;

-- deltastream
SELECT pipeline, detected_at, ancestor_number, depth, COUNT(*) OVER () AS total, MAX(depth) OVER () AS deepest FROM reorgs WHERE chain_id = $1 ORDER BY detected_at DESC LIMIT 20;

