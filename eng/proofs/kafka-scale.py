#!/usr/bin/env python3
"""Three brokers, six partitions, two transformers. While a backfill goes in, one broker after another is killed and started again,
never two at once: the ingester goes on without a restart. While it comes out into PostgreSQL, one transformer is killed and one
added. In the end every table has the checksum of the same blocks loaded in-process into DuckDB.

    eng/proofs/kafka-scale.py PATH/TO/kafka-script [ROUNDS] [BLOCKS] [SEED]

Needs Java 17, PostgreSQL and the script of ../shared/kafka. WEIR_PROGRAM names another weir or weir.dll than the one built here.
"""
import glob, os, random, signal, subprocess, sys, tempfile, time

from pipeline import WEIR, checksums, free_port, run

script = sys.argv[1]
rounds, blocks, seed = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 20), (3, 30000), (4, 1)))
chance = random.Random(seed)
source = f"sim:seed=5,blocks={blocks},txs=1"
pg = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)
    nodes, data = os.path.join(folder, "kafka"), os.path.join(folder, "pg")
    port, pg_port = free_port(), free_port()
    servers = ",".join(f"127.0.0.1:{port + node}" for node in range(3))
    database = f"postgres:Host=127.0.0.1;Port={pg_port};Username=weir;Database=postgres"
    os.mkdir(data)
    if as_postgres:
        run("chown", "postgres", data)
    run(*as_postgres, f"{pg}/initdb", "-D", data, "-A", "trust", "-U", "weir", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {pg_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c autovacuum=off -c jit=off -c fsync=off"
    subprocess.run([*as_postgres, f"{pg}/pg_ctl", "-D", data, "-w", "-l", "/dev/null", "-o", options, "start"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    transform = [*WEIR, "transform", "--from", f"kafka:{servers}", "--to", database, "--quiet", "--session-timeout", "3", "--group", "scale",
                 "--verify", "roots"]
    running = []

    def start(*command):
        log = open(os.path.join(folder, f"log-{len(running)}"), "w+")
        running.append((subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log), log))
        return running[-1][0]

    try:
        run(script, "start", nodes, "--port", str(port), "--nodes", "3", "--set", "group.min.session.timeout.ms=1000",
            "--set", "group.initial.rebalance.delay.ms=0", "--set", "offsets.topic.num.partitions=3",
            "--set", "transaction.state.log.num.partitions=3")
        began = time.time()
        ingest = start(*WEIR, "ingest", "--source", source, "--to", f"kafka:{servers}?partitions=6&replicas=3", "--quiet", "--topics", "blocks",
                       "--verify", "roots")
        killed = 0
        while killed < rounds and ingest.poll() is None:
            node = str(1 + killed % 3)
            time.sleep(chance.uniform(0.5, 2))
            run(script, "kill", nodes, node)
            killed += ingest.poll() is None
            time.sleep(chance.uniform(0.5, 3))
            run(script, "start", nodes)
        if ingest.wait():
            raise SystemExit("the ingester ended with an error")
        print(f"{blocks} blocks in, {time.time() - began:.0f} s: one of three brokers killed {killed} times, the ingester never restarted", flush=True)
        began = time.time()
        first, second = start(*transform), start(*transform)
        time.sleep(6)
        second.send_signal(signal.SIGKILL)
        third = start(*transform)
        time.sleep(6)
        run(*transform, "--exit-at-end")
        for process in (first, third):
            process.send_signal(signal.SIGTERM)
            process.wait()
        run(*transform, "--exit-at-end")
        print(f"out again, {time.time() - began:.0f} s: two transformers, one killed, one added", flush=True)
        inside = f"duckdb:{folder}/inside.duckdb"
        run(*WEIR, "backfill", "--source", source, "--to", inside, "--quiet", "--verify", "roots")
        expected, found = checksums(inside), checksums(database)
        if expected != found:
            raise SystemExit("the tables differ:\n" + "\n".join(sorted(set(expected) ^ set(found))))
        print("every table has the checksum of the in-process load")
    except SystemExit:
        for _, log in running:
            log.seek(0)
            print(f"--- {log.read()[-2000:]}", file=sys.stderr)
        raise
    finally:
        for process, _ in running:
            process.kill()
        for node in "123":
            run(script, "kill", nodes, node, check=False)
        run(*as_postgres, f"{pg}/pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
