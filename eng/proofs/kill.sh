#!/usr/bin/env bash
# Kills a backfill into DuckDB (SIGKILL) at seeded random instants and resumes it each time: the end must have the checksums
# of an undisturbed run, no duplicate and no gap.
# Usage: eng/proofs/kill.sh [KILLS] [SEED] [BLOCKS]; WEIR_PROGRAM names another weir.dll than the one built here.
set -uo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
kills=${1:-200} RANDOM=${2:-1} blocks=${3:-2000}
program="${WEIR_PROGRAM:-$root/artifacts/bin/Weir.App/release/weir.dll}"
[ -n "${WEIR_PROGRAM:-}" ] || "$root/weir" --version >/dev/null || exit 1
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
source="sim:seed=5,blocks=$blocks"
dotnet "$program" backfill --source "$source" --to "duckdb:$work/whole.duckdb" --quiet || exit 1
dotnet "$program" verify "duckdb:$work/whole.duckdb" --json >"$work/whole.json" || exit 1

done_kills=0 round=0
while [ "$done_kills" -lt "$kills" ]; do
  round=$((round + 1))
  rm -f "$work"/killed.duckdb*
  while true; do
    dotnet "$program" backfill --source "$source" --to "duckdb:$work/killed.duckdb" --quiet 2>"$work/log" &
    pid=$!
    # From before the first commit to after the last one: a run of this length takes about three seconds.
    delay=$((RANDOM % 2950 + 50))
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
  dotnet "$program" backfill --source "$source" --to "duckdb:$work/killed.duckdb" --quiet || exit 1
  dotnet "$program" verify "duckdb:$work/killed.duckdb" --json >"$work/killed.json" || exit 1
  cmp "$work/whole.json" "$work/killed.json" || { diff "$work/whole.json" "$work/killed.json"; exit 1; }
  echo "round $round: $done_kills kills so far, equal"
done
echo "$done_kills kills in $round rounds: every resumed run ends like the undisturbed one"
