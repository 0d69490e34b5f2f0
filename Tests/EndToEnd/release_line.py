"""A mini program on its way to its users, by the command line."""

import json

from maker import Maker, picture
from steward import done

DESCRIPTION = "这一版优化了下单流程，修复了门店列表偶尔为空的问题。"


def make_files(folder):
    """A project and pictures, in this folder."""
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("<!doctype html><title>你好</title><p>你好")
    for index, name in enumerate(["home", "order", "white"]):
        (folder / f"{name}.png").write_bytes(picture(360, 720, shade=60 * index))
    return folder


class Line:
    """A mini program that is ready for submissions, and a reviewer from outside."""

    def __init__(self, server, files):
        self.maker = Maker(server)
        self.maker.complete()
        self.files = files
        self.options = self.maker.options
        login = f"reviewer-{self.maker.login}"
        added = done("user", "add", login, "--name", "沈砚", "--operator", "--token", "--json", "--data", server.data)
        self.reviewer = ["--server", server.url, "--token", json.loads(added)["token"], "--app", self.maker.app]

    def upload(self, number):
        return self.maker.upload(self.files / "site", "--number", number)

    def submission(self, number, *more):
        return [
            "submit", number, *self.options, "--description", DESCRIPTION, "--screenshot", self.files / "home.png",
            "--screenshot", self.files / "order.png", "--accept-agreement", *more,
        ]  # fmt: skip

    def json(self, *command):
        return json.loads(done(*command, *self.options, "--json"))

    def approve(self, number):
        return json.loads(done("review", number, "--approve", *self.reviewer, "--json"))

    def released(self, *numbers):
        """Brings new versions to their release, one after the other."""
        for number in numbers:
            self.upload(number)
            done(*self.submission(number, "--gray", "10"))
            assert self.approve(number)["status"] == "GRAY"
            done("release", number, "--yes", *self.options)
