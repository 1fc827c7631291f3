"""A node's history goes another way again and again while a warehouse is loaded from it, and loads are killed.

    python3 eng/proofs/chain-history.py [--rounds 20] [--seed 1] [--weir PROGRAM]

Each round does one thing to an Anvil chain (grows it, sets it back and grows it otherwise, makes it shorter, loads a part of it into some
tables), starts `weir backfill` and, in two rounds of three, kills it (SIGKILL) at a seeded instant; then one load goes to its end. After every
round each stored block is compared with the node's, asked by this script itself; every row of a block's own tables must name the hash of the
stored block; `verify --proofs` must be content; and the exported blocks must be the node's. PROGRAM is a weir or weir.dll.
"""
import argparse
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from anvil_chain import ANVIL, ROOT, TOKENS, call, start

TABLES = ["transactions", "logs", "token_transfers", "withdrawals"]


class Proof:
    def __init__(self, url, weir, folder, chance):
        self.url, self.weir, self.folder, self.chance = url, weir, folder, chance
        self.warehouse = f"duckdb:{folder}/chain.duckdb"
        self.accounts = call(url, ("eth_accounts", []))[0]
        self.snapshots = []
        self.kills = self.replaced = 0

    def head(self):
        return int(call(self.url, ("eth_blockNumber", []))[0], 16)

    def grow(self, blocks):
        for _ in range(blocks):
            call(self.url, *[("eth_sendTransaction", [{
                "from": self.chance.choice(self.accounts), "to": self.chance.choice(TOKENS), "gas": "0x186a0",
                "data": f"0x{self.chance.getrandbits(96):064x}{self.chance.getrandbits(160):064x}"}]) for _ in range(3)])
            call(self.url, ("anvil_mine", ["0x1"]))

    def remember(self):
        self.snapshots.append((self.head(), call(self.url, ("evm_snapshot", []))[0]))

    def set_back(self, regrow):
        at = self.chance.randrange(len(self.snapshots))
        number, snapshot = self.snapshots[at]
        del self.snapshots[at:]
        was = self.head()
        call(self.url, ("evm_revert", [snapshot]), ("evm_increaseTime", [self.chance.randrange(50, 5000)]))
        self.grow(regrow(was - number))
        self.remember()

    def load(self, *more, killed=False):
        command = [*self.weir, "backfill", "--source", f"rpc:{self.url}", "--to", self.warehouse, "--quiet", *more]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if killed:
            try:
                process.wait(self.chance.uniform(0.05, 1.2))
            except subprocess.TimeoutExpired:
                process.kill()
                self.kills += 1
        error = process.communicate()[1]
        self.replaced += "no longer on the chain" in error
        if process.returncode not in (0, -9):
            sys.exit(f"{' '.join(command)}\n{error}")

    def query(self, sql):
        return [json.loads(line) for line in self.run("query", sql, "--warehouse", self.warehouse, "--json").splitlines()]

    def run(self, *arguments):
        done = subprocess.run([*self.weir, *arguments], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"weir {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def check(self):
        rows = self.query("SELECT number, hash, parent_hash, state_root, gas_used FROM blocks ORDER BY number")
        assert len({row["number"] for row in rows}) == len(rows), "a block twice"
        blocks = call(self.url, *[("eth_getBlockByNumber", [hex(int(row["number"])), False]) for row in rows])
        for row, block in zip(rows, blocks):
            assert block, f"the node has no block {row['number']}"
            theirs = (block["hash"], block["parentHash"], block["stateRoot"], int(block["gasUsed"], 16))
            assert (row["hash"], row["parent_hash"], row["state_root"], int(row["gas_used"])) == theirs, (row, theirs)
        counts = {int(row["number"]): len(block["transactions"]) for row, block in zip(rows, blocks)}
        loaded = {(row["t"], n) for row in self.query("SELECT table_name AS t, from_block AS a, to_block AS b FROM ingest_ranges")
                  for n in range(int(row["a"]), int(row["b"]) + 1)}
        stored = {int(row["n"]): int(row["c"]) for row in self.query("SELECT block_number AS n, count(*) AS c FROM transactions GROUP BY 1")}
        for number, count in counts.items():
            if ("transactions", number) in loaded:
                assert stored.get(number, 0) == count, f"block {number}: {stored.get(number, 0)} transactions, the node has {count}"
        for table in TABLES:
            orphans = self.query(f"SELECT count(*) AS n FROM {table} t LEFT JOIN blocks b ON b.hash = t.block_hash WHERE b.hash IS NULL")
            assert int(orphans[0]["n"]) == 0, f"{table} has rows of a dead block"
        self.run("verify", self.warehouse, "--proofs")
        out = self.folder / "out"
        self.run("export", "blocks", "--warehouse", self.warehouse, "--to", f"files:{out}?format=csv", "--schema", "ethereum-etl")
        with open(out / "blocks.csv", newline="") as file:
            assert [row["hash"] for row in csv.DictReader(file)] == [row["hash"] for row in rows], "the export differs"
        return len(rows)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--weir", default=os.environ.get("WEIR_PROGRAM", ROOT / "artifacts/bin/Weir.App/release/weir.dll"))
    options = arguments.parse_args()
    weir = ["dotnet", str(options.weir)] if str(options.weir).endswith(".dll") else [str(options.weir)]
    chance = random.Random(options.seed)
    node, url = start(ANVIL, blocks=12, transactions=3, seed=options.seed, more=100_000)
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            proof = Proof(url, weir, pathlib.Path(folder), chance)
            proof.remember()
            for number in range(1, options.rounds + 1):
                act = chance.choice(["grow", "regrow", "regrow", "shorter", "part"])
                if act == "grow":
                    proof.grow(chance.randrange(1, 15))
                    proof.remember()
                elif act == "regrow":
                    proof.set_back(lambda lost: lost + chance.randrange(1, 8))
                elif act == "shorter":
                    proof.set_back(lambda lost: chance.randrange(0, lost + 1))
                    proof.grow(1)
                else:
                    proof.grow(chance.randrange(4, 12))
                    proof.remember()
                    head = proof.head()
                    proof.load("--blocks", f"{max(0, head - 3)}:{head}", "--tables", chance.choice(TABLES), "--verify",
                               chance.choice(["full", "roots", "header"]))
                while number % 3 and chance.random() < 0.7:
                    proof.load(killed=True)
                proof.load()
                print(f"round {number}: {act}, head {proof.head()}, {proof.check()} blocks stored, all the node's", flush=True)
            print(f"{options.rounds} rounds, {proof.kills} kills, {proof.replaced} loads that replaced a dead branch: every stored block is "
                  f"the node's ({time.monotonic() - began:.0f} s)")
    finally:
        node.kill()


main()
