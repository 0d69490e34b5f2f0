"""Medians and ratios, and how they are printed."""

import http.client
import statistics
import time

ROUNDS = 9


def seconds(action):
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def ratio(ours, theirs, rounds=ROUNDS):
    """Medians of both, taking turns, and their ratio."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    mine, other = (statistics.median(side) for side in zip(*pairs))
    return mine, other, mine / other


def report(name, mine, other, value, most=None):
    limit = f"  (at most {most})" if most else ""
    print(f"{name:58} {mine * 1000:8.1f} ms {other * 1000:8.1f} ms  ratio {value:.2f}{limit}", flush=True)


def page_time(server, headers, path, rounds=150):
    """The median time of a page on one kept connection."""
    connection = http.client.HTTPConnection(server.host)
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - begin)
        assert answer.status == 200, (path, answer.status)
    return statistics.median(times[20:])
