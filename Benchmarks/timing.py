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


def figure(name, value, mine, other, least):
    """A ratio of two rates: the larger, the better."""
    print(f"{name:58} {mine:11,.0f} {other:11,.0f}  ratio {value:.2f}  (at least {least})", flush=True)


class Page:
    """A page or a call of the API on one kept connection."""

    def __init__(self, server, headers, path):
        self.connection = http.client.HTTPConnection(server.host)
        self.headers, self.path = headers, path

    def __call__(self):
        self.connection.request("GET", self.path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 200, (self.path, answer.status)


def page_ratio(many, few, rounds=150):
    """Two pages that take turns, so that whatever else the machine does meets both; the first rounds do not count."""
    for page in (many, few) * 20:
        page()
    return ratio(many, few, rounds)
