#!/usr/bin/env python3
"""sql-analyze.py CORPUS BENCHMARK.dll BIGQUERY_CHECK_FOLDER [--show]
Names and types: the corpus' TPC-H and TPC-DS queries, read in four dialects, written for BigQuery and resolved by GoogleSQL's analyzer
against the benchmark's tables. What the source's own text does not resolve to either (BigQuery's rows as they stand) is told apart."""
import collections, gzip, json, re, subprocess, sys, tempfile

from engines import translate

corpus, program, referee = sys.argv[1:4]
from tpc_tables import tpcds  # noqa: E402

with open(f"{referee}/tpch-catalog.json", encoding="utf-8") as file:
    catalogs = {"tpc-h": json.load(file), "tpc-ds": {"tables": tpcds()}}

rows = collections.defaultdict(dict)
with gzip.open(f"{corpus}/fixtures.jsonl.gz", "rt", encoding="utf-8") as lines:
    for line in lines:
        row = json.loads(line)
        if row["group"] in catalogs and row["write_dialect"] == "bigquery":
            rows[row["group"]][f'{row["read_dialect"]} {row["test"]}'] = row
for group, some in rows.items():
    written = translate(program, [(i, r["read_dialect"], "bigquery", r["sql_in"]) for i, r in some.items()])
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as catalog:
        json.dump(catalogs[group], catalog)

    def analyze(texts):
        found = {}
        source = "\n".join(json.dumps({"id": i, "sql": sql}) for i, sql in texts.items())
        for line in subprocess.run([f"{referee}/bigquery-check", "--no-canonical", "--threads", "2", "--analyze", catalog.name], input=source, capture_output=True, text=True, check=True).stdout.splitlines():
            verdict = json.loads(line)
            found[verdict["id"]] = verdict
        return found

    ours = analyze({i: a["out"] for i, a in written.items() if a["out"] is not None})
    theirs = analyze({i: r["sql_out"] for i, r in some.items()})
    count = lambda found: sum(1 for v in found.values() if v.get("ok") and not v.get("skipped"))
    print(f"{group}: {len(some)} rows, {len(some) - len(ours)} refused, {count(ours)} of {len(ours)} written resolve ({100 * count(ours) / max(1, len(ours)):.1f} %); SQLGlot's text: {count(theirs)} of {len(theirs)}")
    reasons = collections.defaultdict(list)
    for i, verdict in ours.items():
        if not verdict.get("ok") or verdict.get("skipped"):
            reasons[(verdict.get("error") or str(verdict.get("skipped"))).split("\n")[0][-110:]].append(i)
    for reason, ids in sorted(reasons.items(), key=lambda item: -len(item[1])):
        print(f"  {len(ids):3} {reason}   {', '.join(sorted(ids)[:4])}")
        if "--show" in sys.argv:
            print("      I " + re.sub(r"\s+", " ", some[ids[0]]["sql_in"])[:1500] + "\n      O " + written[ids[0]]["out"][:1500])
    for i, answer in written.items():
        if answer["out"] is None:
            print("  refused", i, answer["error"].split("\n")[0])
