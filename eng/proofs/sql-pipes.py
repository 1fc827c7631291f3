#!/usr/bin/env python3
"""sql-pipes.py WEIR BIGQUERY_CHECK [--write]
BigQuery's pipe syntax: the queries of tests/Weir.Sql.Tests/Golden/pipes.jsonl run in GoogleSQL's engine as they are, and as the SELECTs
that Weir reads them as; rows must be equal. --write puts the engine's rows into that file, which the tests then ask of DuckDB."""
import json, os, subprocess, sys, tempfile

weir, check = sys.argv[1:3]
golden = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/Weir.Sql.Tests/Golden/pipes.jsonl")
lines = [json.loads(line) for line in open(golden, encoding="utf-8")]
tables, cases = lines[0]["tables"], lines[1:]
text = "\n".join(json.dumps({"id": str(i), "read": "bigquery", "write": "bigquery", "sql": case["sql"]}) for i, case in enumerate(cases))
out = [json.loads(line) for line in subprocess.run([weir, "sql", "translate", "--batch"], input=text, capture_output=True, text=True, check=True).stdout.splitlines()]
with tempfile.TemporaryDirectory() as folder:
    catalog = os.path.join(folder, "catalog.json")
    json.dump({"tables": tables}, open(catalog, "w"))
    asked = [{"id": f"{i}p", "sql": case["sql"]} for i, case in enumerate(cases)] + [{"id": f"{i}s", "sql": out[i]["out"]} for i in range(len(cases)) if out[i]["out"]]
    answers = subprocess.run([check, "--no-canonical", "--run", catalog], input="\n".join(map(json.dumps, asked)), capture_output=True, text=True, check=True).stdout
rows = {answer["id"]: answer.get("rows") for answer in map(json.loads, answers.splitlines())}
equal = refused = 0
for i, case in enumerate(cases):
    if out[i]["out"] is None:
        refused += 1
        print("refused:", case["sql"])
    elif rows[f"{i}p"] is not None and rows[f"{i}p"] == rows[f"{i}s"]:
        equal += 1
    else:
        print("different:", case["sql"], "\n          ", out[i]["out"], rows[f"{i}p"], rows[f"{i}s"])
print(f"pipe queries {len(cases)}: equal {equal}, refused {refused}, different {len(cases) - equal - refused}")
if "--write" in sys.argv:
    with open(golden, "w", encoding="utf-8") as file:
        file.write(json.dumps(lines[0]) + "\n")
        for i, case in enumerate(cases):
            file.write(json.dumps({"sql": case["sql"], "rows": rows[f"{i}p"]}) + "\n")
sys.exit(equal + refused != len(cases))
