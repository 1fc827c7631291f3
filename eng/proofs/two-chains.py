"""Two chains followed in one process into one warehouse: one node says nothing for a minute, the other reorganises meanwhile.

    python3 eng/proofs/two-chains.py [--stall 60] [--weir PROGRAM]

An Anvil chain (a block a second, with transfers) is stopped (SIGSTOP) and let go again; `weir simulate --serve-rpc` is the chain that
reorganises. While the first is silent the second must go on; in the end every stored block of both, and nothing else, must be its node's.
PROGRAM is a weir or weir.dll; the tests' npm packages must be there (./test brings them).
"""
import argparse
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

from anvil_chain import ANVIL, ROOT, call, free_port


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stall", type=float, default=60)
    arguments.add_argument("--weir", default=os.environ.get("WEIR_PROGRAM", ROOT / "artifacts/bin/Weir.App/release/weir.dll"))
    options = arguments.parse_args()
    weir = ["dotnet", str(options.weir)] if str(options.weir).endswith(".dll") else [str(options.weir)]
    with tempfile.TemporaryDirectory() as folder:
        warehouse = f"duckdb:{folder}/two.duckdb"
        port = free_port()
        anvil = subprocess.Popen([ANVIL, "--host", "127.0.0.1", "--port", str(port), "--block-time", "1", "--silent"])
        other = subprocess.Popen(
            [*weir, "simulate", "--serve-rpc", "0", "--seed", "3", "--block-time", "1", "--txs", "10", "--reorg-every", "7"],
            stdout=subprocess.PIPE, text=True)
        urls = {"31337": f"http://127.0.0.1:{port}", "other": re.search(r"http://\S+", other.stdout.readline())[0]}
        time.sleep(2)
        chain = int(call(urls["other"], ("eth_chainId", []))[0], 16)
        accounts = call(urls["31337"], ("eth_accounts", []))[0]
        log = open(f"{folder}/run.log", "w+")
        run = subprocess.Popen(
            [*weir, "run", "--chain", f"31337=rpc:{urls['31337'].replace('http', 'ws')}", "--chain", f"{chain}=rpc:{urls['other'].replace('http', 'ws')}",
             "--to", warehouse, "--start-block", "0", "--log", "json"], stdout=subprocess.DEVNULL, stderr=log)

        def stored():
            """The highest block that the log says is stored, by chain."""
            log.flush()
            highest = {}
            for line in map(json.loads, pathlib.Path(log.name).read_text().splitlines()):
                if "block" in line and "Stored" in json.dumps(line):
                    name = str(line.get("chain") or line.get("Chain") or next((c for c in ("31337", str(chain)) if c in json.dumps(line)), ""))
                    highest[name] = max(highest.get(name, -1), line["block"])
            return highest

        def transfer():
            call(urls["31337"], ("eth_sendTransaction", [{"from": accounts[0], "to": accounts[1], "value": "0x1"}]))

        try:
            for _ in range(10):
                transfer()
                time.sleep(1)
            anvil.send_signal(signal.SIGSTOP)
            before = stored()
            time.sleep(options.stall)
            during = stored()
            anvil.send_signal(signal.SIGCONT)
            woken = time.monotonic()
            for _ in range(5):
                transfer()
                time.sleep(1)
            while stored().get("31337", -1) < int(call(urls["31337"], ("eth_blockNumber", []))[0], 16) - 1:
                time.sleep(0.2)
            caught = time.monotonic() - woken
            time.sleep(3)
            run.send_signal(signal.SIGTERM)
            code = run.wait(30)
            assert code == 0, f"exit {code}\n{pathlib.Path(log.name).read_text()[-2000:]}"
            assert during[str(chain)] > before[str(chain)] + options.stall / 3, f"the other chain stood still: {before} {during}"
            rows = subprocess.run(
                [*weir, "query", "SELECT chain_id, number, hash FROM blocks ORDER BY 1, 2", "--warehouse", warehouse, "--json"],
                capture_output=True, text=True, check=True).stdout.splitlines()
            compared = {}
            for row in map(json.loads, rows):
                url = urls["31337"] if row["chain_id"] == 31337 else urls["other"]
                theirs = call(url, ("eth_getBlockByNumber", [hex(row["number"]), False]))[0]
                # The chain went on after the follower had ended: its newest blocks may be another branch by now.
                if theirs["hash"] != row["hash"]:
                    assert row["chain_id"] == chain and row["number"] > during[str(chain)], f"another block is stored: {row}"
                    continue
                compared[row["chain_id"]] = compared.get(row["chain_id"], 0) + 1
            reorganisations = json.loads(subprocess.run(
                [*weir, "query", f"SELECT count(*) AS n FROM reorgs WHERE chain_id = {chain}", "--warehouse", warehouse, "--json"],
                capture_output=True, text=True, check=True).stdout)["n"]
            proofs = subprocess.run([*weir, "verify", warehouse, "--proofs"], capture_output=True, text=True)
            assert proofs.returncode == 0, proofs.stdout
            assert reorganisations > 2
            print(f"silent for {options.stall:.0f} s, there again {caught:.1f} s later; the other stored {during[str(chain)] - before[str(chain)]} blocks meanwhile "
                  f"and reorganised {reorganisations} times in all; every stored block is its node's: {compared[31337]} and {compared[chain]}; "
                  f"{proofs.stdout.strip().splitlines()[-1]}")
        finally:
            anvil.send_signal(signal.SIGCONT)
            for process in (run, anvil, other):
                process.kill()


main()
