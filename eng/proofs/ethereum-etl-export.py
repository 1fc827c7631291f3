#!/usr/bin/env python3
"""Compares `weir export --schema ethereum-etl` byte for byte with what ethereum-etl itself writes.

A node on loopback answers from a folder of blocks (files: form). ethereum-etl exports each block from that node, Weir loads
the folder into a fresh DuckDB file and exports the same block; every file must be equal.

    python3 eng/proofs/ethereum-etl-export.py --etl PATH/TO/ethereumetl --blocks FOLDER [--weir ./weir]
"""
import argparse
import gzip
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading

TABLES = ["blocks", "transactions", "receipts", "logs", "token_transfers"]


def load(folder):
    blocks = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        if path.name.endswith((".json", ".json.gz")):
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt") as file:
                content = json.load(file)
            blocks[int(content["block"]["number"], 16)] = content
    return blocks


def serve(blocks):
    receipts = {r["transactionHash"]: r for b in blocks.values() for r in b.get("receipts") or []}

    def answer(call):
        method, params = call["method"], call["params"]
        if method == "eth_getBlockByNumber":
            result = blocks[int(params[0], 16)]["block"]
        elif method == "eth_getTransactionReceipt":
            result = receipts[params[0]]
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
    return f"http://127.0.0.1:{server.server_port}"


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def export_theirs(etl, node, number, content, folder, ending):
    file = {table: folder / f"{table}.{ending}" for table in TABLES}
    common = ["-p", node, "-w", "1"]
    run(etl, "export_blocks_and_transactions", "-s", number, "-e", number, *common,
        "--blocks-output", file["blocks"], "--transactions-output", file["transactions"])
    hashes = folder / "hashes.txt"
    hashes.write_text("".join(r["transactionHash"] + "\n" for r in content.get("receipts") or []))
    run(etl, "export_receipts_and_logs", "-t", hashes, *common, "--receipts-output", file["receipts"], "--logs-output", file["logs"])
    run(etl, "extract_token_transfers", "-l", file["logs"], "-w", "1", "-o", file["token_transfers"])
    return {table: path.read_bytes() for table, path in file.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--etl", required=True)
    arguments.add_argument("--blocks", required=True)
    arguments.add_argument("--weir", default="./weir")
    options = arguments.parse_args()
    blocks = load(options.blocks)
    node = serve(blocks)
    compared = different = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        warehouse = root / "weir.duckdb"
        run(options.weir, "backfill", "--source", f"files:{options.blocks}", "--to", f"duckdb:{warehouse}", "--quiet")
        for number, content in blocks.items():
            has_transactions = all(isinstance(t, dict) for t in content["block"]["transactions"])
            for form, theirs_ending, ours_ending in (("csv", "csv", "csv"), ("jsonl", "json", "jsonl")):
                theirs_folder, ours_folder = root / f"etl-{number}-{form}", root / f"weir-{number}-{form}"
                theirs_folder.mkdir()
                theirs = export_theirs(options.etl, node, number, content, theirs_folder, theirs_ending)
                for table in TABLES:
                    if table == "receipts" and not has_transactions:
                        continue  # the file lists hashes only: Weir has no rows to hang receipts on
                    run(options.weir, "export", table, "--warehouse", f"duckdb:{warehouse}", "--schema", "ethereum-etl",
                        "--blocks", f"{number}:{number}", "--to", f"files:{ours_folder}?format={form}")
                    ours = (ours_folder / f"{table}.{ours_ending}").read_bytes()
                    compared += 1
                    if ours != theirs[table]:
                        different += 1
                        at = next((i for i, (a, b) in enumerate(zip(ours, theirs[table])) if a != b), min(len(ours), len(theirs[table])))
                        print(f"{number} {table}.{form} differs at byte {at} of {len(theirs[table])} ({len(ours)} ours):")
                        print(f"  etl  {theirs[table][max(0, at - 80):at + 80]!r}\n  weir {ours[max(0, at - 80):at + 80]!r}")
    print(f"{compared} files of {len(blocks)} blocks compared, {different} differ")
    sys.exit(1 if different else 0)


main()
