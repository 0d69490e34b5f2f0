"""命中原因 and 宿主用户编号, as somebody with a phone or a wide screen walks through them."""

import pytest
from playwright.sync_api import expect

from pages import app_id, check, go, sign_in

APP = "山丘咖啡点单"


def figures(page):
    return [int(text.replace(",", "")) for text in page.locator("#tried .figures b").all_inner_texts()]


@pytest.mark.parametrize("colour", ["light", "dark"])
@pytest.mark.parametrize("width, height", [(390, 844), (1280, 800)])
def test_why_a_user_gets_a_version_and_what_others_would_get(phone, width, height, colour):
    page = phone(viewport={"width": width, "height": height}, color_scheme=colour, is_mobile=width < 960)
    sign_in(page, "林知远")
    app = app_id(page, APP)
    go(page, f"/apps/{app}/versions/3.9.0/gray")
    page.get_by_role("link", name="查某个用户得到什么").click()
    expect(page.get_by_role("heading", name="命中原因")).to_be_visible()
    page.get_by_label("宿主 App 的用户编号").fill("2088000000000001")
    page.get_by_role("button", name="看看得到什么").click()
    page.wait_for_url("**/explain?user=2088000000000001")
    check(page)
    answer = page.request.get(f"/runtime/v1/apps/{app}/release?user=2088000000000001").json()
    expect(page.locator("main .note")).to_contain_text(f"{answer['version']}：抽签位置")
    # As many as a spreadsheet holds, pasted at once: the page stays one that a thumb gets through.
    users = [f"2088{number:012d}" for number in range(10_000)]
    page.get_by_label("用户编号，每行一个").evaluate("(field, text) => { field.value = text }", "\n".join(users))
    page.get_by_label("比例").fill("50")
    page.get_by_role("button", name="试算").click()
    page.wait_for_url("**/explain#tried")
    check(page)
    total, now, then = figures(page)
    assert total == 10_000 and 800 < now < 1_200 and 4_700 < then < 5_300
    expect(page.locator("#tried")).to_be_in_viewport()
    assert page.locator("main .list .item").count() == 100
    assert page.locator("#users").bounding_box()["height"] < 400
    # What was pasted is still there, and a share that is none is said so.
    page.get_by_label("比例").fill("0")
    page.get_by_role("button", name="试算").click()
    expect(page.get_by_role("alert")).to_contain_text("0.01 到 100")
    assert page.get_by_label("用户编号，每行一个").input_value().splitlines() == users
    check(page)


@pytest.mark.parametrize("width, height", [(390, 844), (1280, 800)])
def test_a_member_links_a_user_id_and_is_inside_at_once(phone, width, height):
    page = phone(viewport={"width": width, "height": height}, is_mobile=width < 960)
    sign_in(page, "林知远")
    explain = f"/apps/{app_id(page, APP)}/explain?user="
    # Somebody who is outside of the gray release.
    for number in range(100):
        user = f"walk-{width}-{number}"
        go(page, explain + user)
        if "得到线上版本" in page.locator("main .note").inner_text():
            break
    page.goto("/me")
    page.get_by_role("link", name="宿主用户编号").click()
    page.get_by_label("用户编号").fill(user)
    page.get_by_role("button", name="关联").click()
    expect(page.locator("main .list", has_text=user)).to_be_visible()
    check(page)
    go(page, explain + user)
    expect(page.locator("main .note")).to_contain_text("是成员")
    go(page, "/me/host-users")
    page.get_by_role("button", name=f"移除 {user}").click()
    expect(page.locator("main .list", has_text=user)).to_have_count(0)
    go(page, explain + user)
    expect(page.locator("main .note")).to_contain_text("得到线上版本")
