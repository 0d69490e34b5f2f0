"""Answers a second, by wrk on the clients' core."""

import pathlib
import re
import subprocess

from cores import CLIENT_CORE, pinned

SCRIPT = pathlib.Path(__file__).with_name("wrk.lua")
CONNECTIONS = 64


class Load:
    """What one run of wrk saw."""

    def __init__(self, url, seconds=2, connections=CONNECTIONS, script=()):
        command = ["wrk", "-t", 1, "-c", connections, "-d", f"{seconds}s"]
        command += ["-s", SCRIPT, url, "--", *script] if script else [url]
        text = subprocess.run(pinned(CLIENT_CORE, command), check=True, capture_output=True, text=True).stdout
        assert "Non-2xx" not in text and "Socket errors" not in text, text
        self.answers = int(re.search(r"(\d+) requests in", text)[1])
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
