"""New people on their phones: from an operator's link to a first mini program, and by a member's link into one."""

import json
import re

from playwright.sync_api import expect

from pages import app_id, check, go, sign_in
from steward import done

PASSWORD = "a long enough password"


def fill(page, name, login):
    page.get_by_label("称呼").fill(name)
    page.locator("#login").fill(login)
    page.locator("#password").fill(PASSWORD)


def test_from_an_operators_link_to_a_first_mini_program(phone, server):
    chief, guest = phone(), phone()
    sign_in(chief, "何书言")
    go(chief, "/me")
    chief.get_by_role("link", name="平台设置").click()
    check(chief)
    chief.get_by_role("link", name="邀请链接").click()
    chief.get_by_role("link", name="邀请新人").first.click()
    chief.get_by_label("给谁用").fill("新来的人")
    chief.get_by_label("可以用几次").fill("1")
    check(chief)
    chief.get_by_role("button", name="生成二维码和链接").click()
    link = chief.locator("#link").inner_text()
    check(chief)

    # What is refused stands at its field, and what was typed stays.
    guest.goto(link)
    expect(guest.get_by_text("何书言邀请你使用")).to_be_visible()
    check(guest)
    fill(guest, "新来的人", "admin")
    guest.get_by_role("button", name="建立账号并进入").click()
    expect(guest.get_by_text("保留给平台使用")).to_be_visible()
    expect(guest.get_by_label("称呼")).to_have_value("新来的人")
    check(guest)
    fill(guest, "新来的人", "newcomer-one")
    guest.get_by_role("button", name="建立账号并进入").click()

    # The next step stands there: the first mini program.
    expect(guest.get_by_text("账号已建立，欢迎")).to_be_visible()
    guest.get_by_role("link", name="创建小程序").first.click()
    guest.get_by_label("名称").first.fill("新来的小店")
    guest.get_by_role("button", name=re.compile("创建")).click()
    go(guest, "/")
    expect(guest.get_by_role("region", name="当前小程序")).to_contain_text("新来的小店")
    check(guest)

    # Nobody else comes by it, and its maker knows who did.
    late = phone()
    late.goto(link)
    expect(late.get_by_text("名额用完")).to_be_visible()
    check(late)
    chief.reload()
    expect(chief.get_by_text("newcomer-one")).to_be_visible()


def test_by_a_members_link_into_a_mini_program(phone, server):
    owner, guest, known = phone(), phone(), phone()
    sign_in(owner, "林知远")
    app = app_id(owner, "青禾预约")
    go(owner, f"/apps/{app}/invite?way=link")
    owner.get_by_role("button", name="生成二维码和链接").click()
    link = owner.locator("#link").inner_text()
    guest.goto(link)
    expect(guest.get_by_text("林知远邀请你成为体验成员")).to_be_visible()
    check(guest)
    fill(guest, "新体验者", "newcomer-two")
    guest.get_by_role("button", name="建立账号并加入").click()
    expect(guest.get_by_role("region", name="当前小程序")).to_contain_text("青禾预约")

    # Somebody with an account says so, signs in right there, and joins by one tap.
    done("user", "add", "known-one", "--name", "老朋友", "--password-stdin", "--data", server.data, stdin=PASSWORD + "\n")
    known.goto(link)
    known.get_by_text("我有账号").click()
    known.locator("#have-login").fill("known-one")
    known.locator("#have-password").fill(PASSWORD)
    known.get_by_role("button", name="登录后加入").click()
    known.get_by_role("button", name="加入", exact=True).click()
    expect(known.get_by_role("region", name="当前小程序")).to_contain_text("青禾预约")


def test_a_forgotten_password_and_the_command_line(phone, server):
    data = ["--data", server.data, "--public-url", server.url]
    invited = json.loads(done("user", "invite", "--uses", "1", "--json", *data))
    guest = phone()
    guest.goto(invited["url"])
    fill(guest, "健忘的人", "forgetful")
    guest.get_by_role("button", name="建立账号并进入").click()
    expect(guest.get_by_text("账号已建立，欢迎")).to_be_visible()
    link = json.loads(done("user", "reset", "forgetful", "--json", *data))["url"]
    other = phone()
    other.goto(link)
    check(other)
    other.locator("#password").fill("another long password")
    other.get_by_role("button", name="设为新密码").click()
    expect(other.get_by_text("请用新密码登录")).to_be_visible()
    go(guest, "/me")
    assert "/sign-in" in guest.url
    other.goto(link)
    expect(other.get_by_text("已经用过了")).to_be_visible()
    check(other)
    done("user", "uninvite", invited["id"], "--data", server.data)
    assert "registration: open" in done("settings", "--registration", "open", "--data", server.data)
    guest.goto("/sign-in")
    guest.get_by_role("link", name="注册新账号").click()
    fill(guest, "路过的人", "passer-by")
    guest.get_by_role("button", name="建立账号并进入").click()
    expect(guest.get_by_text("账号已建立，欢迎")).to_be_visible()
    done("settings", "--registration", "invited", "--data", server.data)
