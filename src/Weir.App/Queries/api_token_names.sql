-- What tokens call themselves.
SELECT address, symbol, name, decimals FROM tokens WHERE chain_id = $1 LIMIT 20000
