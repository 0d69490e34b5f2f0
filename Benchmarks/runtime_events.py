"""Events taken a second, in batches of 100, and what limits it: beyond what may wait for the writer, batches are refused."""

import http.client
import os
import pathlib
import re
import statistics
import subprocess

from cores import CLIENT_CORE, pinned
from releases import BenchServer

SCRIPT = pathlib.Path(__file__).with_name("events.lua")
BATCH = 100
# A receipt may bring 2,000 events at once: enough users for all rounds.
USERS = 30_000
ROUNDS = 3
# Long enough that what is left waiting at the end is a small part.
SECONDS = 10


def receipts(server, app):
    """The receipt of every user, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for user in range(USERS):
        connection.request("GET", f"/runtime/v1/apps/{app}/release?user=2088{user:012d}")
        answer = connection.getresponse()
        answer.read()
        yield answer.getheader("steward-receipt")


def seconds_of_work(server):
    """What the server's process has computed, in seconds: its own code and the kernel's for it."""
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return [int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:13]]


def measure_events(world, folder):
    server = BenchServer(world.copy(folder / "events"))
    file = folder / "receipts"
    file.write_text("\n".join(receipts(server, world.app)) + "\n")
    command = ["wrk", "-t", 1, "-c", 16, "-d", f"{SECONDS}s", "-s", SCRIPT, server.url, "--", file]
    command.append(f"/runtime/v1/apps/{world.app}/events")
    rates, refused, busy = [], [], []  # refused: parts of the batches, by a sender's budget and by a writer that is behind
    for _ in range(ROUNDS):
        before = seconds_of_work(server)
        text = subprocess.run(pinned(CLIENT_CORE, command), check=True, capture_output=True, text=True).stdout
        assert "Socket errors" not in text, text
        asked = int(re.search(r"(\d+) requests in", text)[1])
        limited, behind = map(int, re.search(r"refused: (\d+) by budget, (\d+) because", text).groups())
        others = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
        assert int(others[1] if others else 0) == limited + behind, text
        refused.append((limited / asked, behind / asked))
        rates.append((asked - limited - behind) * BATCH / SECONDS)
        busy.append([(after - start) / SECONDS for start, after in zip(before, seconds_of_work(server))])
    own, kernel = (statistics.median(side) for side in zip(*busy))
    limited, behind = (statistics.median(side) for side in zip(*refused))
    print(
        f"{'events taken a second, in batches of 100':58} {statistics.median(rates):11,.0f}  of its one core the server's code"
        f" keeps {own:.0%} busy, the kernel {kernel:.0%}; of the batches {behind:.0%} came while the writer was behind, {limited:.0%} over a budget", flush=True,
    )
    server.stop()
