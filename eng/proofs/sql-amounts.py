#!/usr/bin/env python3
"""sql-amounts.py BENCHMARK.dll BIGQUERY_CHECK NPM_FOLDER
The data model's promises for uint256 columns, run: the same queries (PostgreSQL's SQL, the canonical one), with Weir's schema, on PostgreSQL (NUMERIC(78, 0); PGHOST,
PGPORT, PGUSER name the server), on DuckDB (BIGNUM) and in GoogleSQL's reference engine (STRING and value_double beside it). Doubles are equal
to 12 digits. The amounts have 1 to 78 digits, so text order is not their order."""
import json, subprocess, sys, tempfile

from engines import duckdb, googlesql, translate

program, check, npm = sys.argv[1:4]
AMOUNTS = [(1, "9"), (2, "10"), (3, "1000000000000000000"), (4, "250"), (5, "99"), (6, "1000000000000000001"), (7, str(2 ** 256 - 1)), (8, "10"), (9, None)]
PROBES = """
SELECT log_index FROM token_transfers WHERE value > 99
SELECT log_index FROM token_transfers WHERE value <= 10
SELECT log_index FROM token_transfers WHERE value BETWEEN 10 AND 1000
SELECT log_index FROM token_transfers WHERE NOT value < 250
SELECT log_index FROM token_transfers WHERE value = 10
SELECT log_index FROM token_transfers WHERE value <> 10
SELECT log_index FROM token_transfers WHERE value IN (9, 250)
SELECT log_index FROM token_transfers WHERE value = 1000000000000000001
SELECT log_index FROM token_transfers WHERE value IS NULL
SELECT value, COUNT(*) FROM token_transfers GROUP BY value HAVING COUNT(*) > 1
SELECT COUNT(DISTINCT value) FROM token_transfers
SELECT a.log_index FROM token_transfers AS a JOIN token_transfers AS b ON a.value = b.value AND a.log_index <> b.log_index
SELECT log_index FROM token_transfers ORDER BY value NULLS LAST, log_index LIMIT 5
SELECT log_index FROM token_transfers WHERE log_index <> 6 AND log_index <> 8 ORDER BY value DESC NULLS LAST LIMIT 3
SELECT log_index, ROW_NUMBER() OVER (ORDER BY value, log_index) AS n FROM token_transfers WHERE log_index < 6
SELECT SUM(value) FROM token_transfers WHERE log_index <> 7
SELECT MIN(value), MAX(value) FROM token_transfers
SELECT SUM(value) FROM token_transfers
SELECT log_index, value + 1 FROM token_transfers
SELECT log_index, value - 10 FROM token_transfers
SELECT log_index, value / 1000 FROM token_transfers
SELECT log_index, value / 1000000000000000000 AS ether FROM token_transfers WHERE value >= 1000
SELECT log_index, value * 2 FROM token_transfers
SELECT log_index, CASE WHEN value > 99 THEN 'large' ELSE 'small' END FROM token_transfers
SELECT MAX(value) FROM (SELECT value FROM token_transfers WHERE log_index < 6) AS s
WITH c AS (SELECT log_index, value FROM token_transfers) SELECT log_index FROM c WHERE value > 99
WITH c AS (SELECT value FROM token_transfers) SELECT SUM(value) FROM c WHERE value < 1000
SELECT SUM(CASE WHEN value > 99 THEN value ELSE 0 END) FROM token_transfers WHERE log_index <> 7
SELECT t.log_index FROM token_transfers AS t WHERE t.value > (SELECT AVG(u.value) FROM token_transfers AS u)
SELECT COALESCE(MAX(value), 0) FROM token_transfers WHERE log_index > 100
SELECT log_index FROM token_transfers WHERE value > 99 UNION ALL SELECT log_index FROM token_transfers WHERE value < 10
SELECT DISTINCT value FROM token_transfers WHERE value < 100
SELECT GREATEST(MAX(value), 5) FROM token_transfers WHERE log_index < 6
""".strip().split("\n")
with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as schema:
    json.dump({"token_transfers": {"log_index": "int64", "value": "uint256"}}, schema)


def number(value):
    if value is None or isinstance(value, (bool, list)):
        return value
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return str(value)


def shown(rows):
    return sorted(json.dumps([number(v) for v in row]) for row in rows)


def google(text):
    return None if text == "NULL" else text.strip('"').removeprefix("CAST(")


rows_of = lambda cast: " UNION ALL ".join(f"SELECT {i} AS log_index, {cast(v)}" for i, v in AMOUNTS)
answers = {}
texts = {target: translate(program, [(i, "postgres", target, probe) for i, probe in enumerate(PROBES)], schema.name) for target in ("postgres", "duckdb", "bigquery")}
postgres = rows_of(lambda v: f"CAST({'NULL' if v is None else v} AS NUMERIC(78, 0)) AS value")
for i, a in texts["postgres"].items():
    if a["out"]:
        query = f"SELECT COALESCE(json_agg(to_jsonb(r)), '[]') FROM (WITH token_transfers AS ({postgres}) {a['out']}) AS r" if not a["out"].startswith("WITH") else f"SELECT COALESCE(json_agg(to_jsonb(r)), '[]') FROM (WITH token_transfers AS ({postgres}), {a['out'][5:]}) AS r"
        done = subprocess.run(["psql", "-X", "-q", "-t", "-A", "-F", "\t", "-c", query.split(" FROM (", 1)[1].rsplit(") AS r", 1)[0]], capture_output=True, text=True)
        answers["postgres", i] = done.stderr.strip().split("\n")[0] if done.returncode else [[v or None for v in line.split("\t")] for line in done.stdout.splitlines()]
duck = rows_of(lambda v: f"CAST({'NULL' if v is None else chr(39) + v + chr(39)} AS BIGNUM) AS value")
asked = [("set up", f"CREATE TABLE token_transfers AS {duck}")] + [(i, a["out"]) for i, a in texts["duckdb"].items() if a["out"]]
answers.update({("duckdb", i): rows for i, rows in duckdb(npm, asked).items()})
wide = rows_of(lambda v: ("CAST(NULL AS STRING) AS value, CAST(NULL AS FLOAT64)" if v is None else f"'{v}' AS value, CAST('{v}' AS FLOAT64)") + " AS value_double")
for i, a in googlesql(check, [(i, a["out"]) for i, a in texts["bigquery"].items() if a["out"]], {"token_transfers": wide}).items():
    answers["bigquery", i] = [[google(v) for v in row] for row in a.get("rows") or []] if a.get("ok") and not a.get("skipped") else a.get("error") or str(a.get("skipped"))
count = {"equal": 0, "different": 0, "refused": 0, "not run": 0}
for target in ("duckdb", "bigquery"):
    some = dict.fromkeys(count, 0)
    for i, probe in enumerate(PROBES):
        reference, answer = answers.get(("postgres", i)), answers.get((target, i))
        verdict = "refused" if answer is None else "not run" if isinstance(answer, str) or isinstance(reference, str) else "equal" if shown(reference) == shown(answer) else "different"
        some[verdict] += 1
        if verdict != "equal":
            print(f"  {target} {verdict}: {probe}\n      {texts[target][i]['out'] or texts[target][i]['error']}\n      {answer if answer is None or isinstance(answer, str) else shown(answer)} | {reference if isinstance(reference, str) else shown(reference or [])}")
    print(f"{target}: {len(PROBES)} probes, " + ", ".join(f"{n} {v}" for v, n in some.items() if n))
