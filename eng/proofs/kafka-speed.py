#!/usr/bin/env python3
"""Speed of topics and of PostgreSQL beside Kafka's own tools and psql, in one run: bytes in and out of the block topic in transactions,
COPY, and the whole path through Kafka beside the in-process one.

    dotnet build -c Release && python3 eng/proofs/kafka-speed.py PATH/TO/kafka-script [BLOCKS] [FOLDER]

With a FOLDER of real blocks: how much room their topic takes in either envelope and compression.
"""
import glob, json, os, re, subprocess, sys, tempfile, time

from pipeline import ROOT, WEIR, free_port, run

script, blocks = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3000
bench = ["dotnet", os.environ.get("WEIR_BENCHMARKS") or f"{ROOT}/artifacts/bin/Weir.Benchmarks/release/Weir.Benchmarks.dll"]
pg = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def seconds(*args):
    began = time.time()
    run(*args)
    return time.time() - began


def stored(node, prefix):
    """Bytes of the block topic on the broker's disk."""
    return sum(os.path.getsize(file) for file in glob.glob(f"{node}/node-1/data/{prefix}blockchain.blocks.raw-*/*.log"))


with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)
    node, data, payload = (os.path.join(folder, name) for name in ("kafka", "pg", "payload"))
    port, pg_port = free_port(), free_port()
    brokers, settings = f"127.0.0.1:{port}", f"Host=127.0.0.1;Port={pg_port};Username=weir;Database=postgres"
    os.mkdir(data)
    if as_postgres:
        run("chown", "postgres", data)
    run(*as_postgres, f"{pg}/initdb", "-D", data, "-A", "trust", "-U", "weir", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {pg_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c jit=off -c shared_buffers=512MB -c max_wal_size=4GB"
    subprocess.run([*as_postgres, f"{pg}/pg_ctl", "-D", data, "-w", "-l", "/dev/null", "-o", options, "start"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    run(script, "start", node, "--port", str(port), "--set", "offsets.topic.num.partitions=1", "--set", "group.initial.rebalance.delay.ms=0")
    try:
        print(run(*bench, "postgres-load", settings, "300", "5").strip(), flush=True)
        run(script, "topics", "--bootstrap-server", brokers, "--create", "--topic", "perf", "--partitions", "1")
        ready, produce, consume, proven, theirs = [], [], [], [], []
        for _ in range(3):
            ours = json.loads(run(*bench, "kafka-load", brokers, payload, str(blocks)))
            for rates, name in ((ready, "ready_s"), (produce, "produce_s"), (consume, "consume_s"), (proven, "proven_s")):
                rates.append(ours["bytes"] / ours[name] / 1e6)
            out = run(script, "producer-perf", "--topic", "perf", "--num-records", str(blocks), "--payload-file", payload, "--throughput", "-1",
                      "--transaction-duration-ms", "1000", "--producer-props", f"bootstrap.servers={brokers}", "acks=all", "linger.ms=20",
                      "batch.size=1000000", "compression.type=lz4")
            theirs.append(float(re.findall(r"\(([\d.]+) MB/sec\)", out)[-1]) * 1.048576)
        out = run(script, "consumer-perf", "--bootstrap-server", brokers, "--topic", "perf", "--num-records", str(3 * blocks), "--timeout", "20000")
        header, values = [[part.strip() for part in line.split(",")] for line in out.strip().splitlines()[-2:]]
        row = dict(zip(header, values))
        read = float(row.get("fetch.MB.sec") or row["MB.sec"]) * 1.048576
        size = ours["bytes"] // ours["messages"]
        best = {name: max(values) for name, values in
                dict(ready=ready, written=produce, theirs=theirs, consumed=consume, proven=proven).items()}
        rate = {name: f"{value:.0f} MB/s ({value * 1e6 / size:,.0f} messages/s)" for name, value in best.items()}
        print(f"messages of {size:,} bytes, best of 3, transactions in both\n"
              f"in: ready {rate['ready']}, written as JSON on the way {rate['written']}; producer-perf {rate['theirs']}: "
              f"{best['ready'] / best['theirs']:.0%} and {best['written'] / best['theirs']:.0%}\n"
              f"out: as they are {rate['consumed']}, decoded and proven {rate['proven']}; consumer-perf {read:.0f} MB/s: "
              f"{best['consumed'] / read:.0%} and {best['proven'] / read:.0%}", flush=True)
        source = f"sim:seed=5,blocks={blocks},txs=20"
        inside = seconds(*WEIR, "backfill", "--source", source, "--to", f"postgres:{settings}", "--quiet")
        first = seconds(*WEIR, "ingest", "--source", source, "--to", f"kafka:{brokers}", "--topics", "blocks", "--quiet")
        run("psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(pg_port), "-U", "weir", "-d", "postgres", "-c",
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        second = seconds(*WEIR, "transform", "--from", f"kafka:{brokers}", "--to", f"postgres:{settings}", "--exit-at-end", "--quiet")
        print(f"{blocks} blocks of 20 transactions, every sender recovered, starts of the programs included: in-process {blocks / inside:.0f} blocks/s; "
              f"through Kafka ingest {blocks / first:.0f}, transform {blocks / second:.0f}")
        if len(sys.argv) > 3:
            sizes = {}
            for envelope in ("original", "protobuf"):
                for compression in ("none", "lz4", "zstd"):
                    prefix = f"{envelope}.{compression}."
                    run(*WEIR, "ingest", "--source", f"files:{sys.argv[3]}", "--to", f"kafka:{brokers}", "--topics", "blocks", "--quiet",
                        "--topic-prefix", prefix, "--envelope", envelope, "--compression", compression)
                    sizes[envelope, compression] = stored(node, prefix) / 1e6
            print("block topic on disk, MB: " + ", ".join(f"{' '.join(key)} {size:.1f}" for key, size in sizes.items()))
    finally:
        subprocess.run([script, "kill", node], capture_output=True)
        subprocess.run([*as_postgres, f"{pg}/pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True)
