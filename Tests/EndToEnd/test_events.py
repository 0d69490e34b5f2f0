"""Events as a host app reports them to the real program: what a crash may lose, and what it may not."""

import json
import signal
import sqlite3
import threading

import pytest

from release_line import Line, make_files
from steward import Server, until

VIEW = json.dumps({"kind": "page_view", "page": "pages/index/index", "stay_ms": 5200})


@pytest.fixture(scope="module")
def release_files(tmp_path_factory):
    return make_files(tmp_path_factory.mktemp("events"))


@pytest.fixture
def line(tmp_path, release_files):
    """A mini program with 1.0.0 released, on a server of its own that may be killed."""
    server = Server(tmp_path, "--demo", "--trusted-proxy", "127.0.0.1")
    line = Line(server, release_files)
    line.server = server
    line.released("1.0.0")
    yield line
    if line.server.process.poll() is None:
        line.server.stop()


def restart(line, tmp_path):
    line.server = Server(tmp_path, "--demo", "--trusted-proxy", "127.0.0.1", port=line.server.port)


def receipt(line, user):
    _, fields, _ = line.server.call("GET", f"/runtime/v1/apps/{line.maker.app}/release?user={user}")
    return fields["steward-receipt"]


def report(line, receipt, lines, batch=None, address="203.0.113.1"):
    headers = {"steward-receipt": receipt, "Content-Type": "application/x-ndjson", "X-Forwarded-For": address}
    if batch:
        headers["steward-batch"] = batch
    body = "\n".join(lines).encode()
    status, _, answer = line.server.call(
        "POST", f"/runtime/v1/apps/{line.maker.app}/events", body=body, headers=headers
    )
    return status, json.loads(answer)


def views(line):
    """Page views as they stand in the database, read beside the running server."""
    with sqlite3.connect(f"file:{line.server.data}/steward.db?mode=ro", uri=True) as db:
        return db.execute(
            "SELECT coalesce(sum(amount), 0) FROM event_minute WHERE measure = 'page_view' AND app_id = ?",
            (line.maker.app,),
        ).fetchone()[0]


def test_events_are_in_the_database_within_a_second_and_outlive_a_kill(line, tmp_path):
    mine = receipt(line, "u")
    status, answer = report(line, mine, [VIEW, "nonsense", VIEW], batch="one")
    assert status == 202 and (answer["accepted"], answer["rejected"]) == (2, 1)
    assert answer["problems"][0]["line"] == 2
    until("the events are written", lambda: views(line) == 2, seconds=10)
    line.server.process.send_signal(signal.SIGKILL)
    line.server.process.wait()
    restart(line, tmp_path)
    assert views(line) == 2
    # The server knows nothing by heart any more, and counts the batch once all the same; so is the receipt still good.
    status, answer = report(line, mine, [VIEW, VIEW], batch="one")
    assert status == 202 and answer["accepted"] == 2
    report(line, mine, [VIEW], batch="two")
    until("the new batch is written", lambda: views(line) == 3, seconds=10)
    assert not line.server.faults()


def test_a_server_that_is_stopped_writes_what_it_took(line):
    receipts = [receipt(line, f"u{number}") for number in range(20)]
    for mine in receipts:
        assert report(line, mine, [VIEW] * 50)[0] == 202
    line.server.stop()
    assert views(line) == 1000


def test_a_kill_under_load_loses_at_most_the_last_second(line, tmp_path):
    receipts = [receipt(line, f"u{number}") for number in range(8)]
    for round_number in range(3):
        taken, guard, before = [], threading.Lock(), views(line)

        def send(mine, number):
            count = 0
            while True:
                try:
                    status, _ = report(line, mine, [VIEW] * 5, batch=f"{round_number}-{number}-{count}")
                except (OSError, ValueError):
                    return
                if status == 202:
                    with guard:
                        taken.append(count)
                count += 1

        threads = [threading.Thread(target=send, args=pair) for pair in zip(receipts, range(8))]
        for thread in threads:
            thread.start()
        until("events come in", lambda: views(line) > before, seconds=20)
        with guard:
            early = len(taken)
        # One write may have begun before that; the one after it holds everything.
        for _ in range(2):
            written = views(line)
            until("the next second is written", lambda: views(line) > written, seconds=20)
        line.server.process.send_signal(signal.SIGKILL)
        line.server.process.wait()
        for thread in threads:
            thread.join()
        restart(line, tmp_path)
        kept = views(line) - before
        assert 5 * early <= kept, "what was taken more than a second before is there"
        assert kept <= 5 * len(taken) + 5 * len(threads), "nothing is there that was not sent"
