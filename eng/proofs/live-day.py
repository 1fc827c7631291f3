"""A day of blocks in a few minutes: `weir run` follows a simulated chain that reorganises, and its memory, handles and lag are watched.

    python3 eng/proofs/live-day.py [--blocks 7200] [--block-time 0.04] [--txs 100] [--reorganisations 50] [--weir PROGRAM]

`weir simulate --serve-rpc` serves the chain (7,200 blocks of 12 s are 24 hours). The follower is stopped (SIGSTOP) for five seconds, three times: its
lag must be 0 again after each. In the end memory and handles of the second half are set against those of the first, and every table against a load of
the chain as it ended.
"""
import argparse
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from anvil_chain import ROOT, call


def resident(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--blocks", type=int, default=7200)
    arguments.add_argument("--block-time", default="0.04")
    arguments.add_argument("--txs", default="100")
    arguments.add_argument("--reorganisations", type=int, default=50)
    arguments.add_argument("--weir", default=os.environ.get("WEIR_PROGRAM", ROOT / "artifacts/bin/Weir.App/release/weir.dll"))
    options = arguments.parse_args()
    weir = ["dotnet", str(options.weir)] if str(options.weir).endswith(".dll") else [str(options.weir)]
    with tempfile.TemporaryDirectory() as folder:
        node = subprocess.Popen(
            [*weir, "simulate", "--serve-rpc", "0", "--seed", "1", "--block-time", options.block_time, "--txs", options.txs, "--reorg-every",
             str(max(2, options.blocks // options.reorganisations))], stdout=subprocess.PIPE, text=True)
        url = re.search(r"http://\S+", node.stdout.readline())[0]
        log = open(pathlib.Path(folder) / "run.log", "w+")
        warehouse = f"duckdb:{folder}/day.duckdb"
        run = subprocess.Popen(
            [*weir, "run", "--source", f"rpc:{url.replace('http', 'ws')}", "--to", warehouse, "--start-block", "0", "--log", "json"],
            stderr=log, stdout=subprocess.DEVNULL)

        def head():
            return int(call(url, ("eth_blockNumber", []))[0], 16)

        def stored():
            log.flush()
            lines = pathlib.Path(log.name).read_text().splitlines()
            return max((json.loads(line)["block"] for line in lines if '"Stored"' in line), default=-1)

        try:
            began, samples, stalls, catching = time.monotonic(), [], 3, []
            while (now := head()) < options.blocks:
                samples.append((now, resident(run.pid), len(os.listdir(f"/proc/{run.pid}/fd"))))
                if stalls and now > options.blocks * (4 - stalls) / 5:
                    stalls -= 1
                    run.send_signal(signal.SIGSTOP)
                    time.sleep(5)
                    run.send_signal(signal.SIGCONT)
                    woken = time.monotonic()
                    while head() - stored() > 2:
                        time.sleep(0.2)
                    catching.append(time.monotonic() - woken)
                time.sleep(1)
            seconds = time.monotonic() - began
            node.send_signal(signal.SIGSTOP)
            time.sleep(3)
            node.send_signal(signal.SIGCONT)
            run.send_signal(signal.SIGTERM)
            code = run.wait(15)
            assert code == 0, f"exit {code}"
            half = len(samples) // 2
            late = samples[half:]
            memory = [statistics.median(sample[1] for sample in part) for part in (samples[half // 2:half], late)]
            handles = [max(sample[2] for sample in part) for part in (samples[half // 2:half], late)]
            reorganisations = subprocess.run(
                [*weir, "query", "SELECT count(*) AS n, sum(depth) AS d FROM reorgs", "--warehouse", warehouse, "--json"], capture_output=True, text=True)
            proofs = subprocess.run([*weir, "verify", warehouse, "--proofs"], capture_output=True, text=True)
            assert proofs.returncode == 0, proofs.stdout
            seen = json.loads(reorganisations.stdout)
            print(f"{options.blocks} blocks of {options.txs} transactions in {seconds:.0f} s, {seen['n']} reorganisations ({seen['d']} blocks): memory "
                  f"{memory[0]:.0f} MB in the second quarter, {memory[1]:.0f} MB in the second half, most {max(s[1] for s in samples):.0f} MB; handles "
                  f"{handles[0]} and {handles[1]}; after three stalls of 5 s the lag was gone in {', '.join(f'{s:.1f}' for s in catching)} s; "
                  f"{proofs.stdout.strip().splitlines()[-1]}")
        finally:
            run.kill()
            node.kill()


main()
