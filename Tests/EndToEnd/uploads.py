"""Uploads as bytes on a socket, so that they can stop half way."""

import io
import json
import os
import socket
import struct
import zipfile

BOUNDARY = b"steward-end-to-end"


def package(size):
    """A web package of about this size that cannot be made smaller."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("index.html", "<!doctype html><title>你好</title><p>你好")
        archive.writestr("noise.bin", os.urandom(size))
    return file.getvalue()


def form(number, content):
    """The form of an upload."""
    mark = b"\r\n--" + BOUNDARY
    part = b"\r\nContent-Disposition: form-data; name="
    return (
        mark[2:] + part + b'"version"\r\n\r\n' + number.encode()
        + mark + part + b'"package"; filename="a.zip"\r\n\r\n' + content
        + mark + b"--\r\n"
    )  # fmt: skip


TYPE = f"multipart/form-data; boundary={BOUNDARY.decode()}"


def send(maker, number, content):
    """Uploads whole: status and answer."""
    path = f"/api/v1/apps/{maker.app}/versions"
    status, _, body = maker.server.call("POST", path, maker.token, form(number, content), {"Content-Type": TYPE})
    return status, json.loads(body)


class HalfSent:
    """An upload of which the server has the first half, on its disk already."""

    def __init__(self, maker, number, size=2 << 20):
        self.server = maker.server
        body = form(number, package(size))
        head = (
            f"POST /api/v1/apps/{maker.app}/versions HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
            f"Authorization: Bearer {maker.token}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: {TYPE}\r\n\r\n"
        ).encode()
        self.rest = body[len(body) // 2 :]
        self.socket = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
        self.socket.sendall(head + body[: len(body) // 2])

    def finish(self):
        """Sends the other half and gives the whole answer: everything until the server closes."""
        self.socket.sendall(self.rest)
        return self.answer()

    def answer(self):
        answer = b""
        while piece := self.socket.recv(65536):
            answer += piece
        self.socket.close()
        return answer

    def hang_up(self):
        """Ends the connection as a program does that closes it: what was sent still arrives."""
        self.socket.close()

    def break_off(self):
        """Ends the connection as a lost network does: the other side gets an error."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def incoming(server):
    """Files on their way in, with their sizes."""
    return {file.name: file.stat().st_size for file in (server.data / "blobs/incoming").iterdir()}


def kept(server):
    """The files that are in their places."""
    return {file.name for file in (server.data / "blobs").glob("??/*")}
