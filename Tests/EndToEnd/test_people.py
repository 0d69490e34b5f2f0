"""An operator at a desk: people and the journal; and what the command line says of both."""

import csv
import io
import json

from playwright.sync_api import expect

from pages import check, go, sign_in
from steward import done, refused

PASSWORD = "a long enough password"
DESK = {"viewport": {"width": 1440, "height": 900}, "device_scale_factor": 1, "is_mobile": False, "has_touch": False}


def account(server, login, name):
    done("user", "add", login, "--name", name, "--password-stdin", "--data", server.data, stdin=PASSWORD + "\n")


def enter(page, login, password=PASSWORD):
    page.goto("/sign-in")
    page.get_by_label("账号").fill(login)
    page.get_by_role("textbox", name="密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def test_an_operator_looks_after_people(phone, server):
    account(server, "colleague", "同事甲")
    desk, guest = phone(**DESK), phone()
    enter(guest, "colleague")
    guest.wait_for_url(lambda url: "/sign-in" not in url)
    sign_in(desk, "何书言")

    # Found by a part of the name; list and person stand side by side.
    go(desk, "/console/people")
    desk.get_by_role("searchbox", name="搜索").fill("同事")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/console/people?*q=*")
    desk.get_by_role("link", name="同事甲").click()
    expect(desk.get_by_role("heading", name="同事甲")).to_be_visible()
    expect(desk.get_by_role("searchbox", name="搜索")).to_be_visible()
    expect(desk.get_by_text("由管理员添加")).to_be_visible()
    check(desk)

    # A duty is given, and its work appears for the other at once.
    assert guest.goto("/console/review").status == 403
    desk.get_by_role("checkbox", name="审核员").check()
    desk.get_by_role("button", name="保存职责").click()
    expect(desk.get_by_text("职责已保存")).to_be_visible()
    assert guest.goto("/console/review").status == 200
    check(desk)

    # Disabled with a reason: out at once, and told why with the right password only.
    desk.get_by_role("link", name="停用", exact=True).click()
    expect(desk.get_by_role("heading", name="停用同事甲的账号？")).to_be_visible()
    desk.get_by_role("button", name="停用账号").click()
    expect(desk.get_by_text("请选择原因")).to_be_visible()
    check(desk)
    desk.get_by_role("radio", name="离开团队").check()
    desk.get_by_label("说明").fill("工作已交接")
    desk.get_by_role("button", name="停用账号").click()
    expect(desk.get_by_text("已停用: 离开团队")).to_be_visible()
    expect(desk.get_by_text("工作已交接")).to_be_visible()
    check(desk)
    guest.goto("/me")
    guest.wait_for_url("**/sign-in*")
    enter(guest, "colleague")
    expect(guest.get_by_text("工作已交接")).to_be_visible()
    enter(guest, "colleague", "not the password")
    expect(guest.get_by_text("账号或密码不对")).to_be_visible()
    expect(guest.get_by_text("工作已交接")).to_have_count(0)

    # And back in.
    desk.get_by_role("button", name="恢复使用").click()
    expect(desk.get_by_text("已恢复使用")).to_be_visible()
    enter(guest, "colleague")
    guest.wait_for_url(lambda url: "/sign-in" not in url)
    go(desk, "/console/people/colleague")
    desk.get_by_role("button", name="退出全部设备").click()
    expect(desk.get_by_text("现在没有登录的设备")).to_be_visible()
    guest.goto("/me")
    guest.wait_for_url("**/sign-in*")


def test_an_operator_reads_the_journal(phone, server):
    account(server, "watched", "被看的人")
    done("user", "disable", "watched", "--reason", "unused", "--note", "三个月没来", "--data", server.data)
    desk = phone(**DESK)
    sign_in(desk, "何书言")
    go(desk, "/console/journal")
    desk.locator("summary", has_text="筛选").click()
    desk.get_by_label("谁做的，或关于谁").fill("watched")
    desk.get_by_label("什么事").select_option("people")
    desk.get_by_role("button", name="筛选", exact=True).click()
    desk.wait_for_url("**/console/journal?*person=watched*")
    check(desk)
    desk.get_by_role("link", name="停用了账号（长期不用）：被看的人").click()
    expect(desk.get_by_text("与前一条相符")).to_be_visible()
    expect(desk.get_by_text("三个月没来")).to_be_visible()
    desk.locator("summary", has_text="原始记录和指纹").click()
    expect(desk.locator("pre")).to_contain_text('"reason" : "unused"')
    check(desk)

    # The whole chain is checked without another click.
    desk.get_by_role("link", name="核对整条链").first.click()
    desk.get_by_role("link", name="开始核对").click()
    expect(desk.get_by_role("heading", name="完好")).to_be_visible()
    check(desk)

    # The file has the filter of the page.
    go(desk, "/console/journal?person=watched")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="导出 CSV").click()
    assert download.value.suggested_filename == "操作日志.csv"
    text = open(download.value.path(), encoding="utf-8-sig", newline="").read()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "序号"
    assert [row[8] for row in rows[1:]] == ["person.disabled", "person.added"]
    assert rows[1][4] == "系统停用了账号（长期不用）：被看的人"

    # On a phone, too.
    small = phone()
    sign_in(small, "何书言")
    for path in ("/console/people", "/console/people/watched", "/console/journal", "/console/journal/1"):
        go(small, path)


def test_the_command_line_tells_of_people_and_the_journal(server):
    account(server, "by-command", "命令行的人")
    data = ("--data", server.data)
    done("user", "duties", "by-command", "--give", "reviewer", "--give", "official", *data)
    found = json.loads(done("user", "show", "by-command", "--json", *data))
    assert found["duties"] == ["reviewer", "official"]
    listed = json.loads(done("user", "list", "--search", "命令行", "--json", *data))
    assert [person["login"] for person in listed["items"]] == ["by-command"]
    assert "by-command" in done("user", "list", "--show", "official", *data)
    done("user", "duties", "by-command", "--take", "reviewer", *data)
    journal = json.loads(done("journal", "--person", "by-command", "--topic", "people", "--json", *data))
    assert [item["word"] for item in journal["items"]] == [
        "person.duties_changed", "person.duties_changed", "person.added",
    ]
    assert "duties" in done("journal", "--person", "by-command", "--limit", "1", *data)
    table = list(csv.reader(io.StringIO(done("journal", "--person", "by-command", "--csv", *data).lstrip("\ufeff"))))
    assert len(table) == 4


def test_the_command_line_ends_sessions(phone, server):
    account(server, "at-two-desks", "两处登录")
    data = ("--data", server.data)
    assert "is not signed in anywhere" in done("user", "sessions", "at-two-desks", *data)
    page = phone()
    enter(page, "at-two-desks")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    listed = json.loads(done("user", "sessions", "at-two-desks", "--json", *data))["items"]
    assert len(listed) == 1
    assert listed[0]["address"] in done("user", "sessions", "at-two-desks", *data)
    assert "Ended: 1 session of at-two-desks" in done("user", "sessions", "at-two-desks", "--end", *data)
    go(page, "/me")
    assert "/sign-in" in page.url
    refused("user", "sessions", "nobody-here", *data)
