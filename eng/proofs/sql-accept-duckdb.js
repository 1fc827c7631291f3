// Reads {"id","sql","expression"} a line; says whether DuckDB parses the text and knows its functions (tables may be missing).
const { DuckDBInstance } = require('@duckdb/node-api');
const fs = require('fs');

(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line);
    let error = null, ok = false;
    for (const sql of row.expression ? ['SELECT ' + row.sql, 'SELECT CAST(NULL AS ' + row.sql + ')'] : [row.sql]) {
      try {
        const statements = await connection.extractStatements(sql);
        ok = true;
        error = null;
        try { await statements.prepare(0); } catch (failure) {
          if (/Function with name|Parser Error/.test(failure.message)) { ok = false; error = failure.message; }
        }
        break;
      } catch (failure) { error = failure.message; }
    }
    console.log(JSON.stringify({ id: row.id, ok, error }));
  }
})();
