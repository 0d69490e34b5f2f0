"""Home and version list with few and many mini programs."""

import os
import subprocess

from packages import ROOT
from rows import Rows
from server import BINARY, Server, add_person, api, sign_in
from timing import Page, page_ratio, report


def many_apps(data, count):
    """Copies a mini program's rows until the person owns `count` of them, each with five versions."""
    database = Rows(data)
    ids = [f"2021{number:012d}" for number in range(count)]
    (begin,) = database.one("SELECT max(joined_at) FROM member")
    database.copy("mini_program", "1 = 1", ({"id": app, "name": f"小程序 {app[-5:]}"} for app in ids))
    database.copy("member", "1 = 1", ({"app_id": app, "joined_at": begin - n * 1000 - 1000} for n, app in enumerate(ids)))
    versions = [
        {"id": f"{app}-{patch}", "app_id": app, "number": f"1.0.{patch}", "number_key": f"0000000001.0000000000.{patch:010d}"}
        for app in ids for patch in range(5)
    ]
    database.copy("version", "1 = 1", versions)
    database.copy("version_report", "1 = 1", ({"version_id": version["id"]} for version in versions))
    database.close()


def measure_pages(folder):
    servers, pages = {}, {}
    for count in (10, 10_000):
        data = os.path.join(folder, f"pages{count}")
        token = add_person(data)
        server = Server(data)
        app = api(server, token, "POST", "/apps", {"name": "测量小程序"})["app_id"]
        command = [BINARY, "upload", "--server", server.url, "--token", token, "--app", app, "--number", "1.0.0"]
        subprocess.run(
            [*command, "--project", ROOT / "Samples" / "hill-coffee"], check=True, stdout=subprocess.DEVNULL
        )
        server.stop()
        many_apps(data, count - 1)
        server = servers[count] = Server(data)
        headers = {"cookie": sign_in(server)}
        for name, path in [("home", "/"), ("version list", f"/apps/{app}/versions")]:
            pages[name, count] = Page(server, headers, path)
    for name in ("home", "version list"):
        report(f"{name} with 10,000 mini programs, to 10", *page_ratio(pages[name, 10_000], pages[name, 10]), most=1.3)
    print(f"{'start-up until ready, 10,000 mini programs':58} {servers[10_000].start_up * 1000:8.1f} ms")
    print(f"{'resident memory, 10,000 mini programs':58} {servers[10_000].resident_megabytes():8.1f} MB")
    for server in servers.values():
        server.stop()
