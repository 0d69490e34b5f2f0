"""Signing in by QR code with a desk and a phone, and a second factor from its set-up to its recovery codes."""

import pytest
from playwright.sync_api import expect

from authenticator import Authenticator
from codes import read_code
from pages import check, go
from steward import done

PASSWORD = "a long enough password"
DESK = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}


def account(server, login, name):
    done("user", "add", login, "--name", name, "--password-stdin", "--data", server.data, stdin=PASSWORD + "\n")


def give_password(page, login, to="/"):
    page.goto(to)
    page.get_by_label("账号").fill(login)
    page.get_by_role("textbox", name="密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def enter(page, login, to="/"):
    give_password(page, login, to)
    page.wait_for_url(lambda url: "/sign-in" not in url)


def door(page, state):
    """The code on a desk once it is in this state."""
    found = page.locator(f'[data-code-door="{state}"]')
    expect(found).to_be_visible()
    return found


def scanned(page):
    """What a camera in front of the screen reads."""
    picture = page.get_by_role("img", name="登录这台电脑的二维码")
    expect(picture).to_be_visible()
    return read_code(picture.screenshot())


def test_a_desk_is_signed_in_by_a_phone(phone, server):
    account(server, "qr-one", "扫码甲")
    hand, desk = phone(), phone(**DESK)
    enter(hand, "qr-one")

    # The code stands beside the form at once, and the desk goes on by itself to where it wanted to go.
    desk.goto("/me/devices")
    door(desk, "SHOWN")
    check(desk)
    link = scanned(desk)
    assert link.startswith(f"{server.url}/scan/")
    hand.goto(link)
    expect(hand.get_by_role("heading", name="登录这台设备？")).to_be_visible()
    expect(hand.get_by_text("Chrome")).to_be_visible()
    check(hand)
    door(desk, "SCANNED")
    hand.get_by_role("button", name="确认登录").click()
    expect(hand.get_by_text("已确认")).to_be_visible()
    check(hand)
    desk.wait_for_url("**/me/devices")
    expect(desk.get_by_text("这台设备")).to_be_visible()
    check(desk)

    # The phone learns of the new device, and the code is worth nothing any more.
    hand.goto("/messages")
    expect(hand.get_by_text("你的账号在一台新设备上登录了，是你吗？").first).to_be_visible()
    hand.goto(link)
    expect(hand.get_by_text("只能用一次")).to_be_visible()


def test_a_phone_refuses_and_the_desk_shows_another_code(phone, server):
    account(server, "qr-two", "扫码乙")
    hand, desk = phone(), phone(**DESK)
    desk.goto("/sign-in")
    door(desk, "SHOWN")
    first = scanned(desk)
    # Nobody is signed in on this phone: it signs in first, and comes back.
    enter(hand, "qr-two", first)
    hand.get_by_role("button", name="不是我，拒绝").click()
    expect(hand.get_by_text("已拒绝")).to_be_visible()
    door(desk, "REFUSED").get_by_role("button", name="换一个二维码").click()
    door(desk, "SHOWN")
    second = scanned(desk)
    assert second != first
    hand.goto(second)
    hand.get_by_role("button", name="确认登录").click()
    desk.wait_for_url(lambda url: "/sign-in" not in url)
    go(desk, "/me")


def test_a_code_shown_on_a_phone_without_a_script(phone, server):
    account(server, "qr-three", "扫码丙")
    hand, other = phone(), phone(java_script_enabled=False)
    enter(hand, "qr-three")
    other.goto("/sign-in")
    assert other.locator("[data-code-door]").is_hidden()
    other.get_by_role("link", name="扫码登录").click()
    other.get_by_role("button", name="显示二维码").click()
    door(other, "SHOWN")
    link = scanned(other)
    hand.goto(link)
    # It looks again by itself.
    door(other, "SCANNED")
    hand.get_by_role("button", name="确认登录").click()
    other.get_by_role("button", name="继续登录").click()
    other.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("size", [{}, DESK], ids=["phone", "desk"])
def test_a_second_factor_from_set_up_to_recovery(phone, server, size):
    login = "factor-desk" if size else "factor-phone"
    account(server, login, "两步甲")
    page = phone(**size)
    enter(page, login)
    go(page, "/me/security")
    page.get_by_role("button", name="开启两步验证").click()
    page.wait_for_url("**/me/security/factor")
    check(page)

    # The picture and the text are the same secret.
    app = Authenticator.scanned(read_code(page.get_by_role("img", name="验证器扫的二维码").screenshot()))
    typed = Authenticator(page.locator("#factor-secret").inner_text())
    assert app.key == typed.key and len(app.key) == 20
    page.get_by_label("6 位验证码").fill("000000" if app.code() != "000000" else "000001")
    page.get_by_role("textbox", name="现在的密码").fill(PASSWORD)
    page.get_by_role("button", name="开启", exact=True).click()
    expect(page.get_by_text("验证码不对")).to_be_visible()
    check(page)
    app.used.clear()
    page.get_by_label("6 位验证码").fill(app.code())
    page.get_by_role("textbox", name="现在的密码").fill(PASSWORD)
    page.get_by_role("button", name="开启", exact=True).click()
    expect(page.locator("#codes > li")).to_have_count(10)
    check(page)
    codes = page.locator("#codes > li").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    kept = download.value.path().read_text()
    assert all(code in kept for code in codes)
    page.get_by_role("link", name="我存好了").click()
    expect(page.get_by_text("还剩 10 个")).to_be_visible()
    check(page)

    # Out, and in again: the password leads to the second step, and a code used before is told from a wrong one.
    page.request.post("/sign-out", headers={"origin": server.url})
    give_password(page, login, "/me/devices")
    page.wait_for_url("**/sign-in/step")
    check(page)
    used = app.at(max(app.used))
    page.get_by_label("验证码", exact=True).fill(used)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("刚用过")).to_be_visible()
    page.get_by_label("验证码", exact=True).fill(app.code())
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/me/devices")

    # And by a recovery code.
    page.request.post("/sign-out", headers={"origin": server.url})
    give_password(page, login, "/me/security")
    page.get_by_role("link", name="用恢复码").click()
    check(page)
    page.get_by_label("恢复码").fill(codes[7].upper())
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/me/security")
    expect(page.get_by_text("还剩 9 个")).to_be_visible()

    # An administrator takes it away on the data, and the password alone does.
    done("user", "factor", login, "--remove", "--data", server.data)
    assert "has no second factor" in done("user", "factor", login, "--data", server.data)
    page.request.post("/sign-out", headers={"origin": server.url})
    enter(page, login, "/me/security")
    expect(page.get_by_text("未开启", exact=True).first).to_be_visible()
