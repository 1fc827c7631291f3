#!/usr/bin/env python3
"""The topics of `weir ingest` as programs that are not ours read them: kcat and confluent-kafka (Python) print them, counts and
contents are compared with the blocks; with `--envelope ethereum-etl` the messages equal what `ethereumetl stream --output console`
prints for the same blocks, field by field, ids and types included.

    python3 eng/proofs/kafka-readers.py KAFKA-SCRIPT BLOCKS-FOLDER [PATH/TO/ethereumetl]

Needs Java 17, kcat, python3-confluent-kafka. WEIR_PROGRAM names another weir or weir.dll than the one built here.
"""
import collections, gzip, http.server, json, os, pathlib, subprocess, sys, tempfile, threading

import confluent_kafka

from pipeline import WEIR, free_port, run

script, folder = sys.argv[1], pathlib.Path(sys.argv[2])
etl = sys.argv[3] if len(sys.argv) > 3 else None
transfer = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"


def load():
    blocks = {}
    for path in sorted(folder.iterdir()):
        if path.name.endswith((".json", ".json.gz")):
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt") as file:
                content = json.load(file)
            blocks[int(content["block"]["number"], 16)] = content
    return blocks


def joined(messages):
    """Key and value; a value in parts follows itself in messages of one key."""
    whole = []
    for key, headers, value in messages:
        if int(headers.get("part", 0)) == 0:
            whole.append((key, value))
        else:
            check("key of a part", whole[-1][0], key)
            whole[-1] = (key, whole[-1][1] + value)
    return whole


def kcat(address, topic):
    out = run("kcat", "-C", "-b", address, "-t", topic, "-o", "beginning", "-e", "-q", "-X", "isolation.level=read_committed",
              "-f", "%k\t%h\t%s\n")
    lines = [line.split("\t", 2) for line in out.split("\n")[:-1]]
    return joined([(key, dict(part.split("=", 1) for part in headers.split(",")), value) for key, headers, value in lines])


def python(address, topic):
    consumer = confluent_kafka.Consumer({
        "bootstrap.servers": address, "group.id": "readers", "enable.auto.commit": False, "enable.partition.eof": True,
        "isolation.level": "read_committed"})
    consumer.assign([confluent_kafka.TopicPartition(topic, 0, confluent_kafka.OFFSET_BEGINNING)])
    values = []
    while True:
        message = consumer.poll(20)
        if message is None:
            raise SystemExit(f"{topic} does not answer")
        if message.error():
            consumer.close()
            return joined(values)
        headers = {name: value.decode() for name, value in message.headers() or []}
        values.append((message.key(), headers, message.value()))


def check(what, expected, found):
    if expected != found:
        raise SystemExit(f"{what}: expected {expected!r:.500}, found {found!r:.500}")


def compare_original(address, blocks):
    """Counts of every topic, and every block, transaction and log by its fields."""
    seen = collections.Counter()
    for read in (kcat, python):
        for topic in ("blocks", "transactions", "logs", "token_transfers"):
            for line in read(address, f"o.blockchain.{topic}.raw"):
                key, message = line[0], json.loads(line[-1])
                block, payload = blocks[message["block_number"]], message["payload"]
                check("time", int(block["block"]["timestamp"], 16), message["block_timestamp"])
                key = key.decode() if isinstance(key, bytes) else key
                if topic == "blocks":
                    check("key", block["block"]["hash"], key)
                    check("block", (block["block"]["hash"], len(block["block"]["transactions"])), (payload["hash"], payload["tx_count"]))
                    check("raw", block["block"]["receiptsRoot"], message["raw"]["block"]["receiptsRoot"])
                elif topic == "transactions":
                    row = next(row for row in block["block"]["transactions"] if row["hash"] == payload["hash"])
                    check("transaction", (row["hash"], str(int(row["value"], 16)), int(row["gas"], 16), row["input"][:64]),
                          (key, payload["value_wei"], payload["gas"], payload["input"]))
                else:
                    row = next(log for receipt in block["receipts"] for log in receipt["logs"]
                               if int(log["logIndex"], 16) == payload["log_index"])
                    check("log", (row["topics"], row["data"], row["transactionHash"], topic == "token_transfers"),
                          (payload["topics"], payload["data"], payload["tx_hash"], row["topics"][:1] == [transfer]))
                seen[read.__name__, topic] += 1
    logs = [log for block in blocks.values() for receipt in block.get("receipts") or [] for log in receipt["logs"]]
    transfers = sum(log["topics"][:1] == [transfer] for log in logs)
    for name in ("kcat", "python"):
        check(f"counts of {name}", [len(blocks), sum(isinstance(row, dict) for b in blocks.values() for row in b["block"]["transactions"]), len(logs) - transfers, transfers],
              [seen[name, topic] for topic in ("blocks", "transactions", "logs", "token_transfers")])
    print(f"kcat and confluent-kafka: {sum(seen.values()) // 2} messages of {len(blocks)} blocks each, as the blocks have them")


def serve(blocks, state):
    receipts = {r["transactionHash"]: r for b in blocks.values() for r in b.get("receipts") or []}

    def answer(call):
        method, params = call["method"], call["params"]
        if method == "eth_getBlockByNumber":
            number = state["head"] if params[0] == "latest" else int(params[0], 16)
            result = blocks[number]["block"]
            if params[0] == "latest":
                result = dict(result, transactions=[])
        elif method == "eth_getTransactionReceipt":
            result = receipts[params[0]]
        elif method in ("eth_chainId", "net_version"):
            result = "0x1"
        else:
            return {"jsonrpc": "2.0", "id": call["id"], "error": {"code": -32601, "message": method}}
        return {"jsonrpc": "2.0", "id": call["id"], "result": result}

    class Node(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            calls = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps([answer(c) for c in calls] if isinstance(calls, list) else answer(calls)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Node)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def stream(url, number, work):
    """What ethereum-etl's streamer prints for one block; it never ends by itself."""
    process = subprocess.Popen(
        [etl, "stream", "-p", url, "-s", str(number), "-l", os.path.join(work, f"synced-{number}"), "-o", "console",
         "-e", "block,transaction,log,token_transfer", "--period-seconds", "60"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ, PYTHONUNBUFFERED="1"))
    items, log = [], []

    def watch():
        for line in process.stderr:
            log.append(line)
            if "Nothing to sync" in line or "Traceback" in line or "exception" in line.lower():
                process.kill()

    watcher = threading.Thread(target=watch)
    watcher.start()
    for line in process.stdout:
        if line.startswith("{"):
            items.append(json.loads(line))
    watcher.join()
    if not items:
        raise SystemExit("".join(log[-20:]))
    return items


def compare_etl(address, blocks, work):
    state = {}
    url = serve(blocks, state)
    expected = {}
    for number in blocks:
        state["head"] = number
        for item in stream(url, number, work):
            expected[item["item_id"]] = item
    found = {}
    for topic in ("blocks", "transactions", "logs", "token_transfers"):
        for key, value in python(address, "e." + topic):
            item = json.loads(value)
            check("key", None, key)
            check("topic", topic, item["type"] + "s")
            found[item["item_id"]] = item
    only = collections.Counter((item_id.rsplit("_0x", 1)[0], "there" if item_id in expected else "here") for item_id in set(expected) ^ set(found))
    check("items of one side", {}, dict(only))
    differ = 0
    for item_id, item in expected.items():
        other = found[item_id]
        check(f"members of {item_id}", list(item), list(other))
        for name, value in item.items():
            if value != other[name] or type(value) is not type(other[name]):
                differ += 1
                print(f"{item_id}.{name}: {value!r:.200} there, {other[name]!r:.200} here")
    if differ:
        raise SystemExit(f"{differ} members differ")
    kinds = collections.Counter(item["type"] for item in expected.values())
    print(f"ethereumetl stream: {len(expected)} items ({', '.join(f'{n} {kind}s' for kind, n in kinds.items())}), every member equal")


with tempfile.TemporaryDirectory() as work:
    node, address = os.path.join(work, "kafka"), f"127.0.0.1:{free_port()}"
    blocks = {number: block for number, block in load().items() if block.get("receipts") and all(isinstance(row, dict) for row in block["block"]["transactions"])}
    chosen = pathlib.Path(work, "blocks")
    chosen.mkdir()
    for number, block in blocks.items():
        (chosen / f"{number}.json").write_text(json.dumps(block))
    run(script, "start", node, "--port", address.split(":")[1])
    try:
        run(*WEIR, "ingest", "--source", f"files:{chosen}", "--to", f"kafka:{address}", "--topic-prefix", "o.", "--quiet")
        compare_original(address, blocks)
        if etl:
            run(*WEIR, "ingest", "--source", f"files:{chosen}", "--to", f"kafka:{address}", "--topic-prefix", "e.", "--quiet",
                "--envelope", "ethereum-etl")
            compare_etl(address, blocks, work)
    finally:
        subprocess.run([script, "kill", node], capture_output=True)
