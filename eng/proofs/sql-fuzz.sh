#!/bin/sh
# sql-fuzz.sh CORPUS [count] [seed]: mutations of the corpus through the translator; no crash, no hang over a second.
set -eu
cd "$(dirname "$0")/../.."
dotnet build benchmarks/Weir.Sql.Benchmarks -c Release -v q >/dev/null
for file in "$1"/*.jsonl.gz; do gzip -dc "$file"; done |
    python3 -c 'import json,sys
for line in sys.stdin: print(json.dumps({"sql": json.loads(line)["sql_in"]}))' |
    dotnet artifacts/bin/Weir.Sql.Benchmarks/release/Weir.Sql.Benchmarks.dll fuzz "${2:-5000000}" "${3:-1}"
