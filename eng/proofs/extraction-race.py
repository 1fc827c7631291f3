#!/usr/bin/env python3
"""Weir, ethereum-etl and cryo load the same blocks from the same answering node, one after the other, in one run.

The node is our fake node with all its answers ready, in a process of its own. Each program fetches blocks, transactions,
receipts, logs and token transfers (cryo: blocks, transactions, logs, erc20_transfers); Weir verifies every block and loads DuckDB,
the others write CSV and verify nothing. Own CPU time is what the program's processes used, without the node's.

    python3 eng/proofs/extraction-race.py --etl PATH/TO/ethereumetl --cryo PATH/TO/cryo [--chain seed=1,blocks=1000,txs=100]
"""
import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "artifacts/bin/Weir.Benchmarks/release/Weir.Benchmarks"
WEIR = ROOT / "artifacts/bin/Weir.App/release/weir"


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
    arguments.add_argument("--chain", default="seed=1,blocks=1000,txs=100")
    options = arguments.parse_args()
    blocks = int(dict(part.split("=") for part in options.chain.split(","))["blocks"])
    server = subprocess.Popen([BENCHMARKS, "serve", options.chain], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    node = server.stdout.readline().strip()
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        runs = [("Weir, verified, into DuckDB", [[WEIR, "backfill", "--source", f"rpc:{node}", "--to", f"duckdb:{root / 'weir.duckdb'}",
                                                  "--blocks", f"0:{blocks - 1}", "--quiet"]])]
        if options.cryo:
            runs.append(("cryo, CSV", [[options.cryo, "blocks", "txs", "logs", "erc20_transfers", "--rpc", node, "--csv", "-o", root / "cryo",
                                        "-b", f"0:{blocks}"]]))
        if options.etl:
            (root / "etl").mkdir()
            runs.append(("ethereum-etl, CSV", etl_commands(options.etl, node, blocks - 1, root / "etl")))
        print(f"{options.chain}\n\n| program | wall s | own CPU s | node's CPU s | blocks/s | own CPU, Weir's = 1 |\n|---|---|---|---|---|---|")
        ours = None
        for name, commands in runs:
            before = node_cpu(server.pid)
            wall, cpu = measure(commands, root / "log")
            ours = ours or cpu
            print(f"| {name} | {wall:.1f} | {cpu:.1f} | {node_cpu(server.pid) - before:.1f} | {blocks / wall:.0f} | {cpu / ours:.1f} |", flush=True)
    server.stdin.close()
    server.wait()


main()
