-- postgres
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC LIMIT 20;

-- bigquery
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- snowflake
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC LIMIT 20;

-- duckdb
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- spark
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- databricks
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- trino
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- mysql
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY CASE WHEN items IS NULL THEN 1 ELSE 0 END DESC, items DESC LIMIT 20;

-- clickhouse
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- redshift
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC LIMIT 20;

-- sqlite
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- tsql
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY CASE WHEN items IS NULL THEN 1 ELSE 0 END DESC, items DESC OFFSET 0 ROWS FETCH NEXT 20 ROWS ONLY;

-- flink
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC NULLS FIRST LIMIT 20;

-- deltastream
SELECT reason, COUNT(*) AS items FROM quarantine WHERE chain_id = $1 GROUP BY reason ORDER BY items DESC LIMIT 20;

