"""Follows an Anvil node while transactions flow, blocks come every second and the chain is reorganised; and measures how soon a row is there.

    python3 eng/proofs/live-anvil.py [--seconds 60] [--kills 3] [--http] [--weir PROGRAM] [--warehouse SPEC]

`weir run` follows by WebSocket (or by asking, --http). anvil_reorg of depths 1, 5 and 20 comes again and again, and the process is killed
(SIGKILL) at seeded instants and started again. In the end every stored block must be the node's, asked by this script itself, its transactions
the node's, no row of a dead block may be left, and `verify --proofs` must be content. The time from the node's block to the stored row is what
`weir run --log json` says (heard of by subscription or question, until the commit); median and p99 of all blocks at the head.
"""
import argparse
import json
import os
import pathlib
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from anvil_chain import ANVIL, ROOT, call, free_port


def start_anvil(port):
    process = subprocess.Popen(
        [str(ANVIL), "--port", str(port), "--block-time", "1", "--silent", "--balance", "100000000", "--transaction-block-keeper", "100000"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            call(url, ("eth_chainId", []))
            return process, url
        except OSError:
            time.sleep(0.05)
    sys.exit("anvil does not answer")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--kills", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--http", action="store_true")
    arguments.add_argument("--warehouse")
    arguments.add_argument("--weir", default=os.environ.get("WEIR_PROGRAM", ROOT / "artifacts/bin/Weir.App/release/weir.dll"))
    options = arguments.parse_args()
    weir = ["dotnet", str(options.weir)] if str(options.weir).endswith(".dll") else [str(options.weir)]
    chance = random.Random(options.seed)
    port = free_port()
    anvil, url = start_anvil(port)
    folder = tempfile.TemporaryDirectory()
    warehouse = options.warehouse or f"duckdb:{folder.name}/live.duckdb"
    source = f"rpc:{url if options.http else url.replace('http', 'ws')}"
    log = open(pathlib.Path(folder.name) / "run.log", "w+")

    def run():
        return subprocess.Popen(
            [*weir, "run", "--source", source, "--to", warehouse, "--start-block", "0", "--log", "json"], stderr=log, stdout=subprocess.DEVNULL)

    def ask(*more):
        done = subprocess.run([*weir, *more], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"weir {' '.join(more)}\n{done.stdout}{done.stderr}")
        return done.stdout

    try:
        call(url, ("anvil_mine", ["0x28"]))
        accounts = call(url, ("eth_accounts", []))[0]
        kills = sorted(chance.uniform(5, options.seconds - 5) for _ in range(options.kills))
        process, began, reorganisations, killed = run(), time.monotonic(), 0, 0
        next_reorganisation = 8
        while (passed := time.monotonic() - began) < options.seconds:
            for _ in range(5):
                sender, receiver = chance.sample(accounts, 2)
                call(url, ("eth_sendTransaction", [{"from": sender, "to": receiver, "value": hex(chance.randrange(1, 10**15))}]))
            if passed > next_reorganisation:
                call(url, ("anvil_reorg", [chance.choice([1, 5, 20]), []]))
                reorganisations += 1
                next_reorganisation = passed + chance.uniform(4, 8)
            if kills and passed > kills[0]:
                kills.pop(0)
                process.kill()
                process.wait()
                killed += 1
                process = run()
            time.sleep(0.2)
        call(url, ("evm_setIntervalMining", [0]))
        time.sleep(3)
        process.send_signal(signal.SIGTERM)
        code = process.wait(15)
        assert code == 0, f"SIGTERM: exit {code}"
        head = int(call(url, ("eth_blockNumber", []))[0], 16)
        rows = [json.loads(line) for line in ask("query", "SELECT number, hash, transaction_count FROM blocks ORDER BY number",
                                                 "--warehouse", warehouse, "--json").splitlines()]
        assert [int(row["number"]) for row in rows] == list(range(head + 1)), f"{len(rows)} blocks stored, the head is {head}"
        blocks = call(url, *[("eth_getBlockByNumber", [hex(int(row["number"])), False]) for row in rows])
        for row, block in zip(rows, blocks):
            assert row["hash"] == block["hash"], (row, block["hash"])
            assert int(row["transaction_count"]) == len(block["transactions"]), row
        orphans = json.loads(ask("query", "SELECT count(*) AS n FROM transactions t LEFT JOIN blocks b ON b.hash = t.block_hash "
                                 "WHERE b.hash IS NULL", "--warehouse", warehouse, "--json"))
        assert int(orphans["n"]) == 0, orphans
        count = json.loads(ask("query", "SELECT count(*) AS n FROM transactions", "--warehouse", warehouse, "--json"))
        assert int(count["n"]) == sum(len(block["transactions"]) for block in blocks), count
        ask("verify", warehouse, "--proofs")
        seen = json.loads(ask("query", "SELECT count(*) AS n, max(depth) AS deepest FROM reorgs", "--warehouse", warehouse, "--json"))
        log.seek(0)
        latencies = sorted(entry["milliseconds"] for entry in map(json.loads, log) if entry.get("event") == "Stored")
        print(f"{options.seconds} s by {'asking' if options.http else 'WebSocket'} into {warehouse.split(':')[0]}: {head + 1} blocks, {count['n']} transactions, "
              f"{reorganisations} reorganisations (rows in reorgs: {seen['n']}, deepest {seen['deepest']}), {killed} kills: every row is the node's. "
              f"Head to row: median {statistics.median(latencies):.0f} ms, p99 {latencies[int(0.99 * (len(latencies) - 1))]:.0f} ms ({len(latencies)} blocks)")
    finally:
        anvil.kill()
        folder.cleanup()


main()
