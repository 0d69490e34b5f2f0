"""Packages on raw sockets: the first of each comes through the router, the others from the event loop itself."""

import hashlib
import json
import os
import random
import re

import pytest

from hosts import Raw, ask, request
from release_line import Line, make_files
from steward import Server, done, until

IDLE_SECONDS = 4
HEALTH = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n"


def fetch(package, extra=""):
    return f"GET /runtime/v1/packages/{package} HTTP/1.1\r\nhost: a\r\n{extra}\r\n"


def sent_by_the_loop(server):
    text = server.call("GET", "/metrics")[2].decode()
    return int(re.search(r"^steward_runtime_packages_total (\d+)$", text, re.M)[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("packages"), "--idle-seconds", str(IDLE_SECONDS))
    yield server
    server.stop()
    done("verify", "--data", server.data)
    assert not server.faults()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    files = make_files(tmp_path_factory.mktemp("package-files"))
    (files / "site/film.bin").write_bytes(random.Random(7).randbytes(1_800_000))
    return files


@pytest.fixture(scope="module")
def line(server, files):
    line = Line(server, files)
    line.released("1.0.0")
    return line


@pytest.fixture(scope="module")
def package(server, line):
    """The name of a package that was fetched before."""
    name = json.loads(ask(server, line.maker.app, "u")[2])["package"]["sha256"]
    assert hashlib.sha256(server.call("GET", f"/runtime/v1/packages/{name}")[2]).hexdigest() == name
    return name


def is_package(answer, name):
    head, fields, body = answer
    assert head == "HTTP/1.1 200 OK"
    assert fields["etag"] == f'"{name}"' and fields["content-type"] == "application/zip"
    assert "immutable" in fields["cache-control"] and fields["x-content-type-options"] == "nosniff" and fields["date"]
    return hashlib.sha256(body).hexdigest() == name


def test_it_takes_its_turn_among_other_answers(server, line, package):
    whole = server.call("GET", f"/runtime/v1/packages/{package}")[2]
    kinds = ["package", "release", "health", "part", "package", "package", "health", "release", "known"] * 3
    random.Random(3).shuffle(kinds)
    texts = {
        "package": fetch(package), "release": request(line.maker.app), "health": HEALTH,
        "part": fetch(package, "range: bytes=1000-1999\r\n"), "known": fetch(package, f'if-none-match: "{package}"\r\n'),
    }  # fmt: skip
    before, connection = sent_by_the_loop(server), Raw(server)
    for kind in ["package", *kinds]:
        connection.send(texts[kind])
    for kind in ["package", *kinds]:
        answer = connection.answer()
        head, fields, body = answer
        match kind:
            case "package": assert is_package(answer, package)
            case "release": assert json.loads(body)["version"] == "1.0.0"
            case "health": assert body == b"ok\n"
            case "part": assert head.split()[1] == "206" and body == whole[1000:2000]
            case "known": assert head.split()[1] == "304" and not body
    assert connection.send(HEALTH).status() == 200
    assert sent_by_the_loop(server) > before


def test_a_slow_reader_gets_all_of_it(server, package):
    connection = Raw(server, receive_buffer=8192).send(fetch(package) + HEALTH)
    assert is_package(connection.answer(), package)
    assert connection.answer()[2] == b"ok\n"


def test_who_reads_nothing_is_closed_and_costs_no_file(server, package):
    folder = f"/proc/{server.process.pid}/fd"
    before = len(os.listdir(folder))
    lazy = [Raw(server, receive_buffer=4096).send(fetch(package)) for _ in range(20)]
    halves = [Raw(server).send(fetch(package, "content-length: 10\r\n") + "abc") for _ in range(20)]
    for connection in halves:
        connection.close()
    gone = [Raw(server).send(fetch(package)) for _ in range(20)]
    for connection in gone:
        connection.reader.read(10)
        connection.close()
    until("they are closed", lambda: len(os.listdir(folder)) <= before, seconds=3 * IDLE_SECONDS + 5)
    for connection in lazy:
        connection.close()
    assert is_package(Raw(server).send(fetch(package)).answer(), package)


def test_it_goes_out_to_its_end_when_the_server_stops(tmp_path, files):
    server = Server(tmp_path)
    line = Line(server, files)
    line.released("1.0.0")
    name = json.loads(ask(server, line.maker.app, "u")[2])["package"]["sha256"]
    assert server.call("GET", f"/runtime/v1/packages/{name}")[0] == 200
    connection = Raw(server, receive_buffer=8192).send(fetch(name))
    assert connection.reader.read(12) == b"HTTP/1.1 200"
    server.ask_to_stop()
    connection.reader.readline()
    fields = dict(part.decode().strip().split(": ", 1) for part in iter(connection.reader.readline, b"\r\n"))
    assert hashlib.sha256(connection.reader.read(int(fields["content-length"]))).hexdigest() == name
    assert connection.is_closed()
    server.ended()


def test_what_is_taken_down_is_gone_at_once(server, line, package):
    connection = Raw(server)
    assert is_package(connection.send(fetch(package)).answer(), package)
    reviewer = line.reviewer[line.reviewer.index("--token") + 1]
    reason = {"forced": True, "reason": "页面冒用了银行的标志，已经收到投诉。"}
    line.maker.answer("POST", "/versions/1.0.0/offline", reason, token=reviewer)
    assert connection.send(fetch(package)).status() == 410
