"""One notice for 100,000 people, and how pages answer meanwhile."""

import os
import statistics
import threading
import time

from rows import Rows
from server import Server, add_person, api, sign_in
from timing import Page

PEOPLE = 100_000


def many_people(data, count):
    database = Rows(data)
    (begin,) = database.one("SELECT created_at FROM person")
    names = ({"id": f"{n:026d}", "login": f"p{n}", "login_key": f"p{n}", "created_at": begin - 1} for n in range(count))
    database.copy("person", "1 = 1", names)
    database.close()


class Reader(threading.Thread):
    """Asks for pages one after another until it is told to stop."""

    def __init__(self, page):
        super().__init__()
        self.page, self.seconds, self.goes_on = page, [], True

    def run(self):
        while self.goes_on:
            begin = time.perf_counter()
            took = self.page()
            self.seconds.append(took or time.perf_counter() - begin)

    def stop(self):
        self.goes_on = False
        self.join()
        return self.seconds


class Write:
    """A call that writes a draft, so that it waits for the one writer; four a second, within the budget of an address."""

    def __init__(self, server, token):
        self.server, self.token = server, token

    def __call__(self):
        time.sleep(0.25)
        begin = time.perf_counter()
        body = {"title_zh": "草稿", "body_zh": "草稿", "audience": "owners"}
        api(self.server, self.token, "POST", "/notices", body)
        return time.perf_counter() - begin


def percentile(seconds):
    return statistics.quantiles(seconds, n=100)[98]


def measure_notices(folder):
    data = os.path.join(folder, "notices")
    token = add_person(data, "--operator")
    many_people(data, PEOPLE)
    server = Server(data)
    headers = {"cookie": sign_in(server)}
    asked = {
        "page": lambda: Page(server, headers, "/messages"),
        "write": lambda: Write(server, token),
    }

    def watch(until):
        readers = {name: Reader(make()) for name, make in asked.items()}
        for reader in readers.values():
            reader.start()
        until()
        return {name: reader.stop() for name, reader in readers.items()}

    for _ in range(50):
        asked["page"]()()
    body = {"title_zh": "给十万人的通知", "body_zh": "**一条**通知。", "audience": "everybody"}
    notice = api(server, token, "POST", "/notices", body)["id"]

    def fan_out():
        api(server, token, "POST", f"/notices/{notice}/publish", {})
        begin = time.perf_counter()
        while True:
            found = api(server, token, "GET", f"/notices/{notice}", None)
            if found["state"] == "DELIVERED":
                fan_out.seconds = time.perf_counter() - begin
                fan_out.delivered = found["progress"]["delivered"]
                return
            time.sleep(0.2)

    quiet = watch(lambda: time.sleep(10))
    busy = watch(fan_out)
    assert fan_out.delivered == PEOPLE + 1, fan_out.delivered
    print(f"{'a notice for 100,000 people, delivered':58} {fan_out.seconds:8.1f} s  {fan_out.delivered / fan_out.seconds:9.0f} people a second")
    for name in asked:
        with_it, without = percentile(busy[name]), percentile(quiet[name])
        limit = "  (at most 2)" if name == "page" else ""
        print(
            f"{f'99th percentile of a {name} meanwhile, to without':58} {with_it * 1000:8.1f} ms {without * 1000:8.1f} ms"
            f"  ratio {with_it / without:.2f}{limit}  ({len(busy[name])} and {len(quiet[name])} asked)",
            flush=True,
        )
    server.stop()
