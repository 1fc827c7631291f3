#!/usr/bin/env python3
"""Load on the HTTP API: each chart's rate and p99, 1,000 event streams, and what serving costs a pipeline.

  eng/proofs/api-load.py [--postgres "Host=…;Database=…" | --postgres own] [--seconds 10] [--blocks 5000] [--streams 1000] [--only charts|streams|ingest]

It needs Python alone, loads a simulated chain, and prints lines for docs/performance.md. Clients and server share this machine: the figures are
of both.
"""
import argparse, http.client, os, re, socket, subprocess, sys, tempfile, threading, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEIR = os.environ.get("WEIR_PROGRAM", os.path.join(ROOT, "artifacts/bin/Weir.App/release/weir"))
ROUTES = ["/api/var", "/api/il", "/api/mev", "/api/transfers", "/api/gas", "/api/trades", "/api/blocks", "/api/pipeline"]


def serve(arguments, log):
    process = subprocess.Popen([WEIR, *arguments], stdout=subprocess.DEVNULL, stderr=open(log, "w"))
    for _ in range(600):
        found = re.search(r"serving .* at http://127\.0\.0\.1:(\d+)/", open(log).read())
        if found:
            return process, int(found.group(1))
        if process.poll() is not None:
            sys.exit(open(log).read())
        time.sleep(0.1)
    sys.exit("the server did not start")


def ask(connection, path):
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - began


def drive(port, paths, seconds, threads, rate=None):
    """Requests on kept connections; with a rate, spread evenly over the routes."""
    taken, errors, lock, stop = [], [], threading.Lock(), time.perf_counter() + seconds

    def client(number):
        connection, mine, i = http.client.HTTPConnection("127.0.0.1", port, timeout=60), [], number
        begin = time.perf_counter() + (number / rate if rate else 0)
        while time.perf_counter() < stop:
            if rate:
                time.sleep(max(0, begin - time.perf_counter()))
                begin += threads / rate
            try:
                status, took = ask(connection, paths[i % len(paths)])
            except (OSError, http.client.HTTPException):
                break  # The server has ended with its pipeline.
            i += 1
            mine.append(took)
            if status != 200:
                errors.append(status)
        with lock:
            taken.extend(mine)

    running = [threading.Thread(target=client, args=(n,)) for n in range(threads)]
    [thread.start() for thread in running]
    [thread.join() for thread in running]
    taken.sort()
    if not taken:
        return 0, 0, 0, 0
    return len(taken) / seconds, 1000 * taken[len(taken) // 2], 1000 * taken[min(len(taken) - 1, int(0.99 * len(taken)))], len(errors)


def charts(name, warehouse, seconds, folder):
    process, port = serve(["serve", "--warehouse", warehouse, "--port", "0", "--rate-limit", "0"], f"{folder}/serve.log")
    try:
        for path in ROUTES:
            first = ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), path)[1] * 1000
            rate, median, p99, errors = drive(port, [path], seconds, 4)
            print(f"{name} {path}: first {first:.0f} ms, {rate:.0f} requests/s, p50 {median:.1f} ms, p99 {p99:.1f} ms, {errors} errors", flush=True)
    finally:
        process.terminate()
        process.wait()


def streams(warehouse, count, seconds, folder):
    process, port = serve(["serve", "--warehouse", warehouse, "--port", "0", "--rate-limit", "0"], f"{folder}/streams.log")
    sockets, events, refused = [], 0, 0
    try:
        for _ in range(count):
            client = socket.create_connection(("127.0.0.1", port))
            client.sendall(b"GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
            sockets.append(client)
        time.sleep(seconds)
        dead = 0
        for client in sockets:
            client.setblocking(False)
            data = b""
            try:
                while True:
                    part = client.recv(1 << 16)
                    if not part:
                        dead += 1
                        break
                    data += part
            except BlockingIOError:
                pass
            events += data.count(b"event: ")
            refused += not data.startswith(b"HTTP/1.1 200 ")
        memory = int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{process.pid}/status").read()).group(1)) // 1024
        print(f"streams: {count} clients for {seconds} s, {events} events, {dead} lost, {refused} refused, server {memory} MB", flush=True)
    finally:
        [client.close() for client in sockets]
        process.terminate()
        process.wait()


def ingest(blocks, folder, rate):
    """A backfill that serves meanwhile, with and without 20 requests a second."""
    source = f"sim:seed=3,blocks={blocks},txs=40"
    figures = {}
    for requests in [0, rate, 0, rate]:
        path = f"{folder}/ingest.duckdb"
        for name in [path, path + ".wal"]:
            if os.path.exists(name):
                os.remove(name)
        process, port = serve(["backfill", "--source", source, "--to", f"duckdb:{path}", "--tables", "base,defi", "--serve", "0", "--rate-limit", "0"], f"{folder}/ingest.log")
        while process.poll() is None and requests:
            drive(port, ROUTES, 1, 4, requests)
        process.wait()
        figures.setdefault(requests, []).append(float(re.search(r"\(([\d,.]+) blocks/s\)", open(f"{folder}/ingest.log").read()).group(1).replace(",", "")))
    idle, busy = max(figures[0]), max(figures[rate])
    print(f"ingest: {idle:.0f} blocks/s alone, {busy:.0f} blocks/s at {rate} requests/s: {100 * (1 - busy / idle):.1f} % slower", flush=True)


def main():
    given = argparse.ArgumentParser()
    given.add_argument("--postgres")
    given.add_argument("--seconds", type=float, default=10)
    given.add_argument("--blocks", type=int, default=5000)
    given.add_argument("--streams", type=int, default=1000)
    given.add_argument("--stream-seconds", type=float, default=60)
    given.add_argument("--only")
    given = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = None
        if given.postgres == "own":
            from postgres_server import Postgres
            os.chmod(folder, 0o755)
            server = Postgres(folder)
            given.postgres = f"Host=127.0.0.1;Port={server.port};Username=weir;Database=postgres"
        warehouses = [("duckdb", f"duckdb:{folder}/load.duckdb")] + ([("postgres", f"postgres:{given.postgres}")] if given.postgres else [])
        if given.only != "ingest":
            for name, warehouse in warehouses:
                subprocess.run([WEIR, "backfill", "--source", f"sim:seed=1,blocks={given.blocks}", "--to", warehouse, "--tables", "base,defi", "--quiet"], check=True)
        if given.only in (None, "charts"):
            for name, warehouse in warehouses:
                charts(name, warehouse, given.seconds, folder)
        if given.only in (None, "streams"):
            streams(warehouses[0][1], given.streams, given.stream_seconds, folder)
        if given.only in (None, "ingest"):
            ingest(given.blocks, folder, 20)
        if server:
            server.control("stop")


main()
