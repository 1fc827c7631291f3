"""Weir beside Ponder: both index the same ERC-20 events of one Anvil chain into PostgreSQL, on one machine, in one run.

    python3 eng/proofs/ponder-race.py [--blocks 300] [--transactions 30] [--seconds 60] [--weir PROGRAM]

First each catches up alone with a chain that is there (three Transfer events a transaction): events/s from the start of the program until the
last row is visible. Then both follow the chain at once while a block comes every second: from the moment a block is there until its rows are
visible to another connection, median and p99. At last both are asked over HTTP how many transfers there are, while blocks go on: Ponder's GraphQL
its totalCount, Weir's /api/transfers with the series by bar and standard besides; four connections each, one program after the other. Ponder is installed by npm into a temporary folder, the versions pinned; Weir stores and proves
blocks, transactions, receipts and logs beside the transfers, Ponder the transfers alone.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import anvil_chain
from anvil_chain import ROOT, TOKENS, call, free_port
from postgres_server import Postgres

PACKAGE = {
    "name": "race", "private": True, "type": "module", "dependencies": {"ponder": "0.16.10", "viem": "2.57.1", "hono": "4"},
    "overrides": {"ox": "0.14.49", "viem": "2.57.1"}}
FILES = {
    "ponder.config.ts": """import { createConfig } from "ponder";
import { abi } from "./abi";
export default createConfig({
  database: { kind: "postgres", connectionString: process.env.DATABASE_URL },
  chains: { anvil: { id: 31337, rpc: process.env.RACE_RPC, ws: process.env.RACE_WS, pollingInterval: 250 } },
  contracts: { Token: { abi, chain: "anvil", address: JSON.parse(process.env.RACE_TOKENS), startBlock: 0 } },
});
""",
    "abi.ts": """export const abi = [{ type: "event", name: "Transfer", inputs: [
  { name: "from", type: "address", indexed: true }, { name: "to", type: "address", indexed: true },
  { name: "amount", type: "uint256", indexed: false }] }] as const;
""",
    "ponder.schema.ts": """import { onchainTable } from "ponder";
export const transfer = onchainTable("transfer", (t) => ({
  id: t.text().primaryKey(), block_number: t.bigint().notNull(), log_index: t.integer().notNull(), token: t.hex().notNull(),
  from: t.hex().notNull(), to: t.hex().notNull(), amount: t.bigint().notNull(),
}));
""",
    "src/index.ts": """import { ponder } from "ponder:registry";
import { transfer } from "ponder:schema";
ponder.on("Token:Transfer", async ({ event, context }) => {
  await context.db.insert(transfer).values({
    id: event.id, block_number: event.block.number, log_index: event.log.logIndex, token: event.log.address,
    from: event.args.from, to: event.args.to, amount: event.args.amount });
});
""",
    "src/api/index.ts": """import { db } from "ponder:api";
import schema from "ponder:schema";
import { Hono } from "hono";
import { graphql } from "ponder";
const app = new Hono();
app.use("/graphql", graphql({ db, schema }));
export default app;
""",
    "tsconfig.json": '{"compilerOptions":{"target":"ESNext","module":"ESNext","moduleResolution":"bundler","strict":true,"skipLibCheck":true}}',
}


class Racer:
    def __init__(self, name, command, table, postgres, folder, environment=None):
        self.name, self.command, self.table, self.postgres = name, command, table, postgres
        self.folder, self.environment, self.process = folder, {**os.environ, **(environment or {})}, None
        # One connection that stays, asked line by line.
        self.psql = subprocess.Popen(
            ["psql", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "weir", "-d", name, "-At", "-q"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)

    def start(self):
        log = open(f"{self.folder}/{self.name}.log", "a")
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=log)

    def ask(self, what):
        self.psql.stdin.write(f"SELECT to_regclass('{self.table}') IS NOT NULL;\n")
        if self.psql.stdout.readline().strip() != "t":
            return 0
        self.psql.stdin.write(f"SELECT coalesce({what}, 0) FROM {self.table};\n")
        return int(self.psql.stdout.readline())

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def catch_up(racer, url, events, options):
    """Blocks without events come meanwhile: Ponder takes up what is not final when it hears of a new one."""
    mined = time.monotonic()
    began = time.monotonic()
    racer.start()
    while racer.ask("count(*)") < events:
        if racer.process.poll() is not None or time.monotonic() - began > options.patience:
            sys.exit(f"{racer.name} came no further than {racer.ask('count(*)')} of {events}:\n"
                     + pathlib.Path(f"{racer.folder}/{racer.name}.log").read_text()[-3000:])
        if time.monotonic() - mined > 1:
            call(url, ("evm_mine", []))
            mined = time.monotonic()
        time.sleep(0.1)
    seconds = time.monotonic() - began
    racer.stop()
    return seconds


def watch(racer, born, seen, end):
    """Notes when each block's rows are visible."""
    while not end.is_set():
        newest = racer.ask("max(block_number)")
        now = time.monotonic()
        for block, at in list(born.items()):
            if block <= newest and block not in seen:
                seen[block] = now - at
        time.sleep(0.01)


def mine(url, accounts, chance, born):
    """A block of ten transactions; how many events it has."""
    for _ in range(10):
        call(url, ("eth_sendTransaction", [{
            "from": accounts[0], "to": chance.choice(TOKENS), "gas": "0x30d40",
            "data": f"0x{chance.randrange(1, 2**64):064x}{chance.randrange(1, 2**64):064x}"}]))
    call(url, ("evm_mine", []))
    born[int(call(url, ("eth_blockNumber", []))[0], 16)] = time.monotonic()
    return 30


QUESTIONS = {
    "weir": ("GET", "/api/transfers?range=all", None, lambda answer: answer["summary"]["total_transfers"]),
    "ponder": ("POST", "/graphql", json.dumps({"query": "{ transfers(limit: 1) { totalCount } }"}), lambda answer: answer["data"]["transfers"]["totalCount"]),
}


def question(name, port, seconds):
    """How many answers come in a second, how long the slowest hundredth takes (ms), and the last count."""
    method, path, body, read = QUESTIONS[name]
    taken, counts, stop = [], [], time.monotonic() + seconds

    def client():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < stop:
            began = time.monotonic()
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status == 200, f"{name}: {answer.status} {text[:300]}"
            taken.append(time.monotonic() - began)
        counts.append(int(read(json.loads(text))))

    threads = [threading.Thread(target=client) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.sort()
    return len(taken) / seconds, 1000 * taken[int(0.99 * (len(taken) - 1))], max(counts)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--blocks", type=int, default=300)
    arguments.add_argument("--transactions", type=int, default=30)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--patience", type=int, default=600, help="seconds that one may take to catch up")
    arguments.add_argument("--modules", help="a folder that has node_modules with Ponder already")
    arguments.add_argument("--weir", default=os.environ.get("WEIR_PROGRAM", ROOT / "artifacts/bin/Weir.App/release/weir.dll"))
    options = arguments.parse_args()
    options.weir = pathlib.Path(options.weir).resolve()
    weir = ["dotnet", str(options.weir)] if options.weir.suffix == ".dll" else [str(options.weir)]
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        for name, text in {**FILES, "package.json": json.dumps(PACKAGE)}.items():
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        if options.modules:
            os.symlink(f"{options.modules}/node_modules", f"{folder}/node_modules")
        else:
            print("installing Ponder …", flush=True)
            subprocess.run([shutil.which("npm"), "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        postgres = Postgres(folder)
        for name in ("weir", "ponder"):
            subprocess.run(["psql", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "weir", "-d", "postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
        anvil, url = anvil_chain.start(blocks=options.blocks, transactions=options.transactions, more=10_000)
        events = 3 * options.blocks * options.transactions
        socket = url.replace("http", "ws")
        ports = {"weir": free_port(), "ponder": free_port()}
        racers = [
            Racer("weir", [*weir, "run", "--source", f"rpc:{socket}", "--start-block", "0", "--quiet", "--serve", str(ports["weir"]), "--rate-limit", "0", "--to",
                           f"postgres:Host=127.0.0.1;Port={postgres.port};Username=weir;Database=weir"], "token_transfers", postgres, folder),
            Racer("ponder", [f"{folder}/node_modules/.bin/ponder", "start", "--schema", "race", "--port", str(ports["ponder"])], "race.transfer", postgres, folder, {
                "DATABASE_URL": f"postgresql://weir@127.0.0.1:{postgres.port}/ponder", "RACE_RPC": url, "RACE_WS": socket, "RACE_TOKENS": json.dumps(TOKENS),
                "PONDER_TELEMETRY_DISABLED": "true"}),
        ]
        try:
            for racer in racers:
                seconds = catch_up(racer, url, events, options)
                print(f"{racer.name}: {events} events of {options.blocks} blocks in {seconds:.1f} s, {events / seconds:,.0f} events/s", flush=True)
            accounts = call(url, ("eth_accounts", []))[0]
            chance, born, end = random.Random(1), {}, threading.Event()
            seen = {racer.name: {} for racer in racers}
            for racer in racers:
                racer.start()
            more = 0
            while not born or any(racer.ask("max(block_number)") < max(born) - 2 for racer in racers):
                more += mine(url, accounts, chance, born)
                time.sleep(1)
            born.clear()
            threads = [threading.Thread(target=watch, args=(racer, born, seen[racer.name], end), daemon=True) for racer in racers]
            for thread in threads:
                thread.start()
            for _ in range(options.seconds):
                more += mine(url, accounts, chance, born)
                time.sleep(1)
            time.sleep(10)
            end.set()
            for racer in racers:
                lags = sorted(seen[racer.name].values())
                assert len(lags) == len(born), f"{racer.name} has {len(lags)} of {len(born)} blocks"
                print(f"{racer.name}: head to row {statistics.median(lags) * 1000:.0f} ms median, {lags[int(0.99 * (len(lags) - 1))] * 1000:.0f} ms p99 of {len(lags)} blocks")
                count = racer.ask("count(*)")
                assert count == events + more, f"{racer.name}: {count} rows"
            for racer in racers:
                done = threading.Event()
                miner = threading.Thread(target=lambda: [mine(url, accounts, chance, born) for _ in range(8) if not done.wait(1)])
                miner.start()
                rate, slowest, count = question(racer.name, ports[racer.name], 8)
                done.set()
                miner.join()
                print(f"{racer.name}: how many transfers: {rate:,.0f} answers/s, {slowest:.0f} ms p99, {count} at the end", flush=True)
                assert count >= events + more, f"{racer.name} says {count}"
        finally:
            anvil.kill()
            for racer in racers:
                if racer.process and racer.process.poll() is None:
                    racer.stop()
                racer.psql.kill()
            postgres.control("stop")


main()
