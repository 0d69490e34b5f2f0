"""The sample of a host app, as a program beside the server."""

import pathlib
import subprocess

from release_line import Line, make_files
from steward import ROOT, Server

CLIENT = ROOT / ".build/debug/host-client"


def host(*arguments):
    return subprocess.run([CLIENT, *map(str, arguments)], capture_output=True, text=True, timeout=60)


def test_a_host_app_from_release_to_offline(tmp_path):
    server = Server(tmp_path)
    line = Line(server, make_files(tmp_path))
    options = [
        "--server", server.url, "--app", line.maker.app, "--user", "ü+&=# 1", "--folder", tmp_path / "host", "--once",
    ]  # fmt: skip

    def says():
        result = host(*options)
        assert result.returncode == 0, result.stderr
        return result.stdout.splitlines()[0]

    assert says() == "nothing to run for this user"
    line.released("1.0.0")
    said = says()
    assert said.startswith("run 1.0.0 (release) from ") and not said.endswith("stale")
    package = pathlib.Path(said.split(" from ")[1])
    assert package.read_bytes()[:2] == b"PK"
    server.process.kill()
    server.process.wait()
    assert says() == said, "without the server it runs what it has"
    server = Server(tmp_path, port=server.port)
    line.maker.answer("POST", "/versions/1.0.0/offline")
    # Nothing insists yet: a start does not ask, the check while it runs would.
    assert says() == said
    server.stop()


def test_a_call_that_is_not_understood_says_how_it_goes():
    result = host("--server", "http://127.0.0.1:1")
    assert result.returncode == 64
    assert result.stderr.startswith("usage: host-client")
