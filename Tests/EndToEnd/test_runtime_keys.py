"""Keys that change while host apps ask, and receipts that do not."""

import json

import pytest

from hosts import Keys, Watch, ask
from release_line import Line, make_files
from steward import Server, done, until


@pytest.fixture
def line(tmp_path):
    server = Server(tmp_path)
    line = Line(server, make_files(tmp_path))
    line.released("1.0.0")
    yield line
    server = line.maker.server
    server.stop()
    done("verify", "--data", server.data)
    assert not server.faults()


def announced(server):
    status, fields, body = server.call("GET", "/runtime/v1/keys")
    assert status == 200 and "public" in fields["cache-control"]
    return {key["id"]: key.get("retired_at") for key in json.loads(body)["items"]}


def test_keys_are_rotated_and_revoked_while_clients_ask(line):
    server, app = line.maker.server, line.maker.app
    keys = Keys(server)
    watches = [Watch(server, app, keys, {("1.0.0", "release")}, conditional=index == 1) for index in range(3)]
    for watch in watches:
        watch.start()
    signing = [ask(server, app, "u")[1]["steward-key"]]
    for options in [[], [], ["--revoke"], []]:
        done("key", "rotate", *options, "--data", server.data)
        until("the new key signs", lambda: ask(server, app, "u")[1]["steward-key"] not in signing)
        signing.append(ask(server, app, "u")[1]["steward-key"])
        known = announced(server)
        # Old ones are announced for a while, revoked ones no more; the one that signs is not retired.
        expected = signing[-1:] if options else signing[3:] if len(signing) > 4 else signing
        assert set(known) == set(expected)
        assert [key for key, retired in known.items() if not retired] == signing[-1:]
    for watch in watches:
        watch.end()
    assert {key for key, _, _ in keys.verified} == set(signing), "clients met every key, and each was announced by then"


def test_a_new_key_makes_a_new_answer(line):
    server, app = line.maker.server, line.maker.app
    _, fields, body = ask(server, app, "u")
    done("key", "rotate", "--revoke", "--data", server.data)
    # Who has the old answer does not hear that nothing changed: its key is forgotten.
    again = until(
        "the answer is made anew",
        lambda: (found := ask(server, app, "u", {"If-None-Match": fields["etag"]}))[0] == 200 and found,
    )
    assert again[1]["steward-key"] != fields["steward-key"] and again[1]["etag"] != fields["etag"]
    assert json.loads(again[2])["revision"] == json.loads(body)["revision"]


def test_a_receipt_belongs_to_a_user_a_version_and_a_stage(line):
    server, app = line.maker.server, line.maker.app

    def receipt(user, **more):
        return ask(server, app, user, **more)[1]["steward-receipt"]

    first = receipt("a")
    assert len(first) < 80 and "a@example.com" not in receipt("a@example.com")
    tag = ask(server, app, "a")[1]["etag"]
    assert {receipt("a"), receipt("a", method="HEAD"), receipt("a", headers={"If-None-Match": tag})} == {first}
    assert len({receipt(user) for user in ["a", "b", "A", "%20a", "a%20"]}) == 5
    line.upload("1.1.0")
    done(*line.submission("1.1.0", "--gray", "100"))
    line.approve("1.1.0")
    gray = receipt("a")
    done("release", "1.1.0", "--yes", *line.options)
    assert len({first, gray, receipt("a")}) == 3
    # The next process gives the same.
    released = receipt("a")
    server.process.kill()
    server.process.wait()
    line.maker.server = server = Server(server.data.parent, port=server.port)
    assert receipt("a") == released


def test_answers_that_are_asked_for_with_a_method_or_a_condition(line):
    server, app = line.maker.server, line.maker.app
    _, whole, body = ask(server, app, "u")
    status, head, nothing = ask(server, app, "u", method="HEAD")
    assert (status, nothing) == (200, b"")
    for name in ("etag", "content-type", "content-length", "steward-key", "steward-signature", "cache-control"):
        assert head[name] == whole[name], name
    status, same, nothing = ask(server, app, "u", {"If-None-Match": whole["etag"]}, method="HEAD")
    assert (status, nothing) == (304, b"") and same["etag"] == whole["etag"]
    for tag in ('"', '""', "W/", '"x', whole["etag"][:-1], whole["etag"].strip('"')):
        assert ask(server, app, "u", {"If-None-Match": tag})[0] == 200, tag
    # A gray release that begins and ends makes another answer, though the version is the same.
    line.upload("1.1.0")
    done(*line.submission("1.1.0", "--gray", "0.01"))
    line.approve("1.1.0")
    assert ask(server, app, "u", {"If-None-Match": whole["etag"]})[0] == 200
