"""Release actions under load: 1,000 gray releases begun and ended while clients check, and a server killed again and again."""

import json
import os
import random
import threading
import time

import pytest

from hosts import Hand, Keys, Raw, Watch, request
from release_line import Line, make_files
from steward import Server, done, until

OLD, NEW = ("1.0.0", "release"), ("1.1.0", "gray")
# More or fewer, to look closer or to be quick.
CYCLES = int(os.environ.get("GRAY_CYCLES", 1000))
KILLS = int(os.environ.get("KILLS", 20))
PROXY = ["--trusted-proxy", "127.0.0.1/32"]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return make_files(tmp_path_factory.mktemp("storm"))


def ready_line(server, files):
    """A mini program with 1.0.0 released and 1.1.0 approved."""
    line = Line(server, files)
    line.released("1.0.0")
    line.upload("1.1.0")
    done(*line.submission("1.1.0"))
    line.approve("1.1.0")
    return line


class Release:
    """The runtime's answer on a connection of one's own."""

    def __init__(self, server, app):
        self.app, self.connection = app, Raw(server)

    def now(self):
        head, _, body = self.connection.send(request(self.app)).answer()
        assert head == "HTTP/1.1 200 OK", head
        answer = json.loads(body)
        return (answer["version"], answer["stage"]), answer["revision"]


def test_gray_releases_begun_and_ended_while_clients_check(tmp_path, files):
    server = Server(tmp_path, *PROXY)
    line = ready_line(server, files)
    app, hand, mine = line.maker.app, Hand(server, line.maker), Release(server, line.maker.app)
    acknowledged = [mine.now()[1]]
    keys = Keys(server)
    watches = [
        Watch(server, app, keys, {OLD, NEW}, lambda: acknowledged[0], conditional=index % 2 == 1) for index in range(4)
    ]
    for watch in watches:
        watch.start()
    for _ in range(CYCLES):
        for method, body, expected in [("POST", {"percent": 100}, NEW), ("DELETE", None, OLD)]:
            hand.act(method, "/versions/1.1.0/gray", body)
            found, revision = mine.now()
            assert found == expected and revision > acknowledged[0]
            acknowledged[0] = revision
        if failed := [watch.problem for watch in watches if watch.problem]:
            raise AssertionError(f"a client saw: {failed}") from failed[0]
    for watch in watches:
        watch.end()
        assert watch.seen == {OLD, NEW}
        assert watch.answers > CYCLES
    assert all(watch.unchanged for watch in watches if watch.conditional)
    print(
        f"{CYCLES} gray releases, {sum(watch.answers for watch in watches)} answers, "
        f"{len(keys.verified)} different ones verified"
    )
    server.stop()
    done("verify", "--data", server.data)
    assert not server.faults()


class Actor(threading.Thread):
    """Begins and ends gray releases until the server is gone, and notes what was asked for and what was acknowledged."""

    def __init__(self, hand, state):
        super().__init__()
        self.hand = hand
        self.acknowledged = self.asked = state
        self.count = 0
        self.problem = None

    def run(self):
        try:
            while True:
                self.asked = OLD if self.acknowledged == NEW else NEW
                if self.asked == NEW:
                    self.hand.act("POST", "/versions/1.1.0/gray", {"percent": 100})
                else:
                    self.hand.act("DELETE", "/versions/1.1.0/gray")
                self.acknowledged = self.asked
                self.count += 1
        except OSError:
            pass
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            # A connection that ends before its answer is http.client's own kind of error.
            if type(error).__name__ not in ("RemoteDisconnected", "IncompleteRead", "BadStatusLine"):
                self.problem = error


def all_periods(maker):
    """The whole history, page by page: a quick machine makes more of it than a page holds."""
    place = ""
    while place is not None:
        page = maker.answer("GET", f"/history{place}")
        yield from page["items"]
        place = page["next"] and f"?after={page['next']}"


def assert_whole(line, state):
    """Everything that tells of the release tells the same: an action is done with all that belongs to it, or not at all."""
    maker = line.maker
    found = maker.version("1.1.0")
    assert found["status"] == ("GRAY" if state == NEW else "WAIT_RELEASE"), (found["status"], state)

    def is_in_history():
        running = {(period["version"], period["stage"]) for period in all_periods(maker) if not period["to"]}
        return running == ({OLD, NEW} if state == NEW else {OLD})

    until("the history tells the same", is_in_history)


def test_what_was_acknowledged_is_served_after_each_kill(tmp_path, files):
    chance = random.Random(4)
    server = Server(tmp_path, *PROXY)
    lines = [ready_line(server, files) for _ in range(2)]
    states, revisions = [OLD] * len(lines), [0] * len(lines)
    acknowledged = undone = answers = 0
    for _ in range(KILLS):
        keys = Keys(server)
        actors = [Actor(Hand(server, line.maker), state) for line, state in zip(lines, states)]
        watches = [Watch(server, line.maker.app, keys, {OLD, NEW}, until_lost=True) for line in lines]
        for thread in [*actors, *watches]:
            thread.start()
        # The moment of the kill may be any moment of an action.
        time.sleep(chance.uniform(0.05, 0.4))
        server.process.kill()
        server.process.wait()
        for thread in [*actors, *watches]:
            thread.join()
            assert not thread.problem, repr(thread.problem)
        server = Server(tmp_path, *PROXY, port=server.port)
        for index, (line, actor, watch) in enumerate(zip(lines, actors, watches)):
            line.maker.server = server
            states[index], revision = Release(server, line.maker.app).now()
            assert states[index] in (actor.acknowledged, actor.asked), "neither what was acknowledged nor what was asked"
            # What anybody was told is on the disk: nobody gets an older answer than before.
            assert revision >= max(watch.revision, revisions[index])
            revisions[index] = revision
            assert_whole(line, states[index])
            acknowledged += actor.count
            undone += states[index] != actor.asked
            answers += watch.answers
    print(f"{KILLS} kills: {acknowledged} actions acknowledged, {undone} of {2 * KILLS} under way not done, {answers} answers")
    assert acknowledged > KILLS
    server.stop()
    done("verify", "--data", server.data)
    assert not server.faults()
