"""Answers a second and how long they take: to a bare Hummingbird route, to nginx, and with a million mini programs."""

import json
import os
import pathlib
import statistics
import subprocess
import time

from cores import CLIENT_CORE, pinned
from nginx import Nginx
from releases import BenchServer, many_releases
from timing import figure
from wrk import CONNECTIONS, Load

BENCH_LOAD = pathlib.Path(os.environ["STEWARD_BENCH_LOAD"])
ROUNDS = 9


def rates(*sides):
    """The median of each side's answers a second, the sides taking turns, and of the ratios of the first to each other."""
    rounds = [[side() for side in sides] for _ in range(ROUNDS)]
    medians = [statistics.median(side) for side in zip(*rounds)]
    ratios = [statistics.median(round[0] / round[index] for round in rounds) for index in range(1, len(sides))]
    return medians, ratios


def bench_load(*arguments):
    """What the load generator of our own prints."""
    return json.loads(subprocess.run(pinned(CLIENT_CORE, [BENCH_LOAD, *arguments]), check=True, capture_output=True).stdout)


def measure_answers(world, folder):
    """One mini program's answers against `hello` in the same process, and against nginx with a file of the same bytes."""
    server = BenchServer(world.copy(folder / "answers"))
    url = server.release(world.app)
    _, _, body = server.call("GET", url.removeprefix(server.url))
    nginx = Nginx(folder, {"small/answer": body})
    sides = url, server.hello, f"{nginx.url}/small/answer"
    for side in sides:
        Load(side, seconds=1)
    medians, (to_hello, to_nginx) = rates(*(lambda side=side: Load(side).rate for side in sides))
    figure("release answers a second, to a bare Hummingbird route", to_hello, medians[0], medians[1], least=1.9)
    figure("release answers a second, to nginx with the same bytes", to_nginx, medians[0], medians[2], least=0.75)
    rate = int(medians[0] / 2)
    measure_latency(rate, steward=(server.port, path_of(world)), nginx=(nginx.port, "/small/answer?user="))
    nginx.stop()
    server.stop()
    measure_undisturbed(world, folder, rate)


def path_of(world):
    return f"/runtime/v1/apps/{world.app}/release?user=2088"


def measure_latency(rate, **sides):
    """How long answers take at a fixed rate; the sides take turns, so that what disturbs one disturbs the other."""
    runs = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, (port, path) in sides.items():
            target = ["--port", port, "--path", path, "--connections", CONNECTIONS]
            runs[name].append(bench_load("open", *target, "--rate", rate, "--seconds", 3))
    for name, measured in runs.items():
        half, p99, most = (statistics.median(run[key] for run in measured) for key in ("p50_ms", "p99_ms", "most_ms"))
        what = f"99th percentile at {rate:,} requests a second, {name}"
        print(f"{what:58} {p99:8.2f} ms  median {half:.2f} ms, longest {most:.2f} ms", flush=True)


def measure_undisturbed(world, folder, rate):
    """The same where nothing else takes the core: what is left is the server's own. Needs the right to real-time priority."""
    server = BenchServer(world.copy(folder / "undisturbed"), undisturbed=True)
    measure_latency(rate, **{"steward undisturbed (at most 2 ms)": (server.port, path_of(world))})
    server.stop()


def measure_many(world, folder):
    """Any of a million mini programs against any of a thousand, every one of which was asked for before."""
    servers = {}
    for count in (1_000, 1_000_000):
        data = world.copy(folder / f"answers{count}")
        many_releases(data, count)
        begin = time.perf_counter()
        server = servers[count] = BenchServer(data)
        print(f"{f'start-up until ready, {count:,} mini programs':58} {time.perf_counter() - begin:8.1f} s", flush=True)
        make_all_answers(server, count)
    sides = [lambda count=count: Load(servers[count].url, script=[count]).rate for count in (1_000_000, 1_000)]
    medians, (value,) = rates(*sides)
    figure("release answers a second, 1,000,000 mini programs to 1,000", value, *medians, least=0.9)
    for server in servers.values():
        server.stop()


def make_all_answers(server, count):
    """The first request for each makes and signs its answer; that is not what is measured."""
    done = 0
    while done < count:
        # Of the requests that were under way at the end of a run, some were not answered.
        done += max(Load(server.url, seconds=5, script=[count, done]).answers - CONNECTIONS, 1)
