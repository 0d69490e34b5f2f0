"""The inbox and its unread counts with few and very many messages of one person."""

import os
import subprocess

from rows import Rows
from server import BINARY, Server, add_person, api, sign_in
from timing import Page, page_ratio, report, seconds

KINDS = [("version.uploaded", "system", 0), ("version.approved", "review", 0), ("version.rejected", "review", 1)]


def many_messages(data, count, app):
    """Copies of the one message that there is, every other unread."""
    database = Rows(data)
    (at,) = database.one("SELECT at FROM message")
    (person,) = database.one("SELECT person_id FROM message")
    kinds = (KINDS[number % len(KINDS)] for number in range(count))
    changes = (
        {
            "sequence": -number - 1, "last_sequence": -number - 1, "at": at - number * 1000, "first_at": at - number * 1000,
            "kind": kind, "category": category, "is_urgent": urgent, "app_id": app, "number_key": "0000000001.0000000000.0000000001",
            "read_at": at if number % 2 else None, "archived_at": at if number % 20 == 1 else None,
        }
        for number, (kind, category, urgent) in enumerate(kinds)
    )
    database.copy("message", "1 = 1", changes)
    database.run("DELETE FROM message_count")
    # The copies have numbers below nought, since the journal's begin above it.
    database.run(
        "INSERT INTO message_count (person_id, category, unread, read_through)"
        f" SELECT person_id, category, count(*), {-count - 2} FROM message WHERE read_at IS NULL GROUP BY 1, 2"
    )
    assert database.one(f"SELECT count(*) FROM message WHERE person_id = '{person}'")[0] == count + 1
    database.close()


def measure_messages(folder):
    servers, pages, tokens = {}, {}, {}
    few, many = 1000, 1_000_000
    paths = {
        "inbox": "/messages",
        "inbox, one category": "/messages?category=review",
        "inbox, unread": "/messages?show=unread",
        "inbox, important": "/messages?show=important",
        "inbox, search for two words": "/messages?q=%E6%B5%8B%E9%87%8F%20%E9%80%9A%E8%BF%87",
        "unread counts": "/api/v1/messages/unread",
    }
    for count in (few, many):
        data = os.path.join(folder, f"messages{count}")
        token = tokens[count] = add_person(data)
        # The one message that the program itself makes here: that a password was changed.
        subprocess.run(
            [BINARY, "user", "password", "bench", "--password-stdin", "--data", data],
            input="a long enough password\n", text=True, check=True, stdout=subprocess.DEVNULL,
        )
        server = Server(data)
        app = api(server, token, "POST", "/apps", {"name": "测量小程序"})["app_id"]
        server.stop()
        many_messages(data, count, app)
        server = servers[count] = Server(data)
        cookie = {"cookie": sign_in(server)}
        bearer = {"authorization": f"Bearer {token}"}
        for name, path in paths.items():
            pages[name, count] = Page(server, bearer if path.startswith("/api") else cookie, path)
    for name in paths:
        limit = None if "search" in name else 1.3
        report(f"{name} with 1,000,000 messages, to 1,000", *page_ratio(pages[name, many], pages[name, few]), most=limit)
    # Once each: a second time there is nothing left to read.
    mine, other = (
        seconds(lambda: api(servers[count], tokens[count], "POST", "/messages/read", {})) for count in (many, few)
    )
    report("all as read, with 1,000,000 messages, to 1,000", mine, other, mine / other)
    for server in servers.values():
        server.stop()
