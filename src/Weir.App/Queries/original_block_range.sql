-- The original platform's third query: transactions of a range of blocks.
SELECT * FROM transactions WHERE block_number BETWEEN 19000000 AND 19000010 ORDER BY block_number
