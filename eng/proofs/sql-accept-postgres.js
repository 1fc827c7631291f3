// Reads {"id","sql","expression"} a line; says whether PostgreSQL's grammar takes the text and knows its unqualified functions.
const { parse, loadModule } = require('libpg-query');
const fs = require('fs');
const path = require('path');
const source = fs.readFileSync(path.join(__dirname, '../../src/Weir.Sql/Dialects/FunctionNames.Postgres.cs'), 'utf8');
const known = new Set(source.slice(source.indexOf('"""')).match(/[A-Z_0-9]+/g));

function names(node, found) {
  if (Array.isArray(node)) node.forEach(child => names(child, found));
  else if (node && typeof node === 'object') {
    if (node.FuncCall && node.FuncCall.funcname && node.FuncCall.funcname.length === 1) found.push(node.FuncCall.funcname[0].String.sval.toUpperCase());
    for (const key in node) names(node[key], found);
  }
  return found;
}

(async () => {
  if (loadModule) await loadModule();
  for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line);
    let error = null, ok = false;
    for (const sql of row.expression ? ['SELECT ' + row.sql, 'SELECT CAST(NULL AS ' + row.sql + ')'] : [row.sql]) {
      try {
        // A name that is no plain word (my-project.udf) is a user's own.
        const unknown = names(await parse(sql), []).find(name => !known.has(name) && /^[A-Z_0-9]+$/.test(name));
        ok = !unknown;
        error = unknown ? 'unknown ' + unknown : null;
        break;
      } catch (failure) { error = failure.message; }
    }
    console.log(JSON.stringify({ id: row.id, ok, error }));
  }
})();
