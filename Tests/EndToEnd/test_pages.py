"""What holds on every page, whoever looks at it and however."""

import re

import pytest
from playwright.sync_api import expect

from pages import app_id, check, go, sample, sign_in
from steward import Server

# What people called things stays as it is in every language; the last two are letters in a circle.
NAMES = ["山丘咖啡点单", "木槿花店", "青禾预约", "漂流书架", "林知远", "林", "木"]
PATHS = ["/", "/apps", "/apps/new", "/me", "/messages", "/community", "/about"]


@pytest.mark.parametrize("colour", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_the_screen(phone, colour, width):
    page = phone(viewport={"width": width, "height": 844}, color_scheme=colour, is_mobile=width < 960)
    sign_in(page, "林知远")
    for path in PATHS:
        go(page, path)


def test_pages_are_complete_in_english(phone):
    page = phone(locale="en-US")
    sign_in(page, "林知远")
    for path in PATHS:
        go(page, path)
        # Names and texts of people stay as they are; the words of the product are in its navigation and headings.
        words = page.locator("nav, h1, label, .btn").all_inner_texts()
        for name in NAMES:
            words = [text.replace(name, "") for text in words]
        chinese = [text for text in words if any("\u4e00" <= letter <= "\u9fff" for letter in text)]
        assert not chinese, f"{path}: {chinese}"


def test_the_way_works_without_javascript(phone, tmp_path):
    page = phone(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="林知远").click()
    page.get_by_role("link", name="切换").click()
    page.get_by_role("button", name="木槿花店").click()
    expect(page.get_by_role("heading", name="木槿花店")).to_be_visible()
    go(page, f"/apps/{app_id(page, '木槿花店')}/upload")
    page.locator("input[type=file]").set_input_files(sample("drifting-books", tmp_path))
    page.get_by_label("版本号").fill("9.0.0")
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_role("heading", name="9.0.0").first).to_be_visible()
    # And deleted again, by typing its number.
    page.get_by_role("link", name="删除").click()
    page.locator("main input[type=text], main input:not([type])").first.fill("9.0.0")
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("9.0.0").first).to_be_visible()


def test_what_is_no_package_is_refused_on_the_page(page, tmp_path):
    sign_in(page, "林知远")
    versions = f"/apps/{app_id(page, '山丘咖啡点单')}/versions"
    go(page, versions)
    before = page.locator("main").inner_text()
    page.get_by_role("link", name="上传").first.click()
    file = tmp_path / "broken.zip"
    file.write_bytes(b"PK\x03\x04 nothing else")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("版本号").fill("99.0.0")
    page.get_by_label("这一版改了什么").fill("这段话要留着")
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_text("压缩包不完整").first).to_be_visible()
    expect(page.get_by_label("这一版改了什么")).to_have_value("这段话要留着")
    check(page)
    page.goto(versions)
    assert page.locator("main").inner_text() == before


def test_the_first_person_sets_steward_up(tmp_path, phone):
    empty = Server(tmp_path)
    page = phone(base_url=empty.url)
    page.goto("/")
    expect(page).to_have_url(re.compile("/set-up"))
    code = re.search(r"type this code: (\w+)", empty.log.read_text()).group(1)
    page.get_by_label("设置码").fill(code)
    page.get_by_label("登录名").or_(page.get_by_label("账号")).first.fill("lin")
    page.get_by_label("称呼").fill("林知远")
    page.locator("input[type=password]").first.fill("a long enough password")
    page.get_by_role("button").filter(has_text=re.compile("开始|创建|完成|进入")).first.click()
    expect(page.locator("main")).to_contain_text(re.compile("小程序"))
    empty.stop()
