"""Web Push as a push service and a device meet it, on loopback; and what the settings page says about this device."""

import re
import time

import pytest
from playwright.sync_api import expect

from live import make_news
from pages import check, go, sign_in
from push_service import push_service
from steward import Server, done, until


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("push"), "--demo", "--allow-outbound", "127.0.0.0/8")
    yield running
    running.stop()
    done("verify", "--data", running.data)
    assert not running.faults()


def subscribe(page, server, service, name):
    headers = {"origin": server.url, "x-requested-with": "steward"}
    return page.request.post("/messages/push", form=service.subscription(name), headers=headers)


def test_a_message_reaches_a_phone_encrypted_and_signed(phone, server):
    with push_service() as service:
        lin = phone()
        sign_in(lin, "林知远", to="/messages/settings")
        key = lin.locator("[data-push]").get_attribute("data-push")
        assert subscribe(lin, server, service, "lin").status == 201
        zhou = phone()
        sign_in(zhou, "周沐")
        number = make_news(zhou, server)
        call = until("the push", lambda: service.calls and service.calls[0])
        assert call[0] == "/push/lin"
        shown = service.read(call)
        assert number in shown["title"] and re.fullmatch(r"/messages/\d+", shown["path"]), shown
        sender, claims = service.sender(call)
        assert sender == key
        assert time.time() < claims["exp"] <= time.time() + 24 * 3600
        assert claims["sub"].startswith(("mailto:", "https:"))
        assert 0 < int(call[1]["ttl"]) <= 86400 and call[1]["urgency"] in ("normal", "high")
        # The message that it opens is the one.
        go(lin, shown["path"])
        expect(lin.locator("main")).to_contain_text(number)


def test_the_list_of_devices_tests_and_removes_one(phone, server):
    with push_service() as service:
        lin = phone()
        sign_in(lin, "林知远", to="/messages/settings")
        subscribe(lin, server, service, "tested")
        go(lin, "/messages/settings")
        tests = lin.locator(".push-here").get_by_role("button", name="测试")
        devices = tests.count()
        here = lin.locator(".push-here .item").filter(has_text="这台设备").first
        here.get_by_role("button", name="测试").click()
        lin.wait_for_load_state()
        expect(lin.locator("[role=status], .flash")).to_contain_text(["测试通知已发出"])
        assert service.read(service.calls[-1])["title"] == "推送正常"
        service.statuses.append(410)
        here.get_by_role("button", name="测试").click()
        lin.wait_for_load_state()
        expect(lin.locator("body")).to_contain_text("已从列表移除")
        expect(tests).to_have_count(devices - 1)


def test_signing_out_ends_the_push_of_that_device(phone, server):
    with push_service() as service:
        lin = phone()
        sign_in(lin, "林知远")
        assert subscribe(lin, server, service, "gone").status == 201
        lin.request.post("/sign-out", headers={"origin": server.url})
        zhou = phone()
        sign_in(zhou, "周沐")
        make_news(zhou, server)
        time.sleep(2.5)
        assert not service.calls


def test_the_settings_fit_every_screen_and_work_without_a_script(phone, server):
    for options in ({}, {"color_scheme": "dark", "locale": "en-US"}, {"viewport": {"width": 1280, "height": 800}, "is_mobile": False}):
        page = phone(**options)
        sign_in(page, "陈一诺", to="/messages/settings")
        check(page)
    plain = phone(java_script_enabled=False)
    plain.goto("/messages/settings")
    plain.get_by_role("button", name="陈一诺").click()
    check_plain = plain.get_by_role("checkbox", name="互动消息推送到设备")
    assert not check_plain.is_checked()
    check_plain.check()
    plain.get_by_role("checkbox", name="免打扰时段").check()
    plain.locator("#from").fill("23:15")
    plain.get_by_role("button", name="保存").click()
    expect(plain.locator("body")).to_contain_text("已保存")
    assert plain.get_by_role("checkbox", name="互动消息推送到设备").is_checked()
    expect(plain.locator("#from")).to_have_value("23:15")
