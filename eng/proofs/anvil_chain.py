"""A chain on Anvil for races: N blocks of T transactions, three Transfer logs each.

    python3 eng/proofs/anvil_chain.py [--anvil PATH] [--blocks 1000] [--transactions 100] [--port 0]

prints the node's URL and keeps it running until its input ends. As a module: start(anvil, blocks, transactions) gives (process, url).
"""
import argparse
import json
import pathlib
import random
import socket
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANVIL = ROOT / "tests/Weir.IntegrationTests/npm/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"
TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
# Stores the first word of the input, and emits three times Transfer(caller, the input's second word, that amount).
CODE = "0x600035600052" + ("602035337f" + TRANSFER + "60206000a3") * 3 + "00"
TOKENS = [f"0x{0x7000 + i:040x}" for i in range(8)]


def call(url, *requests):
    body = json.dumps([{"jsonrpc": "2.0", "id": i, "method": method, "params": params} for i, (method, params) in enumerate(requests)])
    request = urllib.request.Request(url, body.encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as response:
        answers = sorted(json.load(response), key=lambda answer: answer["id"])
    for answer in answers:
        if "error" in answer:
            sys.exit(f"anvil: {answer['error']}")
    return [answer["result"] for answer in answers]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(anvil=ANVIL, blocks=1000, transactions=100, port=0, seed=1, more=10):
    """`more`: how many blocks beyond these the node keeps the transactions of."""
    port = port or free_port()
    process = subprocess.Popen(
        [str(anvil), "--port", str(port), "--no-mining", "--silent", "--balance", "100000000", "--gas-limit", "100000000",
         "--order", "fifo", "--transaction-block-keeper", str(blocks + more)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            call(url, ("eth_chainId", []))
            break
        except OSError:
            time.sleep(0.05)
    accounts = call(url, ("eth_accounts", []))[0]
    call(url, *[("anvil_setCode", [token, CODE]) for token in TOKENS])
    chance = random.Random(seed)
    for _ in range(blocks):
        call(url, *[("eth_sendTransaction", [{
            "from": accounts[i % len(accounts)], "to": chance.choice(TOKENS), "gas": "0x186a0",
            "data": f"0x{chance.getrandbits(96):064x}{chance.getrandbits(160):064x}"}]) for i in range(transactions)])
        call(url, ("anvil_mine", ["0x1"]))
    head = int(call(url, ("eth_blockNumber", []))[0], 16)
    if head != blocks:
        sys.exit(f"anvil: the head is {head}, not {blocks}")
    return process, url


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--anvil", default=ANVIL)
    arguments.add_argument("--blocks", type=int, default=1000)
    arguments.add_argument("--transactions", type=int, default=100)
    arguments.add_argument("--port", type=int, default=0)
    options = arguments.parse_args()
    node, address = start(options.anvil, options.blocks, options.transactions, options.port)
    print(address, flush=True)
    sys.stdin.read()
    node.kill()
