"""From the commit of a release action to the moment when the last of many connections sees its answer."""

import json
import statistics
import subprocess
import time

from cores import CLIENT_CORE, pinned
from releases import BenchServer
from runtime_speed import BENCH_LOAD

ACTIONS = 50
CONNECTIONS = 100
# How long is watched: longer than the actions take.
SECONDS = 15


def measure_change(world, folder):
    """A gray release to everybody begins and ends, again and again, while every connection asks without a pause."""
    server = BenchServer(world.copy(folder / "change"))
    path = f"/api/v1/apps/{world.app}/versions/1.1.0/gray"
    target = ["--port", server.port, "--path", f"/runtime/v1/apps/{world.app}/release?user=2088", "--connections", CONNECTIONS]
    watch = subprocess.Popen(
        pinned(CLIENT_CORE, [BENCH_LOAD, "watch", *target, "--seconds", SECONDS]), stdout=subprocess.PIPE, text=True
    )
    time.sleep(1)
    actions = []
    for index in range(ACTIONS):
        method, body = ("DELETE", None) if index % 2 else ("POST", {"percent": 100})
        sent = time.monotonic_ns()
        status, _, text = server.call(method, path, world.token, body)
        answered = time.monotonic_ns()
        assert status == 200, text
        actions.append((sent, answered))
        time.sleep(0.1)
    # The first is what there was before.
    sightings = json.loads(watch.communicate(timeout=60)[0])[1:]
    assert watch.returncode == 0 and len(sightings) == ACTIONS, sightings
    assert all(sighting["connections"] == CONNECTIONS for sighting in sightings), sightings
    whole, late = [], []
    for (sent, answered), sighting in zip(actions, sightings):
        whole.append((sighting["last"] - sent) / 1e6)
        late.append(max(0, sighting["last"] - answered) / 1e6)
    print(
        f"{'from the answer of an action to every new answer':58} {max(late):8.1f} ms  (at most 100)  the longest of {ACTIONS};"
        f" from its request {max(whole):.1f} ms, median {statistics.median(whole):.1f} ms", flush=True,
    )
    server.stop()
