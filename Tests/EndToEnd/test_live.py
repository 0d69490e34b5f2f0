"""Open pages learn what is new: two people in two browsers, and lines on which every byte is read here."""

import re
import time

import pytest
from playwright.sync_api import expect

from hosts import Raw
from live import make_news
from pages import check, go, sign_in
from steward import Server, demonstration, until


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("live")) as running:
        yield running


def cookie(page):
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


def line(server, page, headers="", query=""):
    """An open stream of events."""
    raw = Raw(server)
    raw.send(f"GET /messages/live{query} HTTP/1.1\r\nhost: a\r\ncookie: {cookie(page)}\r\n{headers}\r\n")
    assert b" 200 " in raw.reader.readline()
    while raw.reader.readline() != b"\r\n":
        pass
    return raw


def chunk(raw):
    """One chunk of the answer; nothing at its end."""
    size = int(raw.reader.readline() or b"0", 16)
    text = raw.reader.read(size).decode()
    raw.reader.readline()
    return text


def event(raw, name):
    """The next event of this name."""
    while text := chunk(raw):
        if f"event: {name}\n" in text:
            return text
    raise AssertionError(f"the line ended without {name}")


def test_the_badge_changes_on_an_open_page_and_the_inbox_says_what_is_new(phone, server):
    lin, desk, zhou = phone(), phone(viewport={"width": 1280, "height": 800}, is_mobile=False), phone()
    sign_in(lin, "林知远")
    sign_in(desk, "林知远", to="/messages")
    sign_in(zhou, "周沐")
    lin.evaluate("window.stays = true")
    badge = lin.locator(".tabs a[href='/messages'] [data-unread]")
    before = badge.inner_text() if badge.count() else ""
    make_news(zhou, server)
    expect(badge).not_to_have_text(before or "0", timeout=30_000)
    assert lin.evaluate("window.stays"), "the page was loaded again"
    news = desk.locator(".news button")
    expect(news).to_contain_text(re.compile("条新消息"), timeout=30_000)
    top = desk.locator(".msg b").first.inner_text()
    news.click()
    expect(news).to_have_count(0)
    expect(desk.locator(".msg.unread.arrived")).to_have_count(1)
    assert desk.locator(".msg b").first.inner_text() != "" and top is not None
    check(desk)
    # Read on one page, the number goes down on the other.
    with_news = badge.inner_text()
    desk.locator(".msg.arrived .msg-open").first.click()
    expect(badge).not_to_have_text(with_news, timeout=30_000)


def test_an_open_inbox_offers_a_notice_when_it_arrives_and_not_what_it_shows(phone, server):
    lin, official = phone(), phone()
    sign_in(official, "何书言")
    sign_in(lin, "林知远", to="/messages")
    news = lin.locator(".news button")
    headers = {"origin": server.url}
    draft = {"title_zh": "开着页面也会看到", "body_zh": "正文", "audience": "everybody"}
    made = official.request.post("/api/v1/notices", headers=headers, data=draft)
    assert made.ok, made.text()
    assert official.request.post(f"/api/v1/notices/{made.json()['id']}/publish", headers=headers, data={}).ok
    expect(news).to_have_text("1 条新消息", timeout=30_000)
    news.click()
    expect(news).to_have_count(0)
    expect(lin.locator(".msg.unread.arrived")).to_contain_text("开着页面也会看到")
    # Loaded again, the page is told of it again and has it already.
    lin.reload()
    expect(lin.locator(".msg").first).to_contain_text("开着页面也会看到")
    fresh = line(server, lin, query=f"?after={lin.locator('[data-inbox]').get_attribute('data-through')}")
    assert "开着页面也会看到" in event(fresh, "message")
    lin.wait_for_timeout(1500)
    expect(news).to_have_count(0)


def test_a_line_that_broke_is_told_what_it_missed(phone, server):
    lin, zhou = phone(), phone()
    sign_in(lin, "林知远", to="/community")
    sign_in(zhou, "周沐")
    first = line(server, lin)
    seen = re.search(r"id: (\d+)", event(first, "counts")).group(1)
    first.socket.close()
    number = make_news(zhou, server)
    again = line(server, lin, headers=f"last-event-id: {seen}\r\n")
    assert number in event(again, "message")
    by_address = line(server, lin, query=f"?after={seen}")
    assert number in event(by_address, "message")


def test_a_seventh_line_ends_the_oldest_for_good(phone, server):
    chen = phone()
    sign_in(chen, "陈一诺")
    go(chen, "/offline")
    lines = [line(server, chen) for _ in range(7)]
    assert '"reason":"replaced"' in event(lines[0], "end")
    assert not chunk(lines[0])
    assert "event: counts" in event(lines[6], "counts")


def test_many_lines_are_no_load_and_a_stop_ends_them_at_once(phone, tmp_path):
    running = Server(tmp_path, "--demo", "--idle-seconds", "1")
    page = phone(base_url=running.url)
    sign_in(page, "何书言")
    go(page, "/offline")
    lines = [line(running, page) for _ in range(6)]
    # Far beyond the idle time.
    time.sleep(3)
    assert running.call("GET", "/healthz")[0] == 200
    assert all("event: counts" in event(one, "counts") for one in lines)
    begin = time.monotonic()
    page.context.close()
    running.stop()
    assert time.monotonic() - begin < 4, "the server waited for its lines"
    for one in lines:
        while chunk(one):
            pass
