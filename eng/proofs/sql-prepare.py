#!/usr/bin/env python3
"""sql-prepare.py CORPUS BENCHMARK.dll TPCH_CATALOG PSQL [psql arguments…]
Cross rows of `derived` and `realworld` into PostgreSQL that were not refused, PREPAREd on a PostgreSQL 15: functions, operators and types
are resolved, not only the grammar. Rows that name tables, columns, types or functions of their own (not there) are counted apart. The
corpus' TPC-H and TPC-DS rows are prepared against empty tables."""
import collections, gzip, json, re, subprocess, sys

from engines import translate
from tpc_tables import tpcds

corpus, program, tpch, *psql = sys.argv[1:]
rows = {}
with gzip.open(f"{corpus}/fixtures.jsonl.gz", "rt", encoding="utf-8") as lines:
    for line in lines:
        row = json.loads(line)
        if row["group"] in ("tpc-h", "tpc-ds") and row["write_dialect"] == "postgres" and row["read_dialect"] != "postgres":
            rows[row["id"]] = (row["group"], row)
for name in ("derived", "realworld"):
    with gzip.open(f"{corpus}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["write_dialect"] == "postgres" and row["read_dialect"] != "postgres":
                rows[row["id"]] = (name, row)
answers = translate(program, [(i, r["read_dialect"], "postgres", r["sql_in"]) for i, (_, r) in rows.items()])
out = {i: answer["out"] for i, answer in answers.items()}
PREPARABLE = re.compile(r"^[\s(]*(SELECT|WITH|VALUES|INSERT|UPDATE|DELETE|MERGE|TABLE)\b", re.I)
TYPES = {"INT64": "BIGINT", "FLOAT64": "DOUBLE PRECISION", "STRING": "TEXT", "BOOL": "BOOLEAN"}
tables = {"tpc-h": json.load(open(tpch, encoding="utf-8"))["tables"], "tpc-ds": tpcds()}
script, asked = ["\\set VERBOSITY verbose", "SET statement_timeout = '5s';"], []
for group, some in tables.items():
    script.append(f'CREATE SCHEMA "{group}";')
    for table, columns in some.items():
        script.append(f'CREATE TABLE "{group}".{table} (' + ", ".join(f"{c} {TYPES.get(t, t)}" for c, t in columns.items()) + ");")
for i, (name, row) in rows.items():
    sql = out[i]
    if sql is None or row["statement"] == "type":
        continue
    if row["statement"] == "expression":
        sql = "SELECT " + sql
    if not PREPARABLE.match(sql) or ";" in sql:
        continue
    asked.append(i)
    script += [f'SET search_path = "{name}";', f"\\echo @@ {i}", f"PREPARE w AS {sql}\n;", "DEALLOCATE ALL;"]
script += [f'DROP SCHEMA "{group}" CASCADE;' for group in tables]
result = subprocess.run(psql + ["-X", "-q", "-v", "ON_ERROR_STOP=0"], input="\n".join(script), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
# Names that the statement's author has and this empty database has not.
ABSENT = {"42P01": "tables", "42703": "columns", "42704": "types and objects", "3F000": "schemas", "42P02": "parameters"}
verdict, current = {}, None
for line in result.splitlines():
    if line.startswith("@@ "):
        current = line[3:].strip()
    elif current and current not in verdict and (match := re.match(r"(?:psql:\S+ )?ERROR:  (\w{5}): (.*)", line)):
        verdict[current] = match.groups()
counts, reasons = collections.Counter(), collections.defaultdict(list)
for i in asked:
    code, message = verdict.get(i, ("", ""))
    name = rows[i][0]
    if not code:
        counts[name, "prepared"] += 1
    elif code in ABSENT or "cross-database" in message or (code == "42883" and re.search(r"function (\w+\.|udf|foo|bar|f\(|g\()", message)):
        counts[name, "names absent"] += 1
    else:
        counts[name, "failed"] += 1
        reasons[f"{code} {message[:90]}"].append(i)
for name in ("tpc-h", "tpc-ds", "derived", "realworld"):
    prepared, absent, failed = (counts[name, kind] for kind in ("prepared", "names absent", "failed"))
    print(f"{name}: {prepared} prepared, {failed} failed ({100 * prepared / max(1, prepared + failed):.1f} %), {absent} name what is not there")
for reason, ids in sorted(reasons.items(), key=lambda pair: -len(pair[1])):
    print(f"    {len(ids)} {reason} | {rows[ids[0]][1]['read_dialect']} | {out[ids[0]][:150]!r}")
