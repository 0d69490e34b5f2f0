"""Two people in two browsers: invited, let in, put out; and somebody who comes by a link."""

import re

from playwright.sync_api import expect

from codes import read_code
from pages import app_id, check, go, sign_in
from steward import done

PASSWORD = "a long enough password"


def account(server, login, name):
    done("user", "add", login, "--name", name, "--password-stdin", "--data", server.data, stdin=PASSWORD + "\n")


def enter(page, login, to):
    """Signs in with a password, and comes back to where it began."""
    page.goto(to)
    page.get_by_label("账号").fill(login)
    page.get_by_role("textbox", name="密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def test_invited_accepted_and_removed(phone, server):
    account(server, "guest-one", "客人甲")
    owner, guest = phone(), phone()
    sign_in(owner, "林知远")
    app = app_id(owner, "青禾预约")
    code = next(
        item["experience_url"]
        for item in owner.request.get(f"/api/v1/apps/{app}/versions").json()["items"]
        if item.get("experience_url")
    )

    # The guest stands before the gate.
    enter(guest, "guest-one", code)
    expect(guest.get_by_text("你还不是成员")).to_be_visible()
    check(guest)
    go(guest, "/community")
    guest.evaluate("window.stays = true")
    badge = guest.locator(".tabs a[href='/messages'] [data-unread]")
    expect(badge).to_have_count(0)

    # The owner invites them by their login.
    go(owner, f"/apps/{app}/members")
    owner.get_by_role("link", name="邀请", exact=True).click()
    owner.get_by_label("登录名", exact=True).last.fill("nobody-here")
    owner.get_by_role("button", name="发出邀请").click()
    expect(owner.get_by_text("没有这个登录名")).to_be_visible()
    check(owner)
    owner.locator("#login").fill("guest-one")
    owner.get_by_role("button", name="发出邀请").click()
    expect(owner.get_by_role("link", name="客人甲")).to_contain_text("待确认")
    check(owner)
    members = owner.request.get(f"/api/v1/apps/{app}/members/guest-one").json()
    assert members["state"] == "UNCONFIRMED"

    # The open page of the guest says so by itself; they open the message in the inbox and accept in it.
    expect(badge).to_have_text(re.compile("1$"), timeout=30_000)
    assert guest.evaluate("window.stays"), "the page was loaded again"
    guest.locator(".tabs a[href='/messages']").click()
    check(guest)
    message = guest.get_by_role("listitem").filter(has_text="邀请你")
    expect(message).to_contain_text("青禾预约")
    message.locator(".msg-open").click()
    guest.wait_for_url(re.compile(r"/messages/\d+"))
    check(guest)
    expect(badge).to_have_count(0)
    main, opened = guest.get_by_role("main"), guest.url
    main.get_by_role("button", name="接受邀请").click()
    expect(main.get_by_text("已接受")).to_be_visible()
    expect(main.get_by_role("button", name="接受邀请")).to_have_count(0)
    check(guest)
    # Another device that still shows the button is told what was answered.
    late = guest.request.post(f"{opened}/decline", headers={"origin": server.url}, form={"back": ""})
    assert late.status == 409, late.status
    guest.goto(code)
    expect(guest.frame_locator("iframe").locator("body")).to_contain_text("预约")
    running = guest.locator("iframe").get_attribute("src")
    assert guest.request.get(running).ok
    owner.reload()
    expect(owner.get_by_role("link", name="客人甲")).not_to_contain_text("待确认")

    # Removed: the link, the page and every file of what runs close at once.
    owner.get_by_role("link", name="客人甲").click()
    check(owner)
    owner.get_by_role("link", name="移除成员").click()
    check(owner)
    owner.get_by_role("button", name="移除", exact=True).click()
    expect(owner.get_by_role("link", name="客人甲")).to_have_count(0)
    assert guest.request.get(running).status == 404
    guest.goto(code)
    expect(guest.get_by_text("你还不是成员")).to_be_visible()
    assert guest.locator("iframe").count() == 0


def test_joined_by_a_code_on_the_screen_and_by_asking(phone, server):
    account(server, "guest-two", "客人乙")
    account(server, "guest-three", "客人丙")
    owner, scanner, asker = phone(), phone(), phone()
    sign_in(owner, "林知远")
    app = app_id(owner, "青禾预约")

    # A link for one: its code is read off the screen; the stranger says who they are and comes back to it.
    go(owner, f"/apps/{app}/invite?way=link")
    owner.get_by_label("可以用几次").fill("1")
    owner.get_by_role("button", name="生成二维码和链接").click()
    owner.wait_for_url("**/invitation-links/*")
    check(owner)
    picture = owner.get_by_role("img", name="邀请二维码")
    link = read_code(picture.screenshot())
    assert link.startswith(f"{server.url}/i/")
    scanner.goto(link)
    scanner.get_by_text("我有账号").click()
    scanner.locator("#have-login").fill("guest-two")
    scanner.locator("#have-password").fill(PASSWORD)
    scanner.get_by_role("button", name="登录后加入").click()
    scanner.wait_for_url(link)
    check(scanner)
    scanner.get_by_role("button", name="加入").click()
    expect(scanner.get_by_role("region", name="当前小程序")).to_be_visible()
    owner.reload()
    expect(owner.get_by_text("这个链接已失效")).to_be_visible()

    # Another finds it used up, and asks at the gate.
    asker.goto(link)
    expect(asker.get_by_text("这个邀请链接的名额用完了")).to_be_visible()
    enter(asker, "guest-three", "/sign-in")
    asker.goto(link)
    expect(asker.get_by_text("这个邀请链接的名额用完了")).to_be_visible()
    experience = owner.request.get(f"/api/v1/apps/{app}/versions").json()["items"]
    asker.goto(next(item["experience_url"] for item in experience if item.get("experience_url")))
    asker.locator("#note").fill("门店组的丙")
    asker.get_by_role("button", name="申请加入").click()
    expect(asker.get_by_text("正在等管理员处理")).to_be_visible()
    check(asker)
    go(owner, f"/apps/{app}/members")
    request = owner.get_by_role("listitem").filter(has_text="门店组的丙")
    request.get_by_role("button", name="体验成员").click()
    expect(owner.get_by_role("link", name="客人丙")).to_be_visible()
    asker.reload()
    expect(asker.frame_locator("iframe").locator("body")).to_contain_text("预约")
