-- postgres
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- bigquery
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNTIF(receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1 NULLS LAST;

-- snowflake
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT_IF(receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- duckdb
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- spark
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1 NULLS LAST;

-- databricks
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1 NULLS LAST;

-- trino
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- mysql
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, SUM(CASE WHEN receipt_status = 0 THEN 1 ELSE 0 END) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- clickhouse
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- redshift
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, SUM(CASE WHEN receipt_status = 0 THEN 1 ELSE 0 END) AS failed FROM transactions GROUP BY 1 ORDER BY 1;

-- sqlite
-- refused: line 2, column 8: sqlite has no equal of cast date;

-- tsql
-- refused: line 2, column 8: tsql has no equal of cast date;

-- flink
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(CAST(receipt_effective_gas_price AS DOUBLE)) AS average_gas_price, COUNT(*) FILTER(WHERE receipt_status = 0) AS failed FROM transactions GROUP BY CAST(block_timestamp AS DATE) ORDER BY 1 NULLS LAST;

-- deltastream
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, SUM(CASE WHEN receipt_status = 0 THEN 1 ELSE 0 END) AS failed FROM transactions GROUP BY CAST(block_timestamp AS DATE) ORDER BY 1;

