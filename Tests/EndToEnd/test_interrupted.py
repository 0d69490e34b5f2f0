"""Uploads that are cut off, by the client or by the server's own end. Nothing half-written shows."""

import socket

import pytest

from maker import Maker
from steward import Server, done, until
from uploads import HalfSent, incoming, kept, package, send


@pytest.fixture
def server(tmp_path):
    """A server of its own for each test, since most of them end it."""
    running = Server(tmp_path)
    yield running
    if running.process.poll() is None:
        running.stop()
    done("verify", "--data", running.data)
    assert not running.faults()


@pytest.fixture
def maker(server):
    return Maker(server)


def half_sent(maker, number):
    """The first half is on the server's disk."""
    upload = HalfSent(maker, number)
    until("the first half is on the disk", lambda: sum(incoming(maker.server).values()) > 0)
    return upload


def is_refusing_connections(server):
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=5).close()
        return False
    except ConnectionRefusedError:
        return True


@pytest.mark.parametrize("end", [HalfSent.hang_up, HalfSent.break_off], ids=["closed", "lost"])
def test_a_connection_cut_half_way_leaves_nothing(server, maker, end):
    before = kept(server)
    end(half_sent(maker, "1.0.0"))
    until("the half file is gone", lambda: not incoming(server))
    assert kept(server) == before
    assert maker.version("1.0.0") is None
    # The server goes on, and the number is free.
    status, _ = send(maker, "1.0.0", package(1000))
    assert status == 201


@pytest.mark.parametrize("megabytes", [22, 75])
def test_who_sends_first_and_reads_later_learns_of_the_refusal(server, maker, megabytes):
    # Python's client says `Connection: close` and looks at the answer when it has sent everything.
    status, problem = send(maker, "1.0.0", package(megabytes << 20))
    assert (status, problem["code"]) == (413, "PACKAGE_TOO_LARGE")
    assert not incoming(server)
    # Also where nobody ever begins to read.
    maker.token = "stw_unknown"
    status, problem = send(maker, "1.0.0", package(megabytes << 20))
    assert (status, problem["code"]) == (401, "INVALID_TOKEN")


def test_an_upload_in_flight_is_finished_before_the_end(server, maker, tmp_path):
    upload = half_sent(maker, "1.0.0")
    server.ask_to_stop()
    until("nobody new gets in", lambda: is_refusing_connections(server))
    answer = upload.finish()
    assert answer.startswith(b"HTTP/1.1 201"), answer[:500]
    server.ended()
    assert not incoming(server)
    maker.server = Server(tmp_path)
    assert maker.version("1.0.0")["size"] > 2 << 20
    maker.server.stop()


def test_an_upload_that_never_ends_does_not_hold_up_the_end(server, maker, tmp_path):
    before = kept(server)
    upload = half_sent(maker, "1.0.0")
    server.ask_to_stop()
    server.ended()
    upload.hang_up()
    assert not incoming(server)
    assert kept(server) == before
    maker.server = Server(tmp_path)
    assert maker.version("1.0.0") is None
    maker.server.stop()
