"""Mini programs with releases, by the million, and the server that answers for them."""

import os
import pathlib
import random
import subprocess
import sys
import time
import urllib.request

from cores import SERVER_CORE, pinned
from packages import ROOT
from rows import Rows
from server import free_port

sys.path.append(str(ROOT / "Tests/EndToEnd"))
from release_line import Line, make_files  # noqa: E402
from steward import Server, done  # noqa: E402

BENCH_SERVER = pathlib.Path(os.environ["STEWARD_BENCH_SERVER"])
# As large as the inspection lets a main package be, but for the page and the archive around it.
PACKAGE_BYTES = 2 * 1024 * 1024 - 8 * 1024


def number_of(index):
    """The `app_id` of a copied mini program."""
    return f"2021{index:012d}"


def one_release(folder):
    """A data folder with one mini program, made by the program itself: 1.0.0 of 2 MB is released, 1.1.0 approved."""
    folder = pathlib.Path(folder)
    folder.mkdir()
    files = make_files(folder)
    (files / "site/assets").mkdir()
    (files / "site/assets/film.bin").write_bytes(random.Random(4).randbytes(PACKAGE_BYTES))
    server = Server(folder)
    line = Line(server, files)
    line.released("1.0.0")
    line.upload("1.1.0")
    done(*line.submission("1.1.0"))
    line.approve("1.1.0")
    server.stop()
    return server.data, line


def many_releases(data, count, has_gray=False):
    """Fills the database up to `count` mini programs: 1.0.0 released, and where wanted 1.1.0 gray for a tenth of the users."""
    database = Rows(data)
    apps = [number_of(index) for index in range(count)]
    released, approved = "status = 'RELEASE'", "number = '1.1.0'"
    line = "first_released_at IS NOT NULL"
    database.copy("mini_program", "1 = 1 LIMIT 1", ({"id": app, "name": f"小程序 {app[-7:]}"} for app in apps))
    database.copy("version", released, ({"id": f"{app}-r", "app_id": app} for app in apps))
    database.copy("release_line", line, ({"app_id": app, "previous_version": None} for app in apps))
    if has_gray:
        gray = {"status": "GRAY", "status_at": 0}
        database.copy("version", approved, (gray | {"id": f"{app}-g", "app_id": app} for app in apps))
        share = {"share": 100_000, "ended_at": None, "schedule_state": None}
        rows = (share | {"id": f"{app}-s", "app_id": app, "version_id": f"{app}-g", "salt": f"{app}{app}"} for app in apps)
        database.copy("gray_release", "1 = 1 LIMIT 1", rows)
    database.close()


class BenchServer:
    """The product on one core with one event loop, and a bare Hummingbird server in the same process."""

    def __init__(self, data, undisturbed=False):
        """`undisturbed`: the kernel's own threads and other programs wait for it, as on a machine that has a core to spare."""
        port, hello_port = free_port(), free_port()
        self.port = port
        self.url, self.hello = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{hello_port}/hello"
        command = [BENCH_SERVER, "--data", data, "--port", port, "--hello-port", hello_port]
        command = ["chrt", "--fifo", "1", *command] if undisturbed else command
        self.process = subprocess.Popen(pinned(SERVER_CORE, command))
        while True:
            assert self.process.poll() is None, "bench-server ended at once"
            try:
                urllib.request.urlopen(self.url + "/readyz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)

    call = Server.call

    def release(self, app, user="2088123412341234"):
        """Where one user asks for a release."""
        return f"{self.url}/runtime/v1/apps/{app}/release?user={user}"

    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) * 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
