-- postgres
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

-- bigquery
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address NULLS LAST) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day NULLS LAST, place NULLS LAST;

-- snowflake
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

-- duckdb
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

-- spark
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address NULLS LAST) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day NULLS LAST, place NULLS LAST;

-- databricks
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address NULLS LAST) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day NULLS LAST, place NULLS LAST;

-- trino
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

-- mysql
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY CASE WHEN transactions IS NULL THEN 1 ELSE 0 END DESC, transactions DESC, CASE WHEN from_address IS NULL THEN 1 ELSE 0 END, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY CASE WHEN day IS NULL THEN 1 ELSE 0 END, day, CASE WHEN place IS NULL THEN 1 ELSE 0 END, place;

-- clickhouse
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

-- redshift
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY 1, 2), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

-- sqlite
-- refused: line 2, column 23: sqlite has no equal of cast date;

-- tsql
-- refused: line 2, column 23: tsql has no equal of cast date;

-- flink
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY CAST(block_timestamp AS DATE), from_address), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC NULLS FIRST, from_address NULLS LAST) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day NULLS LAST, place NULLS LAST;

-- deltastream
WITH daily AS (SELECT CAST(block_timestamp AS DATE) AS day, from_address, COUNT(*) AS transactions FROM transactions GROUP BY CAST(block_timestamp AS DATE), from_address), ranked AS (SELECT day, from_address, transactions, ROW_NUMBER() OVER (PARTITION BY day ORDER BY transactions DESC, from_address) AS place FROM daily) SELECT day, place, from_address, transactions FROM ranked WHERE place <= 10 ORDER BY day, place;

