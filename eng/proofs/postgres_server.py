"""A PostgreSQL server of our own in a folder, on the loopback address."""
import glob
import os
import subprocess

from anvil_chain import free_port


class Postgres:
    """Made and started at once; `control` stops and starts it."""

    def __init__(self, folder):
        self.bin = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.data, self.port = os.path.join(folder, "pg"), free_port()
        os.mkdir(self.data)
        if self.user:
            subprocess.run(["chown", "postgres", self.data], check=True)
        self.call("initdb", "-D", self.data, "-A", "trust", "-U", "weir", "-E", "UTF8", "--locale=C", "--no-sync")
        self.control("start")

    def call(self, name, *args):
        subprocess.run([*self.user, f"{self.bin}/{name}", *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def control(self, action):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self.call("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "-l", "/dev/null", *(["-o", options] if action == "start" else []), action)
