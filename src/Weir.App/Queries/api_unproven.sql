-- Blocks of which not all of header, transactions and receipts is proven.
SELECT number FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 AND NOT proven LIKE 'header,transactions,receipts%' ORDER BY number
