#!/usr/bin/env python3
"""Peak memory (resident set) of a backfill of simulated blocks into DuckDB: 1,000 blocks beside 50,000.

    python3 eng/proofs/memory.py [BLOCKS …]
"""
import os
import pathlib
import sys
import tempfile
import time

WEIR = pathlib.Path(__file__).resolve().parents[2] / "artifacts/bin/Weir.App/release/weir"

print("| blocks | peak MB | s |\n|---|---|---|")
for blocks in [int(text) for text in sys.argv[1:]] or [1_000, 50_000]:
    with tempfile.TemporaryDirectory() as scratch:
        began = time.monotonic()
        pid = os.spawnv(os.P_NOWAIT, WEIR, [str(WEIR), "backfill", "--source", f"sim:seed=1,blocks={blocks}", "--to",
                                            f"duckdb:{scratch}/x.duckdb", "--quiet"])
        _, status, usage = os.wait4(pid, 0)
        if status != 0:
            sys.exit(f"the backfill ended with {os.waitstatus_to_exitcode(status)}")
        print(f"| {blocks:,} | {usage.ru_maxrss / 1024:.0f} | {time.monotonic() - began:.1f} |", flush=True)
