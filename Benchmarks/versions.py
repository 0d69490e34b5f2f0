"""Version list and review queue with a thousand and a million versions in the database."""

import os
import subprocess
import time

from packages import ROOT
from rows import Rows
from server import BINARY, Server, add_person, api, sign_in
from timing import Page, page_ratio, report

DAY = 86_400_000
# Decisions lie this far back, evenly.
HISTORY_DAYS = 3 * 365
# What a decision takes, in milliseconds.
REVIEW_TIME = 7_200_000


def number(index):
    """The number of a version and its key: 1.0.0, 1.0.1, …"""
    parts = (1, index // 1_000, index % 1_000)
    return {"number": ".".join(map(str, parts)), "number_key": ".".join(f"{part:010d}" for part in parts)}


def many_versions(data, app, count):
    """Fills the database up to `count` versions, the same mix at every size: half of them the history of one mini program, the
    rest in others of five versions, each with one that waits for its review. Whatever is gone was submitted and decided."""
    database = Rows(data)
    (person,) = database.one("SELECT id FROM person")
    now = int(time.time() * 1000)
    history = count // 2
    others = [f"2021{index:012d}" for index in range(count // 10)]

    database.copy("person", "1 = 1", [{"id": "other", "login": "other", "login_key": "other", "name": "别人"}])
    database.copy("mini_program", "1 = 1", ({"id": other, "name": f"小程序 {other[-6:]}"} for other in others))
    database.copy("member", "1 = 1", ({"app_id": other, "person_id": "other"} for other in others))

    def gone():
        """Every version that was released once, with the time of its decision, the oldest first in each mini program."""
        for index in range(history):
            yield app, index, now - (history - index) * HISTORY_DAYS * DAY // history
        for place, other in enumerate(others):
            for index in range(4):
                yield other, index, now - ((place * 7919 + index * 104_729) % HISTORY_DAYS + 1) * DAY

    def version(of, index, status, at):
        return {"id": f"{of}-{index:07d}", "app_id": of, "status": status, "status_at": at, "uploaded_at": at} | number(index)

    # The uploaded one becomes the largest of its mini program.
    largest = number(history)
    database.run(f"UPDATE version SET number = '{largest['number']}', number_key = '{largest['number_key']}'")
    database.copy("version", "1 = 1", (version(of, index, "OFFLINE", at) for of, index, at in gone()))
    database.copy(
        "version", "app_id = '" + app + "' LIMIT 1", (version(other, 4, "AUDITING", now - place) for place, other in enumerate(others))
    )
    database.run(
        "INSERT INTO submission (id, app_id, version_id, number, submitted_by, submitted_at, description, screenshots,"
        f" queue_rank, agreement) VALUES ('s', '{app}', 'v', '1.0.0', '{person}', 0, '说明', '', 1, '2026-11-01')"
    )

    def decided(of, index, at):
        change = {"id": f"s-{of}-{index:07d}", "app_id": of, "version_id": f"{of}-{index:07d}", "number": number(index)["number"]}
        decision = "approve" if index % 5 else "reject"
        return change | {
            "submitted_at": at - REVIEW_TIME, "closed_at": at, "decision": decision, "decided_by": person, "submitted_by": "other"
        }

    def waiting(of, place):
        return {
            "id": f"w-{of}", "app_id": of, "version_id": f"{of}-{4:07d}", "number": number(4)["number"], "submitted_by": "other",
            "submitted_at": now - place * 1_000, "queue_rank": 0 if place % 50 == 0 else 1,
        }

    database.copy("submission", "id = 's'", (decided(of, index, at) for of, index, at in gone()))
    database.copy("submission", "id = 's'", (waiting(other, place) for place, other in enumerate(others)))
    database.run("DELETE FROM submission WHERE id = 's'")
    database.close()


def measure_versions(folder):
    servers, pages = {}, {}
    for count in (1_000, 1_000_000):
        data = os.path.join(folder, f"versions{count}")
        token = add_person(data, "--operator")
        server = Server(data)
        app = api(server, token, "POST", "/apps", {"name": "测量小程序"})["app_id"]
        command = [BINARY, "upload", "--server", server.url, "--token", token, "--app", app, "--number", "1.0.0"]
        subprocess.run(
            [*command, "--project", ROOT / "Samples" / "hill-coffee"], check=True, stdout=subprocess.DEVNULL
        )
        server.stop()
        many_versions(data, app, count - 1)
        server = servers[count] = Server(data)
        headers = {"page": {"cookie": sign_in(server)}, "call": {"authorization": "Bearer " + token}}
        for name, kind, path in WANTED:
            pages[name, count] = Page(server, headers[kind], path.format(app=app))
    for name, _, _ in WANTED:
        both = page_ratio(pages[name, 1_000_000], pages[name, 1_000])
        report(f"{name} with 1,000,000 versions, to 1,000", *both, most=1.3)
    for count, server in servers.items():
        print(f"{f'resident memory, {count:,} versions':58} {server.resident_megabytes():8.1f} MB")
        server.stop()


WANTED = [
    ("version list", "page", "/apps/{app}/versions"),
    ("version list by API", "call", "/api/v1/apps/{app}/versions"),
    ("review queue", "page", "/console/review"),
    ("review queue by API", "call", "/api/v1/reviews"),
]
