"""Somebody who uploads: an account, a token, a mini program."""

import itertools
import json

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
