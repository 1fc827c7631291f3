#!/usr/bin/env bash
# Writes the files that EthereumEtlExportGolden compares with: ethereum-etl's own export of a small simulated chain from a node.
# Usage: eng/proofs/ethereum-etl-golden.sh PATH/TO/ethereumetl (version 2.4.2)
set -euo pipefail
etl=$1
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
chain=seed=11,blocks=20,txs=8 last=19
folder="$root/tests/Weir.Tests/Golden/ethereum-etl"
mkdir -p "$folder"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkfifo "$work/in"
"$root/artifacts/bin/Weir.Benchmarks/release/Weir.Benchmarks" serve "$chain" <"$work/in" >"$work/url" &
exec 8>"$work/in"
until [ -s "$work/url" ]; do sleep 0.2; done
node="$(cat "$work/url")"
for ending in csv json; do
  common=(-p "$node" -w 1 -b 1)
  "$etl" export_blocks_and_transactions -s 0 -e $last "${common[@]}" \
    --blocks-output "$folder/blocks.$ending" --transactions-output "$folder/transactions.$ending"
  [ $ending = csv ] && "$etl" extract_csv_column -i "$folder/transactions.csv" -c hash -o "$work/hashes"
  "$etl" export_receipts_and_logs -t "$work/hashes" "${common[@]}" \
    --receipts-output "$folder/receipts.$ending" --logs-output "$folder/logs.$ending"
  "$etl" extract_token_transfers -l "$folder/logs.$ending" -w 1 -o "$folder/token_transfers.$ending"
done
exec 8>&-
wait
