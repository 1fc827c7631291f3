#!/usr/bin/env python3
"""sql-speed.py CORPUS PEERS BENCHMARK.dll [seconds]: statements per CPU second, one thread, warm, the same rows for each.
CORPUS: the folder with the corpus' .jsonl.gz files; PEERS: a Python environment's site-packages with sqlglot and polyglot_sql."""
import gzip, json, subprocess, sys, time

corpus, peers, program = sys.argv[1:4]
seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 10
FOUR = {"postgres", "bigquery", "snowflake", "duckdb"}


def rows(name, keep):
    out = []
    with gzip.open(f"{corpus}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] in ("transpile", "identity") and row["read_dialect"] in FOUR and row["write_dialect"] in FOUR and keep(row):
                out.append({"id": row["id"], "read": row["read_dialect"], "write": row["write_dialect"], "sql": row["sql_in"]})
    return out


cross = lambda row: row["read_dialect"] != row["write_dialect"]
sets = {
    "TPC-H and TPC-DS, cross": rows("fixtures", cross),
    "main, cross": rows("main", cross),
    "derived, cross": rows("derived", cross),
}
sys.path.insert(0, peers)
import logging  # noqa: E402

logging.disable(logging.CRITICAL)
import polyglot_sql  # noqa: E402
import sqlglot  # noqa: E402


def peer(translate, data, warm):
    def once():
        refused = 0
        for row in data:
            try:
                translate(row)
            except Exception:
                refused += 1
        return refused

    if warm:
        once()
    start, done, refused = time.process_time(), 0, 0
    while time.process_time() - start < seconds:
        refused += once()
        done += len(data)
    return done / (time.process_time() - start), refused * len(data) // done


glot = lambda row: sqlglot.transpile(row["sql"], read=row["read"], write=row["write"])
poly = lambda row: polyglot_sql.transpile(row["sql"], read=row["read"], write=row["write"])
print("| statements | n | Weir /CPU s | polyglot | SQLGlot | x polyglot | x SQLGlot | Weir bytes/statement |\n|---|---|---|---|---|---|---|---|")
for name, data in sets.items():
    text = "\n".join(json.dumps(row) for row in data)
    ours = json.loads(subprocess.run(["dotnet", program, "time", str(seconds)], input=text, capture_output=True, text=True, check=True).stdout)
    native, _ = peer(poly, data, True)
    python, _ = peer(glot, data, False)
    w = ours["per_cpu_second"]
    print(f"| {name} | {len(data)} | {w:,} | {native:,.0f} | {python:,.0f} | {w / native:.1f} | {w / python:.0f} | {ours['bytes_per_statement']:,} |", flush=True)
