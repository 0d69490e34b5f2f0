"""Somebody who uploads: an account, a token, a mini program."""

import itertools
import json
import struct
import zlib

from steward import done

LOGINS = (f"maker{number}" for number in itertools.count(1))


class Maker:
    """Somebody with a token, and a mini program of theirs."""

    def __init__(self, server):
        self.login = next(LOGINS)
        self.server = server
        added = done("user", "add", self.login, "--name", "构建机", "--token", "--json", "--data", server.data)
        self.token = json.loads(added)["token"]
        status, _, body = server.call("POST", "/api/v1/apps", self.token, {"name": "命令行小程序"})
        assert status == 201, body
        self.app = json.loads(body)["app_id"]
        self.options = ["--server", server.url, "--token", self.token, "--app", self.app]

    def upload(self, project, *options):
        """Uploads and gives the server's answer."""
        return json.loads(done("upload", *self.options, "--project", project, "--json", *options))

    def version(self, number):
        status, _, body = self.server.call("GET", f"/api/v1/apps/{self.app}/versions/{number}", self.token)
        return json.loads(body) if status == 200 else None

    def patch(self, path, body):
        """Changes something of the mini program through the API."""
        return self.answer("PATCH", path, body)

    def answer(self, method, path, body=None, token=None):
        """A call about the mini program that must work: its answer."""
        status, _, data = self.server.call(method, f"/api/v1/apps/{self.app}{path}", token or self.token, body)
        assert 200 <= status < 300, f"{method} {path}: {status} {data.decode()}"
        return json.loads(data) if data else None

    def complete(self):
        """Fills in what a submission asks for; the category asks for no papers."""
        self.patch("", {
            "slogan": "到店即取，不用排队", "description": "在手机上点一杯咖啡，选好门店与时间，到店就能取走。",
            "service_phone": "0571-88886666", "region_type": "CHINA", "categories": ["1001"],
        })  # fmt: skip
        status, _, data = self.server.call("PUT", f"/api/v1/apps/{self.app}/logo", self.token, picture(200, 200))
        assert status == 200, data

    def status(self, number):
        return self.version(number)["status"]


def picture(width, height, shade=90):
    """A PNG of one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade, 120, 200]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
