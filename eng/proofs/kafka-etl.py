#!/usr/bin/env python3
"""From one node into PostgreSQL, the same blocks: Weir in-process, Weir through Kafka (weir ingest and weir transform side by side), and
`ethereumetl stream` of ethereum-etl 2.4.2. Beside the wall time, which is the node's as much as the programs', stands the processor time
of the programs themselves (without node, broker and database). The clock runs from the start of the programs until PostgreSQL has the last block. Weir proves
every block (through Kafka twice); ethereum-etl proves none.

    python3 eng/proofs/kafka-etl.py KAFKA-SCRIPT --etl PATH/TO/ethereumetl [--anvil PATH] [--blocks 1000] [--transactions 100]

ethereum-etl's Python needs sqlalchemy 1.4 and psycopg2 (Debian: python3-sqlalchemy, python3-psycopg2).
WEIR_PROGRAM names another weir or weir.dll than the one built here.
"""
import argparse, glob, os, signal, subprocess, sys, tempfile, time

import anvil_chain
from pipeline import WEIR, free_port, run

PG = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
# The tables as ethereum-etl's own definitions have them.
TABLES = ("from ethereumetl.streaming.postgres_tables import metadata; from sqlalchemy import create_engine; import sys; "
          "metadata.create_all(create_engine(sys.argv[1]))")


def stored(port, database, last):
    """Whether the database has a block: Weir's commits are whole."""
    return subprocess.run(["psql", "-X", "-A", "-t", "-h", "127.0.0.1", "-p", str(port), "-U", "weir", "-d", database, "-c",
                           f"SELECT count(*) FROM blocks WHERE number = {last}"], capture_output=True, text=True).stdout.strip() == "1"


def synced(path, last):
    """Whether ethereum-etl calls a block done."""
    return os.path.exists(path) and open(path).read().strip() == str(last)


def failed(pid):
    """Whether a program has ended with an error; its times are left to be read."""
    state = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return state is not None and state.si_status != 0


def until(is_done, commands, log):
    """Seconds from the start of the commands until it is done, and the processor time that they used."""
    began = time.time()
    with open(log, "w") as output:
        processes = [subprocess.Popen([str(part) for part in command], stdout=output, stderr=output) for command in commands]
    try:
        while True:
            if is_done():
                wall = time.time() - began
                break
            if any(failed(process.pid) for process in processes):
                sys.exit(f"{commands} ended:\n{open(log).read()[-3000:]}")
            time.sleep(0.3)
    except BaseException:
        for process in processes:
            process.kill()
        raise
    used = 0
    for process in processes:
        os.kill(process.pid, signal.SIGTERM)
    for process in processes:
        usage = os.wait4(process.pid, 0)[2]
        used += usage.ru_utime + usage.ru_stime
    return wall, used


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kafka")
    arguments.add_argument("--etl", required=True)
    arguments.add_argument("--anvil", default=anvil_chain.ANVIL)
    arguments.add_argument("--blocks", type=int, default=1000)
    arguments.add_argument("--transactions", type=int, default=100)
    options = arguments.parse_args()
    server, node = anvil_chain.start(options.anvil, options.blocks, options.transactions)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        broker, data = os.path.join(folder, "kafka"), os.path.join(folder, "pg")
        port, pg_port = free_port(), free_port()
        os.mkdir(data)
        if AS_POSTGRES:
            run("chown", "postgres", data)
        run(*AS_POSTGRES, f"{PG}/initdb", "-D", data, "-A", "trust", "-U", "weir", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"-p {pg_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c jit=off -c shared_buffers=512MB -c max_wal_size=4GB"
        subprocess.run([*AS_POSTGRES, f"{PG}/pg_ctl", "-D", data, "-w", "-l", "/dev/null", "-o", settings, "start"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        run(options.kafka, "start", broker, "--port", port, "--set", "offsets.topic.num.partitions=1",
            "--set", "group.initial.rebalance.delay.ms=0")
        try:
            for name in ("straight", "through", "json", "etl"):
                run("psql", "-X", "-q", "-h", "127.0.0.1", "-p", pg_port, "-U", "weir", "-d", "postgres", "-c", f"CREATE DATABASE {name}")
            source = ["--source", f"rpc:{node}", "--blocks", f"1:{options.blocks}", "--confirmations", "0", "--quiet"]
            to = f"postgres:Host=127.0.0.1;Port={pg_port};Username=weir;Database="
            log = os.path.join(folder, "log")
            rates = {"Weir, in-process": until(
                lambda: stored(pg_port, "straight", options.blocks), [[*WEIR, "backfill", *source, "--to", f"{to}straight"]], log)}
            for envelope, database in (("protobuf", "through"), ("original", "json")):
                prefix = ["--topic-prefix", f"{database}."]
                rates[f"Weir, through Kafka, {envelope} envelope"] = until(
                    lambda database=database: stored(pg_port, database, options.blocks),
                    [[*WEIR, "ingest", *source, "--to", f"kafka:127.0.0.1:{port}", "--topics", "blocks", "--envelope", envelope, *prefix],
                     [*WEIR, "transform", "--from", f"kafka:127.0.0.1:{port}", "--to", f"{to}{database}", "--quiet", *prefix]], log)
            url, last = f"postgresql://weir:none@127.0.0.1:{pg_port}/etl", os.path.join(folder, "last")
            run(os.path.join(os.path.dirname(options.etl), "python"), "-c", TABLES, url)
            rates["ethereumetl stream"] = until(
                lambda: synced(last, options.blocks),
                [[options.etl, "stream", "--provider-uri", node, "--start-block", 1, "--output", url, "--lag", 0, "--block-batch-size", 100,
                  "--batch-size", 100, "--max-workers", 2, "--entity-types", "block,transaction,log,token_transfer",
                  "--last-synced-block-file", last]], log)
            theirs = rates["ethereumetl stream"]
            print(f"{options.blocks} blocks of {options.transactions} transactions and {3 * options.transactions} logs from Anvil\n"
                  "| | s | blocks/s | ethereumetl = 1 | own CPU s | blocks/CPU s | ethereumetl = 1 |\n|---|---|---|---|---|---|---|")
            for name, (wall, used) in rates.items():
                print(f"| {name} | {wall:.1f} | {options.blocks / wall:.0f} | {theirs[0] / wall:.1f} | {used:.1f} | "
                      f"{options.blocks / used:.0f} | {theirs[1] / used:.1f} |")
        finally:
            server.kill()
            subprocess.run([options.kafka, "kill", broker], capture_output=True)
            subprocess.run([*AS_POSTGRES, f"{PG}/pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True)


main()
