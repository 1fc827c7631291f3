#!/usr/bin/env bash
# Kills a backfill (SIGKILL) at seeded random instants and resumes it each time. Into DuckDB the end must have the checksums of an undisturbed
# run, no duplicate and no gap; into Parquet it must have the same files, byte for byte.
# Usage: eng/proofs/kill.sh [KILLS] [SEED] [BLOCKS] [duckdb|parquet]; WEIR_PROGRAM names another weir or weir.dll than the one built here.
set -uo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
kills=${1:-200} RANDOM=${2:-1} blocks=${3:-2000} kind=${4:-duckdb}
program="${WEIR_PROGRAM:-$root/artifacts/bin/Weir.App/release/weir.dll}"
[ -n "${WEIR_PROGRAM:-}" ] || "$root/weir" --version >/dev/null || exit 1
weir=("$program")
[[ "$program" != *.dll ]] || weir=(dotnet "$program")
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
source="sim:seed=5,blocks=$blocks"

to() { [ "$kind" = duckdb ] && echo "duckdb:$work/$1" || echo "files:$work/$1?format=parquet&chunk=200"; }
load() { "${weir[@]}" backfill --source "$source" --to "$(to "$1")" --quiet; }
contents() {
  if [ "$kind" = duckdb ]; then "${weir[@]}" verify "duckdb:$work/$1" --json
  else (cd "$work/$1" && find . -type f | sort | xargs sha256sum); fi
}

began=$(date +%s%N)
load whole || exit 1
span=$((($(date +%s%N) - began) / 1000000))
contents whole >"$work/whole.txt" || exit 1

done_kills=0 round=0
while [ "$done_kills" -lt "$kills" ]; do
  round=$((round + 1))
  rm -rf "$work"/killed*
  while true; do
    # exec: the process that is killed is the program's own.
    (exec "${weir[@]}" backfill --source "$source" --to "$(to killed)" --quiet) 2>"$work/log" &
    pid=$!
    # From before the first commit to after the last one.
    delay=$((RANDOM % (span + 1) + span / 50))
    sleep "$((delay / 1000)).$(printf '%03d' $((delay % 1000)))"
    if kill -KILL "$pid" 2>/dev/null; then
      wait "$pid" 2>/dev/null
      done_kills=$((done_kills + 1))
      [ "$done_kills" -lt "$kills" ] || break
    else
      wait "$pid" || { cat "$work/log" >&2; echo "a resumed run failed" >&2; exit 1; }
      break
    fi
  done
  load killed || exit 1
  contents killed >"$work/killed.txt" || exit 1
  cmp "$work/whole.txt" "$work/killed.txt" || { diff "$work/whole.txt" "$work/killed.txt"; exit 1; }
  echo "round $round: $done_kills kills so far, equal"
done
echo "$kind: $done_kills kills in $round rounds: every resumed run ends like the undisturbed one"
