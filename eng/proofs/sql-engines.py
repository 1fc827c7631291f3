#!/usr/bin/env python3
"""sql-engines.py BENCHMARK.dll BIGQUERY_CHECK NPM_FOLDER [EXPRESSIONS] [--refused]
One statement, three engines: every line `dialect|statement` of EXPRESSIONS (sql-engines.txt beside this script unless said) runs in its own
dialect's engine, its translations in the two others: PostgreSQL by psql (PGHOST, PGPORT, PGUSER name the server), DuckDB by @duckdb/node-api of
NPM_FOLDER, BigQuery by GoogleSQL's reference engine. Prints what differs or fails, and the counts; --refused prints the refusals too."""
import collections, json, os, re, subprocess, sys

from engines import Failure, duckdb, googlesql, literal, spelled, translate

options = [argument for argument in sys.argv[1:] if argument != "--refused"]
program, check, npm = options[:3]
path = options[3] if len(options) > 3 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql-engines.txt")
DIALECTS = ["postgres", "duckdb", "bigquery"]


def run(dialect, statements):
    """Rows of texts (None for NULL) by statement, or a Failure."""
    if dialect == "duckdb":
        return duckdb(npm, [(sql, sql) for sql in statements])
    if dialect == "bigquery":
        ran = googlesql(check, [(sql, sql) for sql in statements])
        return {sql: [[literal(value) for value in row] for row in answer["rows"]] if answer.get("ok") and "rows" in answer else Failure(answer.get("error") or answer.get("skipped")) for sql, answer in ran.items()}
    answers = {}
    for sql in statements:
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-P", "null=\x1d", "-c", "SET TimeZone='UTC'", "-c", sql], capture_output=True, text=True)
        rows = done.stdout.removesuffix("\n").split("\x1e") if done.stdout else []
        answers[sql] = Failure(done.stderr.split("\n")[0]) if done.returncode else [[None if value == "\x1d" else value for value in row.split("\x1f")] for row in rows]
    return answers


def plain(value):
    """One spelling of a value for all engines: nine digits, t and f as words, times without empty ends, containers without quotes."""
    if value is None:
        return None
    if isinstance(value, (list, dict)):
        value = json.dumps(value)
    text = str(value)
    if text in ("t", "f", "true", "false", "True", "False"):
        return text[0].lower()
    try:
        return f"{float(text):.9g}"
    except ValueError:
        pass
    return spelled(text)


if subprocess.run(["psql", "-X", "-q", "-c", "SELECT 1"], capture_output=True).returncode:
    print("no PostgreSQL server: left out")
    DIALECTS.remove("postgres")
asked = [tuple(line.rstrip("\n").split("|", 1)) for line in open(path, encoding="utf-8") if line.split("|", 1)[0] in DIALECTS]
own = {dialect: run(dialect, sorted({sql for read, sql in asked if read == dialect})) for dialect in DIALECTS}
for read, sql in asked:
    if isinstance(own[read].get(sql), (Failure, type(None))):
        print(f"does not run at its source: {read} | {sql} | {own[read].get(sql)}")
jobs = [(read, write, sql) for read, sql in asked for write in DIALECTS if write != read and not isinstance(own[read].get(sql), (Failure, type(None)))]
texts = translate(program, [(number, *job) for number, job in enumerate(jobs)])
targets = {dialect: run(dialect, sorted({texts[number]["out"] for number, (_, write, _) in enumerate(jobs) if write == dialect and texts[number]["out"]})) for dialect in DIALECTS}
counts = collections.defaultdict(collections.Counter)
for number, (read, write, sql) in enumerate(jobs):
    out, pair = texts[number]["out"], f"{read} -> {write}"
    if out is None:
        counts[pair]["refused"] += 1
        if "--refused" in sys.argv:
            print(f"refused {pair}: {sql} | " + texts[number]["error"].split("\n")[0])
        continue
    wanted, got = own[read][sql], targets[write].get(out, Failure("no answer"))
    if isinstance(got, Failure):
        counts[pair]["failed"] += 1
        print(f"failed {pair}: {sql} | {out} | {got[:150]}")
    elif [[plain(value) for value in row] for row in wanted] != [[plain(value) for value in row] for row in got]:
        counts[pair]["different"] += 1
        print(f"different {pair}: {sql} | {out} | {wanted} | {got}")
    else:
        counts[pair]["equal"] += 1
for pair, some in counts.items():
    print(f"{pair}: {dict(some)}")
print(f"{len(asked)} statements, {len(jobs)} translations: {dict(sum(counts.values(), collections.Counter()))}")
