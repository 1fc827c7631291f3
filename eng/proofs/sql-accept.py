#!/usr/bin/env python3
"""sql-accept.py CORPUS BENCHMARK.dll BIGQUERY_CHECK NPM_FOLDER [max lines of reasons]
Cross rows of `derived` and `realworld` that were not refused, asked of the targets' own parsers: GoogleSQL (the referee's `clean`),
PostgreSQL's grammar (libpg-query) with pg_proc's names, DuckDB's parser and binder (@duckdb/node-api). Refusals are listed by construct.
NPM_FOLDER holds node_modules with libpg-query and @duckdb/node-api."""
import collections, gzip, json, os, re, subprocess, sys

corpus, program, bigquery, npm = sys.argv[1:5]
lines_shown = int(sys.argv[5]) if len(sys.argv) > 5 else 12
here = os.path.dirname(os.path.abspath(__file__))
rows = {}
for name in ("derived", "realworld"):
    with gzip.open(f"{corpus}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["read_dialect"] != row["write_dialect"]:
                rows[row["id"]] = (name, row)
text = "\n".join(json.dumps({"id": i, "read": r["read_dialect"], "write": r["write_dialect"], "sql": r["sql_in"]}) for i, (_, r) in rows.items())
out = {}
for line in subprocess.run(["dotnet", program, "batch"], input=text, capture_output=True, text=True, check=True).stdout.splitlines():
    answer = json.loads(line)
    out[answer["id"]] = answer
refusals = collections.Counter()
for answer in out.values():
    if answer["out"] is None:
        refusals[re.sub(r"line \d+, column \d+: ", "", answer["error"].split("\n")[0])[:70]] += 1
for target in ("bigquery", "postgres", "duckdb"):
    ids = [i for i, (_, r) in rows.items() if r["write_dialect"] == target]
    asked = [i for i in ids if out[i]["out"] is not None]
    source = "\n".join(json.dumps({"id": i, "sql": out[i]["out"], "expression": rows[i][1]["statement"] == "expression"}) for i in asked)
    command = [bigquery, "--no-canonical", "--threads", "2"] if target == "bigquery" else ["node", f"{here}/sql-accept-{target}.js"]
    environment = dict(os.environ, NODE_PATH=f"{npm}/node_modules")
    verdicts = {}
    for line in subprocess.run(command, input=source, capture_output=True, text=True, check=True, env=environment).stdout.splitlines():
        verdict = json.loads(line)
        verdicts[verdict["id"]] = verdict
    good = lambda i: verdicts[i].get("clean" if target == "bigquery" else "ok")
    for name in ("derived", "realworld"):
        these = [i for i in asked if rows[i][0] == name]
        every = sum(1 for i in ids if rows[i][0] == name)
        print(f"{name} -> {target}: {every} rows, {every - len(these)} refused, {len(these)} written, {100 * sum(map(bool, map(good, these))) / max(1, len(these)):.1f} % accepted")
    reasons = collections.Counter()
    for i in asked:
        if not good(i):
            v = verdicts[i]
            reasons["unknown " + ",".join(v["unknown"]) if v.get("unknown") else "beyond " + ",".join(v["beyond"]) if v.get("beyond") else (v.get("error") or "?").split("\n")[0][:80]] += 1
    for reason, count in reasons.most_common(lines_shown):
        print(f"    {count} {reason}")
print("refusals by construct:")
for reason, count in refusals.most_common(40):
    print(f"    {count} {reason}")
