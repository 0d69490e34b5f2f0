"""A demonstration that is open to the network, as `scripts/run --lan` starts it: only who sees the terminal gets in."""

import urllib.parse

import pytest
from playwright.sync_api import expect

from codes import read_terminal_code
from steward import Server


@pytest.fixture(scope="module")
def lan(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("lan"), "--demo", host="0.0.0.0")
    yield running
    running.stop()
    assert not running.faults()


def printed(lan):
    """The path and query of the link in the printed QR code, and the code in it."""
    link = urllib.parse.urlsplit(read_terminal_code(lan.log.read_text()))
    assert link.port == lan.port
    return f"{link.path}?{link.query}", urllib.parse.parse_qs(link.query)["code"][0]


def tap(lan, **fields):
    body = urllib.parse.urlencode({"login": "lin"} | fields).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": lan.url, "Accept": "application/json"}
    status, answer, _ = lan.call("POST", "/sign-in/demo", body=body, headers=headers)
    return status, answer["set-cookie"] or ""


def test_the_one_tap_sign_in_needs_the_printed_code(lan):
    _, code = printed(lan)
    for wrong in ({}, {"code": ""}, {"code": "aaaaaaaa"}, {"code": code[:-1]}):
        status, cookies = tap(lan, **wrong)
        assert status == 422
        assert "steward_session=" not in cookies


def test_a_phone_that_scans_the_terminal_taps_once(lan, phone):
    path, code = printed(lan)
    stranger = phone(base_url=lan.url)
    stranger.goto("/")
    expect(stranger.get_by_label("演示码")).to_be_visible()
    guest = phone(base_url=lan.url)
    guest.goto(path)
    # The code is not left in the address bar, where it would be seen and shared.
    assert code not in guest.url
    expect(guest.get_by_label("演示码")).to_have_count(0)
    guest.get_by_role("button", name="林知远").click()
    expect(guest.get_by_role("region", name="当前小程序")).to_be_visible()


def test_a_demonstration_on_this_machine_needs_no_code(server):
    status, _, page = server.call("GET", "/sign-in", headers={"Accept-Language": "zh"})
    assert status == 200
    assert "演示码" not in page.decode()
    assert "Only this machine can reach it" in server.log.read_text()
