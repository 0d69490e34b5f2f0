"""A mini program in its frame, and what it can reach of the product around it: nothing."""

import socket

import pytest
from playwright.sync_api import expect

from pages import sign_in
from steward import Server


def open_booking(page):
    """Opens the sample that runs, and gives its frame."""
    sign_in(page, "林知远")
    page.get_by_role("link", name="切换").click()
    page.get_by_role("button", name="青禾预约").click()
    expect(page.get_by_role("heading", name="青禾预约")).to_be_visible()
    page.get_by_role("link", name="打开体验版").click()
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("预约")
    return next(frame for frame in page.frames if frame != page.main_frame)


def check_walls(frame, home):
    """The frame has no origin, and neither the page around it nor the product answers it."""
    assert frame.evaluate("self.origin") == "null"
    forbidden = {
        "cookies": "document.cookie",
        "storage": "localStorage.length",
        "the page around": "parent.document.title",
    }
    for what, script in forbidden.items():
        reached = frame.evaluate(f"() => {{ try {{ return [{script}] }} catch (error) {{ return null }} }}")
        assert reached is None, f"the frame reaches {what}: {reached}"
    for path in ("/api/v1/apps", "/", "/me"):
        answer = frame.evaluate(
            "address => fetch(address, {credentials: 'include'}).then(answer => answer.status, () => null)", home + path
        )
        assert answer is None, f"the frame reads {path}: {answer}"


def test_what_runs_in_the_frame_reaches_nothing(phone, server):
    check_walls(open_booking(phone(tries_to_escape=True)), server.url)


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_it_runs_and_is_walled_in_at_an_ipv6_address_too(phone, tmp_path):
    running = Server(tmp_path, "--demo", host="[::1]")
    try:
        page = phone(base_url=running.url, tries_to_escape=True)
        blocked = []
        page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
        frame = open_booking(page)
        # Its own styles, scripts and pictures have come.
        assert not blocked, blocked
        assert frame.evaluate("[...document.styleSheets].some(sheet => sheet.href)")
        assert frame.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        check_walls(frame, running.url)
    finally:
        running.stop()
