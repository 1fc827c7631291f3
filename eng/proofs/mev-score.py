#!/usr/bin/env python3
"""Precision and recall of the MEV inspectors, and the victims' losses, against a simulated chain's own labels.

Loads a chain with actors through the program, and holds the table mev against the labels that the actors wrote:
  python3 eng/proofs/mev-score.py [--weir ./weir] [--seed 5] [--blocks 5500] [--sandwich-blocks 3600]
Prints two tables for docs/mev.md; exit 1 where a figure is below 0.99 or a loss is another than the simulator's.
"""
import argparse, collections, json, math, os, subprocess, sys, tempfile, time

KINDS = ["arbitrage", "backrun", "jit", "jit_sandwich", "liquidation", "sandwich"]


def wilson(part, whole):
    if whole == 0:
        return "none"
    z, share = 1.959964, part / whole
    scale = 1 + z * z / whole
    middle = share + z * z / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return f"{share:.4f} ({max(0, (middle - spread) / scale):.4f} to {min(1, (middle + spread) / scale):.4f})"


def load(weir, folder, name, chain):
    labels, warehouse = os.path.join(folder, name + ".jsonl"), "duckdb:" + os.path.join(folder, name + ".duckdb")
    start = time.time()
    subprocess.run([weir, "backfill", "--source", f"sim:{chain},labels={labels}", "--to", warehouse, "--tables", "mev",
                    "--quiet"], check=True)
    seconds = time.time() - start
    lines = subprocess.run(
        [weir, "query", "SELECT kind, tx_hashes, pools, CAST(victim_loss_raw AS VARCHAR) AS loss, "
         "victim_loss_token AS token FROM mev", "--warehouse", warehouse, "--json"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    rows = collections.defaultdict(list)
    for row in map(json.loads, lines):
        rows[(row["kind"], row["tx_hashes"][0])].append(row)
        if row["tx_hashes"][-1] != row["tx_hashes"][0]:
            rows[(row["kind"], row["tx_hashes"][-1])].append(row)
    with open(labels) as file:
        return rows, len(lines), list(map(json.loads, file)), seconds


def about(row, label):
    own = label["tx_hashes"]
    if label["kind"] in ("arbitrage", "backrun", "liquidation"):
        return row["tx_hashes"] == own
    return row["tx_hashes"][0] == own[0] and row["tx_hashes"][-1] == own[-1] and label["pool"] in row["pools"]


def find(rows, label):
    seen = [row for tx in label["tx_hashes"] for row in rows.get((label["kind"], tx), []) if about(row, label)]
    return seen[0] if seen else None


def score(rows, labels):
    counts, explained, fine = {kind: collections.Counter() for kind in KINDS}, set(), True
    real = {(label["kind"], tuple(label["tx_hashes"])) for label in labels if label["real"]}
    for label in labels:
        count, row = counts[label["kind"]], find(rows, label)
        if label["real"]:
            count["acts"] += 1
            count["found"] += row is not None
            explained.add(id(row))
        else:
            count["alike"] += 1
            if row is not None and (label["kind"], tuple(label["tx_hashes"])) not in real:
                count["mistaken"] += 1
                explained.add(id(row))
                print("mistaken:", json.dumps(label), json.dumps(row), file=sys.stderr)
    for row in {id(row): row for seen in rows.values() for row in seen}.values():
        counts[row["kind"]]["others"] += id(row) not in explained
    print("| kind | acts | found | look-alikes | mistaken | unlabelled | precision (95 %) | recall (95 %) |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in KINDS:
        c = counts[kind]
        wrong = c["mistaken"] + c["others"]
        print(f"| {kind} | {c['acts']} | {c['found']} | {c['alike']} | {c['mistaken']} | {c['others']} "
              f"| {wilson(c['found'], c['found'] + wrong)} | {wilson(c['found'], c['acts'])} |")
        fine &= c["acts"] > 0 and c["found"] >= 0.99 * c["acts"] and wrong <= 0.01 * c["acts"]
    return fine


def losses(rows, labels):
    count = collections.Counter()
    for label in labels:
        if not label["real"] or "loss_raw" not in label:
            continue
        row, swaps = find(rows, label), len(label["victim_tx_hashes"])
        if row is None or row["loss"] is None:
            count["withheld"] += swaps
        elif row["loss"] == label["loss_raw"] and row["token"] in (None, label["loss_token"]):
            count["equal"] += swaps
        else:
            count["other"] += swaps
            print("another loss:", json.dumps(label), json.dumps(row), file=sys.stderr)
    print(f"victims' swaps whose loss equals the simulator's own: {count['equal']:,}; another: {count['other']:,}; "
          f"withheld: {count['withheld']:,}")
    return count["other"] == 0 and count["equal"] > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weir", default="./weir")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--blocks", type=int, default=5500)
    parser.add_argument("--sandwich-blocks", type=int, default=3600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows, found, labels, seconds = load(
            options.weir, folder, "acts", f"seed={options.seed},blocks={options.blocks},actors=on")
        print(f"{options.blocks} blocks made, verified, decoded and inspected in {seconds:.0f} s; {found} rows, "
              f"{len(labels)} labels")
        fine = score(rows, labels)
        rows, _, labels, seconds = load(
            options.weir, folder, "sandwiches", f"seed={options.seed},blocks={options.sandwich_blocks},actors=sandwiches")
        print(f"{options.sandwich_blocks} blocks of sandwiches in {seconds:.0f} s")
        fine &= losses(rows, labels)
    sys.exit(0 if fine else 1)


main()
