"""A gray release that turns bad: halted, and its members are told. And the proof of a host app that holds a secret."""

import hashlib
import hmac
import json

import pytest

from pages import app_id, check, go, sign_in
from steward import Server, until

FAILED = json.dumps({"kind": "launch", "ok": False, "message": "route is not defined"}).encode()


@pytest.fixture
def guarded(tmp_path, phone):
    """The demonstration's gray release of 3.9.0, with its owner's phone."""
    server = Server(tmp_path, "--demo", "--trusted-proxy", "127.0.0.1")
    page = phone(base_url=server.url)
    sign_in(page, "林知远")
    yield server, page, app_id(page, "山丘咖啡点单")
    server.stop()
    assert not server.faults()


def ask(server, app, user, **headers):
    _, fields, body = server.call("GET", f"/runtime/v1/apps/{app}/release?user={user}", headers=headers)
    return json.loads(body)["stage"], fields["steward-receipt"]


def test_a_bad_gray_release_is_halted_and_members_are_told(guarded):
    server, page, app = guarded
    go(page, f"/apps/{app}/versions/3.9.0/gray")
    assert page.locator("#guard").get_by_text("还不够判断").is_visible()
    receipts = [ask(server, app, f"u{number}") for number in range(400)]
    gray = [receipt for stage, receipt in receipts if stage == "gray"]
    assert 20 < len(gray) < 70
    for place, receipt in enumerate(gray):
        headers = {
            "steward-receipt": receipt,
            "Content-Type": "application/x-ndjson",
            "X-Forwarded-For": f"203.0.{place // 250}.{place % 250 + 1}",
        }
        status, _, _ = server.call("POST", f"/runtime/v1/apps/{app}/events", body=FAILED, headers=headers)
        assert status == 202

    def stopped():
        answer = page.request.get(f"/api/v1/apps/{app}/versions/3.9.0/guard").json()
        return answer if answer["verdict"] == "stop" else None

    until("the guard stops it", stopped)
    go(page, f"/apps/{app}/versions/3.9.0/gray")
    guard = page.locator("#guard")
    assert guard.get_by_text("该停了").first.is_visible()
    assert page.locator(".group", has_text="灰度计划").get_by_text("已暂停").is_visible()
    go(page, "/messages")
    message = page.get_by_text("3.9.0 自动止损").first
    assert message.is_visible()

    # Two taps from home it can be ended; or somebody goes on, and says why.
    go(page, f"/apps/{app}/versions/3.9.0/gray")
    guard.get_by_text("仍然继续灰度").click()
    guard.get_by_label("为什么可以继续").fill("只有旧机型受影响，已在群里通知")
    guard.get_by_role("button", name="写下理由并继续").click()
    page.wait_for_load_state()
    check(page)
    assert page.locator("#guard").get_by_text("只有旧机型受影响").is_visible()


def test_a_host_app_proves_that_it_asked(guarded):
    server, page, app = guarded
    go(page, f"/apps/{app}/release-rules")
    page.get_by_role("button", name="生成密钥").click()
    secret = page.locator("#secret").inner_text().strip()
    check(page)
    proof = hmac.new(secret.encode(), b"u1", hashlib.sha256).hexdigest()
    assert ask(server, app, "u1", **{"steward-proof": proof})[1].split(".")[4] in ("gp", "rp")
    assert ask(server, app, "u2", **{"steward-proof": proof})[1].split(".")[4] in ("g", "r")
    assert ask(server, app, "u1")[1].split(".")[4] in ("g", "r")
