#!/usr/bin/env python3
"""sql-accept.py CORPUS BENCHMARK.dll BIGQUERY_CHECK NPM_FOLDER [max lines of reasons]
Cross rows of `derived` and `realworld` that were not refused, asked of the targets' own parsers: GoogleSQL (the referee's `clean`),
PostgreSQL's grammar (libpg-query) with pg_proc's names, DuckDB's parser and binder (@duckdb/node-api). Refusals are listed by construct; for
the refused rows SQLGlot's own text is asked of the same parsers: what it takes there is either wrong in meaning or a gap of ours.
NPM_FOLDER holds node_modules with libpg-query and @duckdb/node-api."""
import collections, gzip, json, os, re, subprocess, sys

from engines import translate

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
out = translate(program, [(i, r["read_dialect"], r["write_dialect"], r["sql_in"]) for i, (_, r) in rows.items()])


def construct(answer):
    return re.sub(r"^WEIR\d+ line \d+, column \d+: ", "", answer["error"].split("\n")[0])[:70]


def verdicts(target, texts):
    """What the target's parser says of texts by id."""
    source = "\n".join(json.dumps({"id": i, "sql": sql, "expression": rows[i][1]["statement"] == "expression"}) for i, sql in texts.items())
    command = [bigquery, "--no-canonical", "--threads", "2"] if target == "bigquery" else ["node", f"{here}/sql-accept-{target}.js"]
    environment = dict(os.environ, NODE_PATH=f"{npm}/node_modules")
    lines = subprocess.run(command, input=source, capture_output=True, text=True, check=True, env=environment).stdout.splitlines()
    return {verdict["id"]: verdict for verdict in map(json.loads, lines)}


refusals = collections.Counter(construct(answer) for answer in out.values() if answer["out"] is None)
for target in ("bigquery", "postgres", "duckdb"):
    ids = [i for i, (_, r) in rows.items() if r["write_dialect"] == target]
    asked = [i for i in ids if out[i]["out"] is not None]
    found = verdicts(target, {i: out[i]["out"] for i in asked})
    taken = lambda verdict: verdict.get("clean" if target == "bigquery" else "ok")
    good = lambda i: taken(found[i])
    for name in ("derived", "realworld"):
        these = [i for i in asked if rows[i][0] == name]
        every = sum(1 for i in ids if rows[i][0] == name)
        print(f"{name} -> {target}: {every} rows, {every - len(these)} refused, {len(these)} written, {100 * sum(map(bool, map(good, these))) / max(1, len(these)):.1f} % accepted")
    reasons = collections.Counter()
    for i in asked:
        if not good(i):
            v = found[i]
            reasons["unknown " + ",".join(v["unknown"]) if v.get("unknown") else "beyond " + ",".join(v["beyond"]) if v.get("beyond") else (v.get("error") or "?").split("\n")[0][:80]] += 1
    for reason, count in reasons.most_common(lines_shown):
        print(f"    {count} {reason}")
    refused = [i for i in ids if out[i]["out"] is None]
    theirs = verdicts(target, {i: rows[i][1]["sql_out"] for i in refused})
    accepted = [i for i in refused if taken(theirs[i])]
    print(f"refused -> {target}: {len(refused)} rows; SQLGlot's text of {len(accepted)} is taken by the parser:")
    for reason, count in collections.Counter(construct(out[i]) for i in accepted).most_common(lines_shown):
        example = rows[next(i for i in accepted if construct(out[i]) == reason)][1]
        print(f"    {count} {reason} | {example['sql_in'][:90]!r} => {example['sql_out'][:90]!r}")
print("refusals by construct:")
for reason, count in refusals.most_common(40):
    print(f"    {count} {reason}")
