"""The runtime on raw sockets: everything that a client can do to a connection, and what it must not do to the others."""

import json
import resource
import socket
import threading
import time

import pytest

from hosts import Raw, ask, request, version
from release_line import Line, make_files
from steward import Server, done, until

IDLE_SECONDS = 4
HEALTH = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n"
PAGE = "GET /sign-in HTTP/1.1\r\nhost: a\r\n\r\n"


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """A server that closes silent connections soon and may have many of them; so may the tests."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 20_000), most))
    server = Server(tmp_path_factory.mktemp("sockets"), "--idle-seconds", str(IDLE_SECONDS))
    yield server
    assert server.process.poll() is None, "the server lives"
    server.stop()
    done("verify", "--data", server.data)
    assert not server.faults()


@pytest.fixture(scope="module")
def app(quick, tmp_path_factory):
    """A mini program with 1.0.0 released."""
    line = Line(quick, make_files(tmp_path_factory.mktemp("socket-files")))
    line.released("1.0.0")
    return line.maker.app


def memory(server):
    """Kilobytes that the server's process has in memory."""
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def person(fields):
    """The part of a receipt that belongs to the user."""
    return fields["steward-receipt"].split(".")[0]


def is_release(answer):
    return answer[0] == "HTTP/1.1 200 OK" and json.loads(answer[2])["version"] == "1.0.0"


def test_two_hundred_pipelined_requests_keep_their_order(quick, app):
    parts, expected = [], []
    for number in range(200):
        kind = "page" if number % 50 == 7 else "slow" if number % 3 == 1 else "fast"
        parts.append({"page": PAGE, "slow": HEALTH, "fast": request(app, f"user{number}")}[kind])
        expected.append(kind)
    alone = {n: person(ask(quick, app, f"user{n}")[1]) for n in range(200) if expected[n] == "fast"}
    connection = Raw(quick).send("".join(parts))
    for number, kind in enumerate(expected):
        head, fields, body = connection.answer()
        assert head == "HTTP/1.1 200 OK", (number, head)
        if kind == "fast":
            assert person(fields) == alone[number], f"answer {number} is somebody else's"
        else:
            assert "steward-receipt" not in fields
            assert (body == b"ok\n") == (kind == "slow") and (b"<!doctype html>" in body) == (kind == "page")
    assert connection.send(request(app)).status() == 200


@pytest.mark.parametrize("mixture", ["fast", "slow", "both"])
def test_requests_arrive_byte_by_byte(quick, app, mixture):
    text = {"fast": request(app), "slow": HEALTH, "both": HEALTH + request(app) + HEALTH}[mixture]
    connection = Raw(quick)
    for letter in text:
        connection.send(letter)
    for _ in range(text.count("GET ")):
        assert connection.status() == 200


def test_requests_cut_anywhere(quick, app):
    text = request(app, "cut") + request(app, "again", extra="if-none-match: \"x\"\r\n")
    connection = Raw(quick)
    for place in range(1, len(text)):
        connection.send(text[:place])
        if place % 10 == 0:
            time.sleep(0.002)
        connection.send(text[place:])
        assert is_release(connection.answer()) and is_release(connection.answer()), place


def test_a_connection_that_ends_in_the_middle_of_a_request(quick, app):
    text = request(app)
    for place in range(0, len(text), 3):
        connection = Raw(quick).send(text[:place])
        connection.socket.shutdown(socket.SHUT_WR)
        # Nothing but an end, or a word that it was no request.
        try:
            assert connection.status() == 400
        except (EOFError, ConnectionResetError):
            pass
        connection.close()
    # Whoever closes their side after whole requests still gets the answers.
    connection = Raw(quick).send(request(app, "a") + HEALTH + request(app, "b"))
    connection.socket.shutdown(socket.SHUT_WR)
    assert [connection.status() for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize("head", [
    "GET / HTTP/1.1\r\nhost: a\r\nx: " + "a" * 200_000,
    "GET /" + "a" * 300_000 + " HTTP/1.1\r\nhost: a",
    "GET / HTTP/1.1\r\nhost: a" + "".join(f"\r\nx{n}: {'b' * 50}" for n in range(5_000)),
    "GET / HTTP/1.1\r\n" + "a" * 200_000,
], ids=["field", "address", "fields", "name"])  # fmt: skip
@pytest.mark.parametrize("path", ["fast", "slow"])
def test_an_oversized_head_ends_its_connection_alone(quick, app, head, path):
    if path == "fast":
        head = head.replace("GET /", f"GET /runtime/v1/apps/{app}/release?user=u", 1)
    other = Raw(quick).send(request(app)[:30])
    # What came before it is answered.
    connection = Raw(quick).send(request(app))
    assert is_release(connection.answer())
    try:
        connection.send(head + "\r\n\r\n")
        assert connection.status() in (400, 414, 431)
        assert connection.is_closed()
    except (EOFError, ConnectionResetError, BrokenPipeError):
        pass
    other.send(request(app)[30:])
    assert is_release(other.answer())


@pytest.mark.parametrize("rest", [
    "NONSENSE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x00\x01\x02\x03\r\n\r\n",
    "GET / HTTP/1.1\r\nhost : a\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\n\r\n", "get {path} HTTP/1.1\r\nhost: a\r\n\r\n",
    "GET {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 1, 2\r\n\r\nx",
    "GET {path} HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
    "GET {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
    "GET {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled",
    "GET {path} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n0\r\n\r\nGET /smuggled",
    "GET {path} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    "GET {path} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
], ids=range(14))  # fmt: skip
def test_what_is_no_request_is_refused_after_what_is_one(quick, app, rest):
    path = f"/runtime/v1/apps/{app}/release?user=u"
    connection = Raw(quick).send(request(app) + rest.replace("{path}", path) + HEALTH)
    assert is_release(connection.answer())
    # At most one refusal, and nothing that was smuggled behind it.
    try:
        assert connection.status() in (400, 405, 501, 505)
        assert connection.is_closed()
    except (EOFError, ConnectionResetError):
        pass


def test_a_body_nobody_asked_for_is_read_past(quick, app):
    body = b"GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n"
    sized = request(app, extra=f"content-length: {len(body)}\r\n").encode() + body
    chunked = request(app, extra="transfer-encoding: chunked\r\n").encode() + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    connection = Raw(quick).send(sized + chunked + request(app).encode() + sized)
    assert all(is_release(connection.answer()) for _ in range(4))
    # Also a large one, that comes slowly.
    connection.send(request(app, extra="content-length: 3000000\r\n"))
    for _ in range(30):
        connection.send(b"x" * 100_000)
    assert is_release(connection.answer())
    assert connection.send(HEALTH).status() == 200


def test_who_expects_a_word_before_the_body_gets_one(quick, app):
    body = b"name=lin&password=wrong"
    head = (
        f"POST /sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: {len(body)}\r\nexpect: 100-continue\r\n"
        "content-type: application/x-www-form-urlencoded\r\n\r\n"
    )
    connection = Raw(quick, timeout=5).send(head)
    assert connection.answer()[0] == "HTTP/1.1 100 Continue"
    assert connection.send(body).status() >= 400
    assert connection.send(request(app)).status() == 200
    # A question has no body that would be worth a word: the answer comes with the end of it.
    connection.send(request(app, extra="content-length: 5\r\nexpect: 100-continue\r\n") + "hello")
    assert is_release(connection.answer())
    # Old clients know nothing of it.
    old = Raw(quick).send(head.replace("1.1", "1.0").encode() + body)
    assert old.status() >= 400 and old.is_closed()


@pytest.mark.parametrize("behind", ["fast", "slow"])
@pytest.mark.parametrize("closing", ["fast", "slow"])
def test_nothing_is_answered_behind_a_request_that_closes(quick, app, closing, behind):
    last = (request(app, "last") if closing == "fast" else HEALTH)[:-2] + "connection: close\r\n\r\n"
    connection = Raw(quick).send(HEALTH + last + (request(app, "behind") if behind == "fast" else HEALTH) * 2)
    assert connection.answer()[2] == b"ok\n"
    head, fields, body = connection.answer()
    assert head == "HTTP/1.1 200 OK" and (body == b"ok\n") == (closing == "slow")
    assert connection.is_closed()


def test_old_clients(quick, app):
    for path in (f"/runtime/v1/apps/{app}/release?user=u", "/healthz"):
        connection = Raw(quick).send(f"GET {path} HTTP/1.0\r\n\r\n")
        assert connection.status() == 200 and connection.is_closed(), path
        # Asked behind one that closes: not answered.
        connection = Raw(quick).send(f"GET {path} HTTP/1.0\r\n\r\n" * 2)
        assert connection.status() == 200 and connection.is_closed(), path
    connection = Raw(quick).send(request(app, protocol="HTTP/1.0", extra="connection: keep-alive\r\n") * 3)
    for _ in range(3):
        head, fields, _ = connection.answer()
        assert head.endswith("200 OK") and fields["connection"] == "keep-alive"
    # Pages promise no such thing to them, and end.
    connection.send("GET /healthz HTTP/1.0\r\nconnection: keep-alive\r\n\r\n")
    assert connection.answer()[1].get("connection") != "keep-alive" and connection.is_closed()


def test_other_ways_to_write_the_address(quick, app):
    path = f"/runtime/v1/apps/{app}/release?user=u"
    with_first_digit = f"/runtime/v1/apps/%{ord(app[0]):x}{app[1:]}/release?user=u"
    # The same resource, however it is written; or refused. Never a fault, never something else's answer.
    for address, allowed in [
        (f"http://a{path}", {200}), (f"HTTP://a:80{path}", {200}), (with_first_digit, {200, 404}),
        (f"/{path}", {404}), (path.replace("/v1/", "//v1/"), {404}), (path.replace("?", "/?"), {404}),
        (path.replace("?", ";x?"), {404}), (path + "#fragment", {200, 400}), (path.upper(), {404}),
        (f"/runtime/v1/apps/../apps/{app}/release?user=u", {404}), ("*", {400, 404}), ("a:80", {400, 404}),
    ]:  # fmt: skip
        connection = Raw(quick).send(f"GET {address} HTTP/1.1\r\nhost: a\r\n\r\n")
        status, fields, body = connection.answer()
        assert int(status.split()[1]) in allowed, (address, status)
        if " 200 " in status:
            assert json.loads(body)["version"] == "1.0.0" and person(fields), address
        connection.close()


def test_methods(quick, app):
    path = f"/runtime/v1/apps/{app}/release?user=u"
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        connection = Raw(quick).send(f"{method} {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n{HEALTH}")
        assert connection.status() in (403, 404, 405), method
        assert connection.answer()[2] == b"ok\n"
    connection = Raw(quick).send(request(app, method="HEAD") + request(app))
    head, fields, body = connection.answer("HEAD")
    assert (head, body) == ("HTTP/1.1 200 OK", b"") and int(fields["content-length"]) > 0
    assert is_release(connection.answer())
    # A refusal has no body for HEAD either, and 304 neither.
    connection.send(request("2021000000000000", method="HEAD") + request(app))
    assert connection.status("HEAD") == 404 and is_release(connection.answer())
    connection.send(request(app, method="HEAD", extra="if-none-match: *\r\n") + request(app))
    assert connection.status("HEAD") == 304 and is_release(connection.answer())


def test_thousands_that_say_nothing(quick, app):
    silent = [Raw(quick) for _ in range(3_000)]
    for connection in silent[-300:]:
        connection.send(request(app)[:40])
    opened, others, times = time.monotonic(), Raw(quick), []
    for _ in range(200):
        begin = time.monotonic()
        assert is_release(others.send(request(app)).answer())
        times.append(time.monotonic() - begin)
    times.sort()
    assert times[len(times) // 2] < 0.05 and times[-1] < 1, times[-5:]
    assert version(quick, app, "u") == "1.0.0", "new connections are taken too"
    # All are closed at the idle time, those in the middle of a request too.
    for connection in silent:
        assert connection.is_closed()
        connection.close()
    assert time.monotonic() - opened < 2 * IDLE_SECONDS + 3
    assert version(quick, app, "u") == "1.0.0"


def test_a_connection_that_speaks_now_and_then_stays(quick, app):
    connection, end = Raw(quick), time.monotonic() + IDLE_SECONDS + 2
    silent, begin = Raw(quick), time.monotonic()
    while time.monotonic() < end:
        assert is_release(connection.send(request(app)).answer())
        time.sleep(1)
    assert silent.is_closed()
    assert time.monotonic() - begin > IDLE_SECONDS - 0.5


@pytest.mark.parametrize("path", ["fast", "slow"])
def test_who_pipelines_without_reading_costs_little_memory_and_is_closed(quick, app, path):
    ask(quick, app, "warm")
    before, sent, most = memory(quick), 0, 20_000_000
    block = (request(app) if path == "fast" else PAGE).encode() * 100
    greedy = []
    for _ in range(30):
        connection = Raw(quick, timeout=0.1, receive_buffer=4096)
        greedy.append(connection)
        try:
            for _ in range(most // len(block)):
                connection.send(block)
                sent += len(block)
        except TimeoutError:
            pass
    grown = memory(quick) - before
    assert version(quick, app, "u") == "1.0.0"
    assert Raw(quick).send("GET /about HTTP/1.1\r\nhost: a\r\n\r\n").status() < 400, "the router has room for others"
    assert sent < most * len(greedy) / 2, "the server reads no further than it answers"
    print(f"{len(greedy)} connections, {sent >> 10} kB taken by both kernels, {grown} kB more in memory")
    assert grown < 60_000
    # Who reads nothing for the idle time is gone.
    until("they are closed", lambda: all(map(is_gone, greedy)), seconds=3 * IDLE_SECONDS + 5)


def is_gone(connection):
    """Whether the other side has given the connection up, without reading from it."""
    # TCP_INFO's first byte is the state; 1 is established.
    return connection.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != 1


def test_a_slow_reader_gets_everything(quick, app):
    count = 5_000
    connection = Raw(quick, receive_buffer=8192)
    sender = threading.Thread(target=lambda: connection.send(request(app) * count))
    sender.start()
    for number in range(count):
        if number % 500 == 0:
            time.sleep(0.05)
        assert is_release(connection.answer()), number
    sender.join()
