#!/usr/bin/env python3
"""sql-thin.py BENCHMARK.dll [--flink FLINK_SQL] [MARIADB client and its arguments …]
What is written for thin targets, run: the PostgreSQL statements of sql-engines.txt and sql-thin.txt, on PostgreSQL (PGHOST, PGPORT, PGUSER name the
server), and their translations on SQLite (Python's), on Flink where its program is given (sql_flink.py), and, where a client is given, on MariaDB in
the place of MySQL. Equal to nine digits."""
import collections, os, re, sqlite3, subprocess, sys

from engines import HERE, translate
import sql_flink

program, *mariadb = sys.argv[1:]
flink = None
if mariadb[:1] == ["--flink"]:
    flink, mariadb = mariadb[1], mariadb[2:]
asked = []
for name in ("sql-engines.txt", "sql-thin.txt"):
    asked += [line.rstrip("\n").split("|", 1)[1] for line in open(os.path.join(HERE, name), encoding="utf-8") if line.startswith("postgres|")]
asked = sorted(set(asked))


def plain(value):
    if value is None or value == "NULL":
        return None
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    if text in ("t", "true", "True", "TRUE"):
        return "1"
    if text in ("f", "false", "False", "FALSE"):
        return "0"
    text = re.sub(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*)\+00$", r"\1", text)
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return re.sub(r"(\.\d*?)0+$", r"\1", text).rstrip(".") if re.match(r"^\d{4}-\d\d-\d\d ", text) else text


def postgres(sql):
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-P", "null=\x1d", "-c", "SET TimeZone='UTC'", "-c", sql], capture_output=True, text=True)
    text = done.stdout.removesuffix("\n")
    return None if done.returncode else [[None if cell == "\x1d" else plain(cell) for cell in row.split("\x1f")] for row in text.split("\x1e")] if text else []


def sqlite(sql):
    try:
        return [[plain(cell) for cell in row] for row in sqlite3.connect(":memory:").execute(sql).fetchall()]
    except sqlite3.Error as error:
        return f"{error}"


def maria(sql):
    done = subprocess.run([*mariadb, "--batch", "--raw", "--skip-column-names", "-e", sql], capture_output=True, text=True)
    return done.stderr.strip()[:150] if done.returncode else [[plain(cell) for cell in row.split("\t")] for row in done.stdout.split("\n")[:-1]]


own = {sql: postgres(sql) for sql in asked}
runs = [sql for sql in asked if own[sql] is not None]
print(f"{len(runs)} statements run on PostgreSQL")
for target, engine in (("sqlite", sqlite), ("flink", None), ("mysql", maria)):
    if (target == "mysql" and not mariadb) or (target == "flink" and not flink):
        continue
    texts = translate(program, [(sql, "postgres", target, sql) for sql in runs])
    counts = collections.Counter()
    if target == "flink":
        asked = {sql: (texts[sql]["out"], len(own[sql][0])) for sql in runs if texts[sql]["out"] is not None and own[sql]}
        found = {texts[sql]["out"]: answer for sql, answer in sql_flink.answers(flink, asked).items()}
        engine = lambda out: [list(map(plain, row)) for row in found[out]] if isinstance(found.get(out, []), list) else found[out]
    for sql in runs:
        out = texts[sql]["out"]
        if target == "mysql" and out is not None and re.search(r"REGEXP_LIKE|LEAD\([^)]*,[^)]*,|\\n", out):
            counts["MySQL's alone"] += 1  # MariaDB has no REGEXP_LIKE and no default of LEAD; a line break breaks its client's rows
            continue
        if out is None:
            counts["refused"] += 1
            continue
        got = engine(out)
        kind = "failed" if isinstance(got, str) else "equal" if sorted(map(str, got)) == sorted(map(str, own[sql])) else "different"
        kind = "warned" if kind == "different" and texts[sql].get("warnings") else kind
        counts[kind] += 1
        if kind in ("failed", "different"):
            print(f"{kind} {target}: {sql} | {out} | {str(own[sql])[:120]} | {str(got)[:150]}")
    print(f"{target}: {dict(counts)}")
