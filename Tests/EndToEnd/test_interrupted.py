"""Uploads that are cut off, by the client. Nothing half-written shows."""

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
