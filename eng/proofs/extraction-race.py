#!/usr/bin/env python3
"""Weir, cryo and ethereum-etl load the same blocks from the same node, one after the other, in one run.

The node is Anvil with 1,000 blocks, 100,000 transactions and 300,000 Transfer logs (anvil_chain.py). Each program fetches blocks,
transactions, receipts, logs and token transfers (cryo: blocks, transactions, logs, erc20_transfers). Weir proves every block: roots, hashes and
bloom filters, and by default every sender from its signature; the others verify nothing. Own CPU time is what the program's processes used, without the node's; the best of the rounds.

    python3 eng/proofs/extraction-race.py --cryo PATH --etl PATH [--rounds 3] [--blocks 1000] [--weir PROGRAM]

PROGRAM is artifacts/native/weir (eng/publish) unless given.
"""
import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import anvil_chain

ROOT = pathlib.Path(__file__).resolve().parents[2]


def measure(commands, log):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    for command in commands:
        with open(log, "ab") as output:
            done = subprocess.run([str(part) for part in command], stdout=output, stderr=output)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{pathlib.Path(log).read_text()[-2000:]}")
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def node_cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def etl_commands(etl, node, last, folder):
    common = ["-p", node, "-w", "2", "-b", "100"]
    transactions, logs, hashes = folder / "transactions.csv", folder / "logs.csv", folder / "hashes.txt"
    return [
        [etl, "export_blocks_and_transactions", "-s", 0, "-e", last, *common, "--blocks-output", folder / "blocks.csv",
         "--transactions-output", transactions],
        [etl, "extract_csv_column", "-i", transactions, "-c", "hash", "-o", hashes],
        [etl, "export_receipts_and_logs", "-t", hashes, *common, "--receipts-output", folder / "receipts.csv", "--logs-output", logs],
        [etl, "extract_token_transfers", "-l", logs, "-w", "2", "-o", folder / "token_transfers.csv"],
    ]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--etl")
    arguments.add_argument("--cryo")
    arguments.add_argument("--weir", default=ROOT / "artifacts/native/weir")
    arguments.add_argument("--anvil", default=anvil_chain.ANVIL)
    arguments.add_argument("--blocks", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--flags", default="", help="further flags of weir backfill")
    options = arguments.parse_args()
    server, node = anvil_chain.start(options.anvil, options.blocks)
    weir = [options.weir, "backfill", "--source", f"rpc:{node}", "--blocks", f"1:{options.blocks}", "--confirmations", "0", "--quiet",
            *options.flags.split()]
    runs = {
        f"Weir, {level}, into {name}": lambda folder, level=level, to=to: [[*weir, "--verify", level, "--to", to(folder)]]
        for level in ("roots", "full")
        for name, to in (("DuckDB", lambda folder: f"duckdb:{folder / 'weir.duckdb'}"),
                         ("Parquet", lambda folder: f"files:{folder / 'lake'}?format=parquet"))
    }
    if options.cryo:
        runs["cryo, Parquet"] = lambda folder: [[
            options.cryo, "blocks", "txs", "logs", "erc20_transfers", "--rpc", node, "-o", folder / "cryo", "-b", f"1:{options.blocks + 1}"]]
    if options.etl:
        runs["ethereum-etl, CSV"] = lambda folder: etl_commands(options.etl, node, options.blocks, folder)
    best = {}
    try:
        for _ in range(options.rounds):
            for name, commands in runs.items():
                if name.startswith("ethereum-etl") and name in best:
                    continue
                with tempfile.TemporaryDirectory() as scratch:
                    before = node_cpu(server.pid)
                    wall, cpu = measure(commands(pathlib.Path(scratch)), pathlib.Path(scratch) / "log")
                    size = sum(file.stat().st_size for file in pathlib.Path(scratch).rglob("*") if file.is_file())
                    row = (cpu, wall, node_cpu(server.pid) - before, size)
                    best[name] = min(best.get(name, row), row)
    finally:
        server.kill()
    cryo = best.get("cryo, Parquet", (None,))[0]
    print("| program | wall s | own CPU s | node's CPU s | MB | own CPU, cryo's = 1 |\n|---|---|---|---|---|---|")
    for name, (cpu, wall, served, size) in best.items():
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {served:.1f} | {size / 1e6:.0f} | {cpu / cryo:.2f} |" if cryo else
              f"| {name} | {wall:.1f} | {cpu:.1f} | {served:.1f} | {size / 1e6:.0f} | |")


main()
