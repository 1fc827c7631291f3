-- Gas and transactions by day, with the share of failed ones.
SELECT CAST(block_timestamp AS DATE) AS day, COUNT(*) AS transactions, SUM(receipt_gas_used) AS gas_used, AVG(receipt_effective_gas_price) AS average_gas_price, COUNT(*) FILTER (WHERE receipt_status = 0) AS failed FROM transactions GROUP BY 1 ORDER BY 1
