"""What the proofs of Kafka's topics share: the program, a broker's port, commands that must succeed, checksums of a warehouse."""
import json
import os
import random
import socket
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("WEIR_PROGRAM") or os.path.join(ROOT, "artifacts/bin/Weir.App/release/weir.dll")
WEIR = ["dotnet", PROGRAM] if PROGRAM.endswith(".dll") else [PROGRAM]


def free_port():
    """One below those that the system gives to clients; the brokers take more above it."""
    while True:
        port = random.randrange(20000, 30000)
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 101))
                return port
            except OSError:
                continue


def run(*args, check=True):
    """The output of a command; the end, with what it said, where it fails and that is not allowed."""
    words = [str(arg) for arg in args]
    done = subprocess.run(words, capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def checksums(warehouse):
    """Every table's line of `weir verify`, in one order."""
    return sorted(json.dumps(json.loads(line), sort_keys=True) for line in run(*WEIR, "verify", warehouse, "--json").splitlines())
