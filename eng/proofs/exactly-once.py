#!/usr/bin/env python3
"""Kills ingester, transformer, broker (SIGKILL and restart) and PostgreSQL (immediate restart) at seeded instants while blocks go
from a source through Kafka into PostgreSQL. In the end every table must have the checksum of the same blocks loaded in-process
into DuckDB: none twice, none missing.

    eng/proofs/exactly-once.py PATH/TO/kafka-script [ROUNDS] [SEED] [BLOCKS-A-ROUND]

Needs Java 17, PostgreSQL and the script of ../shared/kafka. WEIR_PROGRAM names another weir or weir.dll than the one built here.
"""
import glob, os, random, signal, subprocess, sys, tempfile, time

from pipeline import WEIR, checksums, free_port, run

script = sys.argv[1]
rounds, seed, step = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 100), (3, 1), (4, 150)))
chance = random.Random(seed)
source = f"sim:seed=5,blocks={rounds * step}"
pg = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)
    node, data = os.path.join(folder, "kafka"), os.path.join(folder, "pg")
    kafka_port, pg_port = free_port(), free_port()
    brokers, database = f"kafka:127.0.0.1:{kafka_port}", f"postgres:Host=127.0.0.1;Port={pg_port};Username=weir;Database=postgres"
    os.mkdir(data)
    if as_postgres:
        run("chown", "postgres", data)
    run(*as_postgres, f"{pg}/initdb", "-D", data, "-A", "trust", "-U", "weir", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {pg_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c autovacuum=off -c jit=off"

    def postgres(action):
        subprocess.run([*as_postgres, f"{pg}/pg_ctl", "-D", data, "-w", "-m", "immediate", "-l", "/dev/null", "-o", options, action],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    ingest = [*WEIR, "ingest", "--source", source, "--to", brokers, "--quiet", "--topics", "blocks"]
    transform = [*WEIR, "transform", "--from", brokers, "--to", database, "--quiet", "--session-timeout", "2", "--group", "proof"]
    logs = {name: open(os.path.join(folder, name + ".log"), "w+") for name in ("ingest", "transform")}
    live = {}

    def start(name, command):
        if name not in live or live[name].poll() is not None:
            live[name] = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=logs[name])

    kills = dict.fromkeys(("ingest", "transform", "broker", "postgres"), 0)
    try:
        run(script, "start", node, "--port", str(kafka_port), "--set", "offsets.topic.num.partitions=1",
            "--set", "group.min.session.timeout.ms=1000", "--set", "group.initial.rebalance.delay.ms=0")
        postgres("start")
        began = time.time()
        for round in range(1, rounds + 1):
            # Always something to do: the ingester gets a few blocks more each round.
            start("ingest", [*ingest, "--end-block", str(round * step - 1)])
            start("transform", transform)
            time.sleep(chance.uniform(0.3, 2.5))
            victim = chance.choices(list(kills), [4, 3, 1, 2])[0]
            if victim in live:
                if live[victim].poll() is None:
                    live[victim].send_signal(signal.SIGKILL)
                    live[victim].wait()
                    kills[victim] += 1
            elif victim == "broker":
                run(script, "kill", node)
                run(script, "start", node)
                kills[victim] += 1
            else:
                postgres("restart")
                kills[victim] += 1
        for process in live.values():
            process.kill()
            process.wait()
        print(f"{rounds} rounds in {time.time() - began:.0f} s: killed {', '.join(f'{name} {count}x' for name, count in kills.items())}")
        run(*ingest)
        run(*transform, "--exit-at-end")
        inside = f"duckdb:{folder}/inside.duckdb"
        run(*WEIR, "backfill", "--source", source, "--to", inside, "--quiet")
        expected, found = checksums(inside), checksums(database)
        if expected != found:
            raise SystemExit("the tables differ:\n" + "\n".join(sorted(set(expected) ^ set(found))))
        print(f"{rounds * step} blocks through Kafka into PostgreSQL: every table has the checksum of the in-process load")
    except SystemExit:
        for name, log in logs.items():
            log.seek(0)
            print(f"--- {name}\n{log.read()[-3000:]}", file=sys.stderr)
        raise
    finally:
        for process in live.values():
            process.kill()
        run(script, "kill", node, check=False)
        run(*as_postgres, f"{pg}/pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
