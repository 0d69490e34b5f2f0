"""Requests for releases are read before the HTTP decoder: no byte may count as a request that is none, and none may lose its turn."""

import socket

import pytest

from hosts import Raw, request
from release_line import Line, make_files


@pytest.fixture(scope="module")
def app(server, tmp_path_factory):
    """A mini program with 1.0.0 released."""
    line = Line(server, make_files(tmp_path_factory.mktemp("reader")))
    line.released("1.0.0")
    return line.maker.app


def test_questions_are_answered_in_their_turn_whatever_stands_between(server, app):
    """Before, behind and between requests that only the HTTP decoder can read, in one piece and in many."""
    body = '{"name":"x"}'
    post = f"POST /api/v1/apps HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n{body}"
    chunked = "POST /api/v1/apps HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nc\r\n{\"name\":\"x\"}\r\n0\r\n\r\n"
    between = {
        "healthz": "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n", "post": post, "chunked": chunked,
        "head": request(app, "h", method="HEAD"), "spaced": request(app, "s", extra="x:\ta\r\n"),
    }  # fmt: skip
    plain = Raw(server).send(request(app, "a")).answer()[1]["steward-receipt"]
    for name, odd in between.items():
        script = request(app, "a") + odd + request(app, "b") + request(app, "a") + odd + request(app, "a")
        for size in (len(script), len(request(app, "a")), 7, 1):
            connection = Raw(server)
            connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for begin in range(0, len(script), size):
                connection.send(script[begin : begin + size])
            receipts = []
            for _ in range(6):
                if name == "head" and len(receipts) in (1, 4):
                    lines = [connection.reader.readline()]
                    while lines[-1] != b"\r\n":
                        lines.append(connection.reader.readline())
                    receipts.append("odd")
                    continue
                _, fields, _ = connection.answer()
                receipts.append(fields.get("steward-receipt", "odd"))
            assert [receipts[0], receipts[3], receipts[5]] == [plain] * 3, (name, size, receipts)
            assert receipts[2] not in (plain, "odd") and receipts[1] == receipts[4] != plain, (name, size, receipts)


def test_a_body_that_looks_like_a_question_is_none(server, app):
    inner = request(app, "a")
    for frame in (
        f"content-length: {len(inner)}\r\n\r\n{inner}", f"transfer-encoding: chunked\r\n\r\n{len(inner):x}\r\n{inner}\r\n0\r\n\r\n"
    ):  # fmt: skip
        script = f"POST /api/v1/apps HTTP/1.1\r\nhost: a\r\n{frame}"
        head = script.index("\r\n\r\n") + 4
        for cut in (0, head, head + 5):
            connection = Raw(server)
            if cut:
                connection.send(script[:cut])
            connection.send(script[cut:] + request(app, "b"))
            answers = [connection.answer() for _ in range(2)]
            assert ["steward-receipt" in fields for _, fields, _ in answers] == [False, True], (frame, cut, answers)


def test_what_follows_bytes_that_are_no_request_is_not_answered(server, app):
    for nonsense in ("nonsense\r\n\r\n", "GET / HTTP/9\r\n\r\n", "GET / HTTP/1.1\r\nx y: z\r\n\r\n"):
        connection = Raw(server).send(nonsense + request(app))
        head, fields, _ = connection.answer()
        assert " 400 " in head and "steward-receipt" not in fields and connection.is_closed()
