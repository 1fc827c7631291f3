#!/usr/bin/env python3
"""Three workers share a backfill by a topic of work (weir backfill --workers kafka). At seeded instants one is killed (SIGKILL); mostly it
is started anew under its name, sometimes another takes its place, who waits until the dead one's transaction has timed out. In the end the
topic has every block once, and the tables made of it have the checksums of the same blocks loaded in-process.

    eng/proofs/kafka-workers.py PATH/TO/kafka-script [KILLS] [BLOCKS] [SEED]

Needs Java 17 and the script of ../shared/kafka. WEIR_PROGRAM names another weir or weir.dll than the one built here.
"""
import json, os, random, signal, subprocess, sys, tempfile, time

from pipeline import WEIR, checksums, free_port, run

script = sys.argv[1]
kills, blocks, seed = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 30), (3, 30000), (4, 1)))
chance = random.Random(seed)
source = f"sim:seed=5,blocks={blocks},txs=1"


with tempfile.TemporaryDirectory() as folder:
    node, port = os.path.join(folder, "kafka"), free_port()
    brokers = f"kafka:127.0.0.1:{port}"
    names, running, logs = ["one", "two", "three"], {}, []

    def start(name):
        logs.append(open(os.path.join(folder, f"log-{len(logs)}"), "w+"))
        running[name] = subprocess.Popen(
            [*WEIR, "backfill", "--workers", "kafka", "--source", source, "--to", f"{brokers}?partitions=6", "--topics", "blocks", "--verify",
             "roots", "--name", name, "--session-timeout", "3"], stdout=subprocess.DEVNULL, stderr=logs[-1])

    try:
        run(script, "start", node, "--port", str(port), "--set", "offsets.topic.num.partitions=1", "--set", "group.min.session.timeout.ms=1000",
            "--set", "group.initial.rebalance.delay.ms=0", "--set", "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000")
        began, done, replaced = time.time(), 0, 0
        for name in names:
            start(name)
        while any(process.poll() is None for process in running.values()):
            time.sleep(chance.uniform(0.5, 3))
            victim = chance.choice(sorted(running))
            if done < kills and running[victim].poll() is None:
                running[victim].send_signal(signal.SIGKILL)
                running.pop(victim).wait()
                done += 1
                if chance.random() < 0.2:
                    replaced += 1
                    victim = f"{victim}-{done}"
                start(victim)
            failed = [name for name, process in running.items() if process.poll() not in (None, 0)]
            if failed:
                raise SystemExit(f"{failed} ended with an error")
        print(f"{blocks} blocks by three workers in {time.time() - began:.0f} s: {done} kills, {replaced} of them replaced under another name",
              flush=True)
        through, inside = (f"duckdb:{folder}/{name}.duckdb" for name in ("through", "inside"))
        read = json.loads(run(*WEIR, "transform", "--from", brokers, "--to", through, "--exit-at-end", "--quiet", "--json", "--verify", "roots"))
        run(*WEIR, "backfill", "--source", source, "--to", inside, "--quiet", "--verify", "roots")
        if read["blocks"] != blocks or checksums(inside) != checksums(through):
            raise SystemExit(f"{read['blocks']} blocks in the topic, or the tables differ")
        print("every block is in the topic once; every table has the checksum of the in-process load")
    except SystemExit:
        for log in logs[-8:]:
            log.seek(0)
            print(f"--- {log.read()[-1500:]}", file=sys.stderr)
        raise
    finally:
        for process in running.values():
            process.kill()
        run(script, "kill", node, check=False)
