"""The runtime as a host app meets it: over HTTP and raw sockets, with nothing of Steward's own but its answers."""

import base64
import hashlib
import json
from urllib.parse import quote

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hosts import Raw, ask, position, request, version
from maker import Maker
from release_line import Line, make_files
from steward import Server, done


@pytest.fixture(scope="module")
def release_files(tmp_path_factory):
    return make_files(tmp_path_factory.mktemp("runtime"))


@pytest.fixture(scope="module")
def line(server, release_files):
    """A mini program with 1.0.0 released and 1.1.0 approved."""
    line = Line(server, release_files)
    line.released("1.0.0")
    line.upload("1.1.0")
    done(*line.submission("1.1.0"))
    line.approve("1.1.0")
    return line


def test_an_answer_is_signed_by_an_announced_key(server, line):
    status, fields, body = ask(server, line.maker.app, "somebody")
    assert status == 200
    answer = json.loads(body)
    assert answer["stage"] == "release" and answer["version"] == "1.0.0"
    assert "apply" not in answer
    keys = json.loads(server.call("GET", "/runtime/v1/keys")[2])["items"]
    key = next(key for key in keys if key["id"] == fields["steward-key"])
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key["public_key"]))
    signature = base64.b64decode(fields["steward-signature"])
    public.verify(signature, body)
    with pytest.raises(InvalidSignature):
        public.verify(signature, body.replace(b"1.0.0", b"1.0.1"))
    assert fields["x-content-type-options"] == "nosniff"
    assert fields["cache-control"].startswith("private")


def test_the_package_is_what_the_answer_says(server, line, tmp_path):
    package = json.loads(ask(server, line.maker.app, "somebody")[2])["package"]
    path = package["url"].removeprefix(server.url)
    status, fields, body = server.call("GET", path)
    assert status == 200 and len(body) == package["size"]
    assert hashlib.sha256(body).hexdigest() == package["sha256"]
    assert "immutable" in fields["cache-control"]
    status, fields, part = server.call("GET", path, headers={"Range": "bytes=10-19"})
    assert (status, part) == (206, body[10:20])
    assert fields["content-range"] == f"bytes 10-19/{len(body)}"
    status, _, whole = server.call("GET", path, headers={"Range": "bytes=10-19", "If-Range": '"another"'})
    assert (status, whole) == (200, body)
    assert server.call("GET", path, headers={"Range": f"bytes={len(body)}-"})[0] == 416
    assert server.call("GET", path, headers={"If-None-Match": fields["etag"]})[0] == 304
    # What never reached anybody is not handed out.
    (tmp_path / "index.html").write_text("<!doctype html><title>还没提审</title>")
    waiting = line.maker.upload(tmp_path, "--number", "1.2.0")["sha256"]
    assert server.call("GET", f"/runtime/v1/packages/{waiting}")[0] == 404
    assert server.call("GET", f"/runtime/v1/packages/{waiting[:-1]}g")[0] == 404


def explain(server, line, user):
    path = f"/runtime/v1/apps/{line.maker.app}/explain?user={quote(user)}"
    return json.loads(server.call("GET", path, line.maker.token)[2])


def test_who_gets_the_gray_version_is_who_any_program_computes(server, line):
    app = line.maker.app
    line.maker.answer("POST", "/versions/1.1.0/gray", {"percent": 10})
    users = [f"2088{number:012d}" for number in range(940)]
    # Byte for byte: case, spaces, Unicode forms, what means something in an address, the longest there is.
    users += [f"{form}{number}" for number in range(5) for form in [
        "林知远", "☕️", "é", "e\u0301", " lin", "lin ", "LIN", "lin", "a+b", "a b", "50%", "a&user=b", "🧋" * 31,
    ]]  # fmt: skip
    explained = explain(server, line, users[0])
    assert explained["share_ppm"] == 100_000
    inside = set()
    for user in users:
        answer = json.loads(ask(server, app, quote(user))[2])
        place = position(user, explained["salt"])
        assert (place < 100_000) == (answer["stage"] == "gray"), user
        assert answer["version"] == {"gray": "1.1.0", "release": "1.0.0"}[answer["stage"]]
        if answer["stage"] == "gray":
            inside.add(quote(user))
    assert 60 < len(inside) < 150
    for user in users[-100:]:
        told = explain(server, line, user)
        assert (told["position"], told["stage"] == "gray") == (position(user, explained["salt"]), quote(user) in inside)
    line.maker.answer("POST", "/versions/1.1.0/gray", {"percent": 50})
    assert all(version(server, app, user) == "1.1.0" for user in inside), "nobody leaves when the share grows"
    assert explain(server, line, users[0])["salt"] == explained["salt"]
    # Who may not know is not told why.
    stranger = Maker(server)
    assert server.call("GET", f"/runtime/v1/apps/{app}/explain?user=u", stranger.token)[0] == 404
    line.maker.answer("DELETE", "/versions/1.1.0/gray")
    assert all(version(server, app, user) == "1.0.0" for user in inside)
    assert "salt" not in explain(server, line, users[0])


def test_a_change_is_in_the_next_answer(server, line):
    app, revisions = line.maker.app, []
    for _ in range(20):
        line.maker.answer("POST", "/versions/1.1.0/gray", {"percent": 100})
        revisions.append(json.loads(ask(server, app, "u")[2]))
        line.maker.answer("DELETE", "/versions/1.1.0/gray")
        revisions.append(json.loads(ask(server, app, "u")[2]))
    assert [answer["version"] for answer in revisions] == ["1.1.0", "1.0.0"] * 20
    numbers = [answer["revision"] for answer in revisions]
    assert numbers == sorted(set(numbers)), "revisions only grow"


def test_what_the_client_has_is_not_sent_again(server, line):
    app = line.maker.app
    _, fields, _ = ask(server, app, "u")
    tag = fields["etag"]
    for value in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        status, again, body = ask(server, app, "u", {"If-None-Match": value})
        assert (status, body, again["etag"]) == (304, b"", tag)
        assert again["steward-receipt"] == fields["steward-receipt"]
    assert ask(server, app, "u", {"If-None-Match": '"x"'})[0] == 200
    status, head, body = ask(server, app, "u", method="HEAD")
    assert (status, body, head["content-length"]) == (200, b"", fields["content-length"])


def test_refusals_say_what_to_send(server, line):
    base = f"/runtime/v1/apps/{line.maker.app}/release"
    for query, code in [
        ("", "USER_MISSING"), ("?user=", "USER_MISSING"), (f"?user={'a' * 129}", "USER_TOO_LONG"),
        ("?user=%ff", "USER_INVALID"), ("?user=u&base_library=x", "BASE_LIBRARY_INVALID"),
    ]:  # fmt: skip
        status, _, body = server.call("GET", base + query)
        assert (status, json.loads(body)["code"]) == (400, code)
    assert server.call("GET", "/runtime/v1/apps/2021000000000000/release?user=u")[0] == 404
    fresh = Maker(server)
    status, _, body = ask(server, fresh.app, "u")
    assert (status, body) == (204, b"")


def test_pipelined_requests_are_answered_in_their_order(server, line):
    app = line.maker.app
    slow = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n"
    page = "GET /sign-in HTTP/1.1\r\nhost: a\r\n\r\n"
    connection = Raw(server).send(
        request(app, "a") + slow + request(app, "b") + request(app, "c") + page + request(app, "d") + slow
    )
    answers = [connection.answer() for _ in range(7)]
    kinds = ["r" if "steward-receipt" in fields else "s" for _, fields, _ in answers]
    assert kinds == ["r", "s", "r", "r", "s", "r", "s"]
    assert answers[1][2] == b"ok\n" and b"<!doctype html>" in answers[4][2]
    receipts = [fields["steward-receipt"].split(".")[0] for _, fields, _ in answers if "steward-receipt" in fields]
    assert len(set(receipts)) == 4


def test_old_and_closing_connections(server, line):
    app = line.maker.app
    connection = Raw(server).send(request(app, protocol="HTTP/1.0"))
    head, fields, _ = connection.answer()
    assert head == "HTTP/1.1 200 OK" and fields["connection"] == "close" and connection.is_closed()
    connection = Raw(server).send(request(app, protocol="HTTP/1.0", extra="connection: keep-alive\r\n"))
    assert connection.answer()[1]["connection"] == "keep-alive"
    assert connection.send(request(app)).answer()[0] == "HTTP/1.1 200 OK"
    connection = Raw(server).send(request(app, extra="connection: close\r\n") + request(app))
    assert connection.answer()[1]["connection"] == "close" and connection.is_closed()


def test_roll_back_and_forced_offline_apply_now(server, release_files):
    line = Line(server, release_files)
    line.released("1.0.0", "1.1.0")
    app = line.maker.app
    package = json.loads(ask(server, app, "u")[2])["package"]["sha256"]
    line.maker.answer("POST", "/versions/1.1.0/rollback")
    answer = json.loads(ask(server, app, "u")[2])
    assert (answer["version"], answer["stage"], answer["apply"]) == ("1.0.0", "release", "now")
    assert server.call("GET", f"/runtime/v1/packages/{package}")[0] == 200
    reviewer = line.reviewer[line.reviewer.index("--token") + 1]
    reason = {"forced": True, "reason": "页面冒用了银行的标志，已经收到投诉。"}
    line.maker.answer("POST", "/versions/1.0.0/offline", reason, token=reviewer)
    answer = json.loads(ask(server, app, "u")[2])
    assert (answer["version"], answer["stage"], answer["package"], answer["apply"]) == (None, "offline", None, "now")


def test_after_a_kill_what_was_acknowledged_is_served(tmp_path, release_files):
    server = Server(tmp_path)
    line = Line(server, release_files)
    line.released("1.0.0")
    line.upload("1.1.0")
    done(*line.submission("1.1.0"))
    line.approve("1.1.0")
    for percent in (10, 40, 70, 100):
        line.maker.answer("POST", "/versions/1.1.0/gray", {"percent": percent})
        before = {user: version(server, line.maker.app, user) for user in map(str, range(40))}
        server.process.kill()
        server.process.wait()
        server = Server(tmp_path, port=server.port)
        assert {user: version(server, line.maker.app, user) for user in before} == before
    server.stop()
