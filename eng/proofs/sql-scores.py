#!/usr/bin/env python3
"""sql-scores.py CORPUS SCORER PEERS BENCHMARK.dll > docs/sql-scores.md
Scores of the translator over the corpus (exact text), beside echo, SQLGlot and polyglot; one table a file, one line a pair.
CORPUS: the folder with .jsonl.gz files; SCORER: score_sql.py; PEERS: site-packages with sqlglot and polyglot_sql."""
import gzip, json, logging, os, re, subprocess, sys, tempfile

corpus, scorer, peers, program = sys.argv[1:5]
FILES = ["main", "derived", "realworld", "fixtures", "others", "generic", "reject"]
sys.path.insert(0, peers)
logging.disable(logging.CRITICAL)
import polyglot_sql  # noqa: E402
import sqlglot  # noqa: E402

rows = []
for name in FILES:
    with gzip.open(f"{corpus}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows.append({"id": row["id"], "read": row["read_dialect"] or "", "write": row["write_dialect"] or "", "sql": row["sql_in"],
                         "pretty": row.get("options", {}).get("pretty", False)})


def score(results):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as out:
        out.writelines(json.dumps(result) + "\n" for result in results)
    text = subprocess.run([sys.executable, scorer, corpus, out.name], capture_output=True, text=True, check=True).stdout
    os.unlink(out.name)
    table, current = {}, ""
    for line in text.splitlines():
        if line.startswith("== "):
            current = line[3:]
        else:
            found = re.match(r"(.{24}) n=\s*(\d+) exact=\s*([\d.]+) relaxed=\s*([\d.]+) error=\s*([\d.]+) echo=\s*([\d.]+)", line)
            table[(current, found[1].strip())] = found.groups()[1:]
    return table


def peer(translate):
    out = []
    for row in rows:
        try:
            out.append({"id": row["id"], "out": translate(row), "error": None})
        except Exception as failure:  # a peer's failure is a refusal
            out.append({"id": row["id"], "out": None, "error": str(failure)[:200] or "failed"})
    return out


ours = subprocess.run(["dotnet", program, "batch"], input="\n".join(map(json.dumps, rows)), capture_output=True, text=True, check=True).stdout
weir = score([json.loads(line) for line in ours.splitlines()])
glot = score(peer(lambda r: ";\n".join(sqlglot.transpile(r["sql"], read=r["read"] or None, write=r["write"] or None, pretty=r["pretty"], error_level=sqlglot.ErrorLevel.IMMEDIATE))))
poly = score(peer(lambda r: polyglot_sql.transpile(r["sql"], read=r["read"] or "generic", write=r["write"] or "generic", pretty=r["pretty"])[0]))
print("# Scores of the SQL translator\n\nExact texts in per cent, made by `eng/proofs/sql-scores.py`. SQLGlot is %s; the corpus asserts or holds SQLGlot's own texts of another version, "
      "so its column says how far the versions differ. A refusal counts as a miss (column refused, per cent), except where the corpus expects one.\n" % sqlglot.__version__)
for name in FILES:
    print(f"## {name}\n\n| rows | n | Weir | relaxed | refused | echo | polyglot | SQLGlot |\n|---|---|---|---|---|---|---|---|")
    for (file, key), (n, exact, relaxed, error, echo) in weir.items():
        if file == name and (key.startswith("ALL") or name in ("main", "derived", "realworld", "fixtures")):
            print(f"| {key} | {n} | {exact} | {relaxed} | {error} | {echo} | {poly[(file, key)][1]} | {glot[(file, key)][1]} |")
    print()
