#!/usr/bin/env python3
"""The event generator against a real Kafka: what kcat and Kafka's own consumer read back, over a crash of the broker, and the rate
beside Kafka's own producer-perf with the same messages.

    dotnet build src/Weir.App -c Release && python3 eng/proofs/kafka.py PATH/TO/kafka-script [EVENTS]

Needs Java 17, kcat and the script of ../shared/kafka (start, kill, stop, and Kafka's own tools).
"""
import collections, json, os, random, re, socket, subprocess, sys, tempfile, time

script, events = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "100000"
weir = ["dotnet", "artifacts/bin/Weir.App/release/weir.dll", "simulate", "--env-file", "none", "--seed", "21"]
topics = ["onchain_transactions", "dex_prices", "mempool_data"]


def kafka(*args, **more):
    return subprocess.run([script, *args], check=True, capture_output=True, text=True, **more).stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return min(probe.getsockname()[1], 60000 + random.randrange(1000))


def made():
    out = collections.defaultdict(list)
    lines = subprocess.run([*weir, "--events", events, "--speed", "max", "--quiet"], check=True, capture_output=True).stdout
    for line in lines.splitlines():
        start = line.index(b',"value":')
        head = json.loads(line[:start] + b"}")
        out[head["topic"]].append((head["key"].encode(), line[start + 9:-1]))
    return out


def by_key(messages):
    out = collections.defaultdict(list)
    for key, value in messages:
        out[key].append(value)
    return out


def kcat(address, topic):
    raw = subprocess.run(["kcat", "-C", "-b", address, "-t", topic, "-o", "beginning", "-e", "-q", "-K", "\t"],
                         check=True, capture_output=True).stdout
    return [tuple(line.split(b"\t", 1)) for line in raw.splitlines()]


def console(address, topic, count):
    raw = kafka("console-consumer", "--bootstrap-server", address, "--topic", topic, "--from-beginning", "--max-messages", str(count),
                "--timeout-ms", "20000", "--formatter-property", "print.key=true")
    return [tuple(line.split("\t", 1)) for line in raw.splitlines()]


def rate(text):
    return float(re.search(r"([\d,]+) events/s", text).group(1).replace(",", ""))


with tempfile.TemporaryDirectory() as folder:
    node, address = os.path.join(folder, "k"), f"127.0.0.1:{free_port()}"
    kafka("start", node, "--port", address.split(":")[1])
    try:
        expected = made()
        # The same seed at the default rate of two transactions a second, so fast that it takes half a minute.
        seconds = (json.loads(expected["mempool_data"][-1][1])["event_timestamp"] - 1767225600000) / 1000
        run = subprocess.Popen([*weir, "--events", events, "--speed", f"{seconds / 30:.0f}", "--to", f"kafka:{address}"],
                               stderr=subprocess.PIPE, text=True)
        crashes = 0
        for _ in range(2):
            time.sleep(2)
            assert run.poll() is None, run.communicate()[1]
            kafka("kill", node)
            crashes += 1
            time.sleep(1)
            kafka("start", node)
        report = run.communicate()[1].strip().splitlines()[-1]
        assert run.returncode == 0, report
        print(report)
        for topic in topics:
            read = kcat(address, topic)
            assert by_key(read) == by_key(expected[topic]), f"{topic}: kcat read {len(read)}, made {len(expected[topic])}"
            own = console(address, topic, len(read) + 1)
            assert collections.Counter(own) == collections.Counter((k.decode(), v.decode()) for k, v in expected[topic]), topic
            print(f"{topic}: {len(read)} messages, kcat and Kafka's console consumer agree with what was made, in bytes, keys and order a key")
        print(f"{crashes} crashes of the broker meanwhile: nothing lost, nothing doubled")

        # The rate: the same values through Kafka's own producer, three partitions each, alternating.
        payload = os.path.join(folder, "payload")
        with open(payload, "wb") as file:
            for value in [value for topic in topics for _, value in expected[topic]]:
                file.write(value + b"\n")
        kafka("topics", "--bootstrap-server", address, "--create", "--topic", "perf", "--partitions", "3")
        count, ours, theirs = "2000000", [], []
        for _ in range(3):
            theirs.append(float(re.search(r"([\d.]+) records/sec", kafka(
                "producer-perf", "--topic", "perf", "--num-records", count, "--payload-file", payload, "--throughput", "-1",
                "--producer-props", f"bootstrap.servers={address}", "acks=all", "linger.ms=5", "compression.type=lz4").splitlines()[-1]).group(1)))
            ours.append(rate(subprocess.run([*weir, "--events", count, "--speed", "max", "--to", f"kafka:{address}"],
                                            check=True, capture_output=True, text=True).stderr))
        best, peer = max(ours), max(theirs)
        print(f"rate, best of 3, {count} messages: weir {best:,.0f}/s, producer-perf {peer:,.0f}/s, ratio {best / peer:.2f}")
    finally:
        kafka("kill", node)
