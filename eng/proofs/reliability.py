"""The public list of 35 reliability checks (docs/reliability.md), asked of `weir run` on an unproven chain, several rounds, in DuckDB and PostgreSQL.

    python3 eng/proofs/reliability.py [--rounds 3] [--to duckdb,postgres] [--outage 30] [--latency 300] [--only NAME,…] [--weir PROGRAM]

Each scenario has a node, a chain and a warehouse of its own; several run at once, for they mostly wait. Truth is what the chain ended as: every
transfer once with its amount, and the balances that follow. DuckDB is inside the program, so nothing can stop it alone: its four checks of a
warehouse that goes away are not asked. Exit 1 when a check fails.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from anvil_chain import ROOT
from postgres_server import Postgres
from unproven_chain import CONTRACT, FIRST, Chain, Node, text_answer

SLOW = 0.2  # seconds an answer takes while it is to be caught catching up

TRANSFERS = ("SELECT block_number, log_index, from_address, to_address, CAST(value AS TEXT) AS amount FROM token_transfers "
             "ORDER BY block_number, log_index")


class Run:
    """A chain, a node, a warehouse, and `weir run` between them."""

    def __init__(self, options, kind, folder, name, blocks=40, transfers=3):
        self.options, self.kind, self.folder = options, kind, pathlib.Path(folder)
        self.chain = Chain(seed=options.seed)
        self.chain.grow(blocks, transfers)
        self.node = Node(self.chain)
        self.postgres = None
        self.warehouse = f"duckdb:{folder}/w.duckdb"
        if kind == "postgres":
            self.postgres = Postgres(folder)
            self.warehouse = f"postgres:Host=127.0.0.1;Port={self.postgres.port};Username=weir;Database=postgres"
        self.process, self.stored, self.lags = None, -1, []
        self.starts = 0

    def start(self):
        self.starts += 1
        self.stored = -1
        self.process = subprocess.Popen(
            [*self.options.program, "run", "--source", f"rpc:{self.node.url}", "--to", self.warehouse, "--start-block", str(FIRST),
             "--tables", "base,tokens", "--verify", "off", "--only-logs", "--timeout", "5", "--log", "json"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        threading.Thread(target=self.listen, args=(self.process,), daemon=True).start()
        return self

    def listen(self, process):
        with open(self.folder / "run.log", "a") as log:
            for line in process.stderr:
                log.write(line)
                log.flush()
                if process is not self.process or not ('"Stored"' in line or '"FollowProgress"' in line):
                    continue
                block = json.loads(line)["block"]
                if '"Stored"' in line and (at := self.chain.at(block)):
                    self.lags.append(time.time() - at.added)
                self.stored = block

    def reaches(self, block=None, within=60):
        """Waits until a block (the head, by default) is stored."""
        end = time.time() + within
        while time.time() < end:
            if self.stored >= (self.chain.head if block is None else block):
                return True
            time.sleep(0.05)
        return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """SIGTERM; whether it ended with 0 within 15 s."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15) == 0
        except subprocess.TimeoutExpired:
            return False

    def query(self, sql):
        done = subprocess.run(
            [*self.options.program, "query", sql, "--warehouse", self.warehouse, "--json"], capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def rows(self):
        return [(int(row["block_number"]), int(row["log_index"]), row["from_address"], row["to_address"], row["amount"])
                for row in self.query(TRANSFERS)]

    def is_whole(self):
        """Position and rows agree, and what is there are whole batches from the first block on."""
        position = self.query("SELECT max(block_number) AS n FROM ingest_positions")
        blocks = self.query("SELECT count(*) AS n, max(number) AS top FROM blocks")[0]
        top = int(position[0]["n"]) if position and position[0]["n"] is not None else FIRST - 1
        return (int(blocks["n"]) == top - FIRST + 1 and (blocks["top"] is None or int(blocks["top"]) == top)
                and self.rows() == [row for row in self.chain.truth() if row[0] <= top])

    def is_true(self, is_running=True):
        """Stops it where it runs; every row is the chain's, none is there twice, and so are the balances."""
        stopped = self.stop() if is_running and self.process.poll() is None else True
        rows, truth = self.rows(), self.chain.truth()
        return stopped and rows == truth and balances(rows) == balances(truth)

    def close(self):
        if self.process:
            self.process.kill()
            self.process.wait()
        self.node.close()
        if self.postgres:
            self.postgres.control("stop")


def balances(rows):
    found = {}
    for _, _, sender, receiver, amount in rows:
        found[sender] = found.get(sender, 0) - int(amount)
        found[receiver] = found.get(receiver, 0) + int(amount)
    return found


# Each scenario yields (check, whether it held). It begins with a Run that is not started yet.

def warehouse_stops(run):
    run.chain.grow(4000)
    run.node.delay = SLOW
    run.start()
    assert run.reaches(FIRST + 100)
    at = run.stored
    outage(run)
    yield "in the middle of the catching up: progress moves again", at < run.chain.head and run.reaches(at + 100)
    run.node.delay = 0
    assert run.reaches()
    run.chain.grow(2)
    outage(run)
    run.chain.grow(2)
    moved = run.reaches()
    yield "at the head: progress moves again", moved
    yield "every row, none twice", run.is_true() and run.starts == 1


def outage(run):
    run.postgres.control("stop")
    time.sleep(10)
    run.postgres.control("start")
    run.stored = -1


def killed(run):
    chance = random.Random(run.options.seed)
    run.chain.grow(4000)
    run.node.delay = SLOW
    for moment in ("catching up", "within a commit"):
        run.start()
        assert run.reaches(FIRST + 100)
        time.sleep(chance.uniform(0, 2))
        if moment == "within a commit":
            wait_for_commit(run)
        run.kill()
        yield f"SIGKILL {moment}: a reader sees whole batches", run.is_whole()
    run.node.delay = 0
    run.start()
    run.chain.grow(1)
    assert run.reaches()
    run.chain.grow(1)
    run.kill()
    yield "SIGKILL at the head: a reader sees whole batches", run.is_whole()
    run.start()
    run.chain.grow(1)
    yield "it resumes: no gap, nothing twice", run.reaches() and run.is_true()


def wait_for_commit(run):
    end = time.time() + 20
    if run.postgres:
        probe = ["psql", "-h", "127.0.0.1", "-p", str(run.postgres.port), "-U", "weir", "-d", "postgres", "-Atc",
                 "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL"]
        while time.time() < end and subprocess.run(probe, capture_output=True, text=True).stdout.strip() in ("", "0"):
            pass
    else:
        wal = pathlib.Path(run.warehouse[7:] + ".wal")
        size = wal.stat().st_size if wal.exists() else 0
        while time.time() < end and (wal.stat().st_size if wal.exists() else 0) == size:
            pass


def stopped(run):
    run.chain.grow(3000)
    run.node.delay = SLOW
    run.start()
    assert run.reaches(FIRST + 100)
    yield "SIGTERM while catching up: exit 0 within 15 s, position and rows agree", run.stop() and run.is_whole()
    run.node.delay = 0
    run.start()
    run.chain.grow(1)
    assert run.reaches()
    yield "SIGTERM at the head: exit 0 within 15 s, position and rows agree", run.stop() and run.is_whole() and run.is_true(False)


def head_replaced(run):
    run.start()
    assert run.reaches()
    run.chain.reorganise(1, 1)
    time.sleep(3)
    run.chain.grow(1)
    yield "the head replaced by one with other amounts", run.reaches() and run.is_true()


def emptied(run):
    run.start()
    assert run.reaches()
    run.chain.reorganise(3, 4, transfers=0)
    yield "replaced by blocks without logs", run.reaches() and run.is_true()


def sixty(run):
    run.chain.grow(60)
    run.start()
    assert run.reaches()
    run.chain.reorganise(60)
    yield "60 blocks rewritten", run.reaches() and run.is_true()


def while_down(run):
    run.start()
    assert run.reaches()
    assert run.stop()
    run.chain.reorganise(12, 15)
    run.start()
    yield "rewritten while it was down", run.reaches() and run.is_true()


def three_in_a_row(run):
    run.start()
    assert run.reaches()
    for depth in (2, 4, 3):
        run.chain.reorganise(depth)
        time.sleep(4)
    yield "three within 12 s", run.reaches() and run.is_true()


def behind_the_head(run):
    run.chain.grow(3000)
    run.node.delay = SLOW
    run.start()
    assert run.reaches(FIRST + 100)
    at = run.stored
    assert at < run.chain.head
    run.chain.reorganise(run.chain.head - at + 50, 2000)
    run.node.delay = 0
    yield "blocks that are stored, while still catching up", run.reaches() and run.is_true()


def broken(mode):
    def scenario(run):
        run.start()
        assert run.reaches()
        before, seconds = run.node.requests, 8
        for _ in range(seconds // 2):
            run.chain.grow(1)
            time.sleep(2)
        healthy = (run.node.requests - before) / seconds
        run.node.mode, before = mode, run.node.requests
        for _ in range(run.options.outage // 3):
            run.chain.grow(1)
            time.sleep(3)
        rate = (run.node.requests - before) / run.options.outage
        is_running = run.process.poll() is None
        run.node.mode = None
        yield (f"{mode} for {run.options.outage} s: still running, resumes, nothing lost, {rate / healthy:.1f} times the healthy rate of requests",
               is_running and run.reaches(within=30) and rate < 20 * healthy and run.is_true())
    return scenario


def narrow_blocks(run):
    run.chain.grow(5000, transfers=1)
    run.node.most_blocks = 10
    run.start()
    yield f"eth_getLogs of more than {run.node.most_blocks} blocks refused: narrowed", run.reaches() and run.is_true()


def narrow_results(run):
    run.chain.grow(60, transfers=90)
    run.chain.grow(2000, transfers=1)
    run.node.most_logs = 500
    run.start()
    yield "eth_getLogs of more than 500 results refused: narrowed", run.reaches()
    at = len(run.node.log_ranges)
    widest = max(run.node.log_ranges[at - 40:at])
    yield f"widened again afterwards ({widest} blocks)", widest >= 10 and run.is_true()


def head_falls(run):
    run.start()
    assert run.reaches()
    stored = len(run.chain.truth())
    run.node.behind = 30
    time.sleep(5)
    run.node.behind = 0
    run.chain.grow(2)
    held = run.reaches() and run.process.poll() is None and stored < len(run.chain.truth())
    yield "the head falls 30 blocks behind for a while: nothing is taken back", held and run.is_true() and not run.query("SELECT 1 AS x FROM reorgs")


def twice(run):
    run.node.is_twice = True
    run.start()
    yield "each log twice in one answer: one row", run.reaches() and run.is_true()


def gone(run):
    run.start()
    assert run.reaches()
    run.node.before_logs = lambda: run.chain.reorganise(2, 4)
    run.chain.grow(1)
    time.sleep(2)
    yield "a hash that is gone: taken as a reorganisation", run.reaches() and run.node.before_logs is None and run.is_true()


def odd_values(run):
    people = run.chain.people
    run.node.symbol, run.node.name = "0x", text_answer("NUL\0here")
    run.chain.add([(people("a"), people("b"), 2**256 - 1, 0xFFFFFFE2), (people("c"), people("d"), 5, 0xFFFFFFE3)])
    run.chain.grow(500, transfers=0)
    run.start()
    moved = run.reaches(FIRST + 300)
    yield "500 blocks without a log: the position moves", moved and run.reaches()
    is_true = run.is_true()
    token = run.query(f"SELECT symbol, name, decimals FROM tokens WHERE address = '{CONTRACT}'")
    yield "symbol() answers 0x: the token is there without one", len(token) == 1 and token[0]["symbol"] is None
    yield "a NUL in a text", token[0]["name"] == "NULhere"
    rows = {row[1]: row for row in run.rows()}
    yield "log index 0xffffffe2", 0xFFFFFFE2 in rows and is_true
    yield "2^256 - 1", rows[0xFFFFFFE2][4] == str(2**256 - 1)


def latency(run):
    run.start()
    assert run.reaches()
    run.lags.clear()
    behind, worst, end = 0, 0, time.time() + run.options.latency
    while time.time() < end:
        run.chain.grow(1)
        for _ in range(20):
            time.sleep(0.1)
            behind = behind + 1 if run.chain.head - run.stored > 5 else 0
            worst = max(worst, behind)
    lags = sorted(run.lags)
    median, slowest = statistics.median(lags), lags[int(0.99 * (len(lags) - 1))]
    run.figures.append(f"head to row {median * 1000:.0f} ms median, {slowest * 1000:.0f} ms p99 of {len(lags)} blocks")
    yield "a block every 2 s: median at most 2 s", median <= 2
    yield "slowest hundredth below 10 s", slowest < 10
    yield "never more than 5 blocks behind for 15 s", worst < 150
    run.chain.reorganise(3)
    began = time.time()
    held = run.reaches(within=30)
    run.figures.append(f"normal {time.time() - began:.1f} s after a reorganisation of 3")
    yield "normal within 30 s after a reorganisation", held and run.is_true()


SCENARIOS = [
    warehouse_stops, killed, stopped, head_replaced, emptied, sixty, while_down, three_in_a_row, behind_the_head,
    *(broken(mode) for mode in ("error", "429", "502", "hang")), narrow_blocks, narrow_results, head_falls, twice, gone, odd_values, latency,
]
for scenario, mode in zip(SCENARIOS[9:13], ("error", "429", "502", "hang")):
    scenario.__name__ = f"broken_{mode}"


def carry_out(options, kind, scenario):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        run = Run(options, kind, folder, scenario.__name__)
        run.figures, checks = [], []
        try:
            checks.extend(scenario(run))
        except AssertionError as error:
            checks.append((f"{scenario.__name__} came to its end {error}", False))
        finally:
            run.close()
        checks = [(f"{text} (asked for {', '.join(sorted(run.node.unknown))})", False) if run.node.unknown else (text, held) for text, held in checks]
        log = (pathlib.Path(folder) / "run.log").read_text()[-6000:] if not all(held for _, held in checks) else ""
        return kind, scenario.__name__, checks, run.figures, log


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--to", default="duckdb,postgres")
    arguments.add_argument("--outage", type=int, default=30)
    arguments.add_argument("--latency", type=int, default=300)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--jobs", type=int, default=4)
    arguments.add_argument("--weir", default=os.environ.get("WEIR_PROGRAM", ROOT / "artifacts/bin/Weir.App/release/weir.dll"))
    options = arguments.parse_args()
    options.program = ["dotnet", str(options.weir)] if str(options.weir).endswith(".dll") else [str(options.weir)]
    chosen = [one for one in SCENARIOS if not options.only or one.__name__ in options.only.split(",")]
    held, asked, figures, began = {}, {}, [], time.time()
    for options.seed in range(1, options.rounds + 1):
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            waiting = [
                pool.submit(carry_out, options, kind, scenario) for kind in options.to.split(",") for scenario in chosen
                if kind == "postgres" or scenario is not warehouse_stops]
            for done in concurrent.futures.as_completed(waiting):
                kind, name, checks, seen, log = done.result()
                figures.extend(f"{kind}: {one}" for one in seen)
                for text, is_held in checks:
                    asked[kind] = asked.get(kind, 0) + 1
                    held[kind] = held.get(kind, 0) + is_held
                    print(f"{'ok  ' if is_held else 'FAIL'} round {options.seed} {kind} {name}: {text}", flush=True)
                if log:
                    print(log, flush=True)
    for figure in figures:
        print(figure)
    print(f"{options.rounds} rounds in {time.time() - began:.0f} s: " + ", ".join(f"{kind} {held[kind]} of {asked[kind]} checks held" for kind in asked))
    sys.exit(held != asked)


main()
