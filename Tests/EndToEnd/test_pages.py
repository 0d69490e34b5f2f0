"""What holds on every page, whoever looks at it and however."""

import re

import pytest
from playwright.sync_api import expect

from pages import app_id, check, go, sample, sign_in
from steward import Server

# What people called things stays as it is in every language; the last ones are letters in a circle.
NAMES = [
    "山丘咖啡点单", "木槿花店", "青禾预约", "漂流书架", "南山果园", "林知远", "何书言", "周沐", "陈一诺", "苏雨晴", "王海川",
    "钱朵朵", "郑凯", "唐一帆", "罗小满", "运营 · 小苏", "后端 · 海川", "门店组，想试新的取餐流程", "查看规则",
    "林", "木", "何", "周", "陈", "苏", "王", "钱", "郑", "唐", "罗",
]  # fmt: skip
PATHS = ["/", "/apps", "/apps/new", "/me", "/me/host-users", "/messages", "/community", "/about", "/agreement", "/refusals"]
MESSAGES = ["/messages?show=important", "/messages?show=archived", "/messages?category=review", "/messages?q=3.10", "/messages/mutes", "/messages/settings", "/messages/webhooks"]
# Below a mini program: what leads a version to its users.
RELEASES = {
    "山丘咖啡点单": [
        "versions", "versions/3.9.0", "versions/3.9.0/gray", "versions/3.9.0/gray/enlarge?share=50", "versions/3.9.0/gray/end",
        "versions/3.9.0/gray/pause", "versions/3.9.0/release", "versions/3.9.0/review", "versions/3.8.2",
        "history", "compare?from=3.8.2&to=3.9.0", "release-rules",
        "members", "members?role=developer", "members/zhou", "members/wang", "members/wang/remove", "past-invitations",
        "invite", "invite?way=many", "invite?way=link", "hand-over", "leave",
        "versions/3.10.1/submit", "explain", "explain?user=2088102146225135",
    ],
    "青禾预约": ["versions", "versions/2.1.0/review", "versions/2.1.0/return", "versions/2.1.1/submit", "versions/2.1.1/review"],
    "南山果园": ["versions/1.0.0", "versions/1.0.0/gray", "versions/1.0.0/review"],
    "漂流书架": ["versions", "versions/1.1.0/review", "versions/1.1.0/withdraw"],
}  # fmt: skip
STEPS = ["submit", "submit/agreement", "submit/fields", "submit/summary"]
CONSOLE = ["/console/review", "/console/review?show=express", "/console/review/templates", "/console/review/released"]


def release_pages(page):
    """The addresses of the pages below the mini programs, for whoever is signed in."""
    return [f"/apps/{app_id(page, name)}/{path}" for name, paths in RELEASES.items() for path in paths]


def first_message(page):
    """The address of the newest message, which stays unread."""
    page.goto("/messages")
    return page.locator(".msg form").first.get_attribute("action").removesuffix("/open")


def submission_pages(page):
    """Goes through the wizard of a hotfix, without submitting it: the addresses of its steps."""
    version = f"/apps/{app_id(page, '山丘咖啡点单')}/versions/3.10.2"
    page.goto(f"{version}/submit")
    page.locator("input[name=replaces_gray]").set_checked(True)
    with page.expect_navigation():
        page.locator("main .actions button").click()
    # Whoever was here before has accepted it.
    if page.url.endswith("/agreement"):
        page.locator("[data-end]").scroll_into_view_if_needed()
        with page.expect_navigation():
            page.locator("main .actions button").click()
    page.goto(f"{version}/submit/fields")
    page.locator("#description").fill("会员卡支持叠加优惠券；修复门店列表在定位失败时的空白。")
    page.locator(".actions button[value=next]").click()
    page.wait_for_url("**/submit/summary")
    return [f"{version}/{step}" for step in STEPS]


def console_pages(page):
    """The addresses of the console, with one submission and one version that could be taken down."""
    page.goto("/console/review/released")
    offline = page.locator("main a[href$='/offline']").first.get_attribute("href")
    page.goto("/console/review")
    return [*CONSOLE, page.locator(".queue a.item").first.get_attribute("href"), offline]


def notice_pages(page):
    """The operators' pages of notices: one that waits for its time, and one that was delivered."""
    page.goto("/notices")
    waits, delivered = [link.get_attribute("href") for link in page.locator(".notices a.item").all()[:2]]
    return ["/notices", "/notices/new", waits, f"{waits}/edit", delivered, f"{delivered}/withdraw"]


def look_at_all(page, check_words):
    """All pages of somebody with mini programs, then those of a reviewer; each where it was asked for."""
    sign_in(page, "林知远")
    paths = [*PATHS, *MESSAGES, first_message(page), *release_pages(page), *submission_pages(page)]
    look_at(page, paths, check_words)
    page.context.clear_cookies()
    sign_in(page, "何书言")
    look_at(page, [*console_pages(page), *notice_pages(page)], check_words)


def look_at(page, paths, check_words):
    for path in paths:
        go(page, path)
        assert page.url.endswith(path), f"{path} leads to {page.url}"
        if not check_words:
            continue
        # Names and texts of people stay as they are; the words of the product are in its navigation and headings.
        words = page.locator("nav, h1, label, .btn").all_inner_texts()
        for name in NAMES:
            words = [text.replace(name, "") for text in words]
        chinese = [text for text in words if any("\u4e00" <= letter <= "\u9fff" for letter in text)]
        assert not chinese, f"{path}: {chinese}"


@pytest.mark.parametrize("colour", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_the_screen(phone, colour, width):
    page = phone(viewport={"width": width, "height": 844}, color_scheme=colour, is_mobile=width < 960)
    look_at_all(page, check_words=False)


def test_pages_are_complete_in_english(phone):
    look_at_all(phone(locale="en-US"), check_words=True)


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


@pytest.mark.parametrize("script", [True, False])
def test_a_message_is_opened_filed_away_and_brought_back(phone, script):
    page = phone(java_script_enabled=script)
    sign_in(page, "周沐")
    go(page, "/messages")
    title = page.locator(".msg b").first.inner_text().removeprefix("未读：")
    page.locator(".msg-open").first.click()
    expect(page.get_by_role("heading", name="为什么收到这条")).to_be_visible()
    check(page)
    page.get_by_role("button", name="归档").click()
    page.wait_for_url("**/messages")
    expect(page.locator(".flash")).to_contain_text("已归档")
    page.get_by_role("link", name="归档", exact=True).click()
    page.locator(".msg-open").filter(has_text=title).first.click()
    page.get_by_role("button", name="移回收件箱").click()
    page.get_by_role("searchbox").fill(title.split()[0])
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".msg-open").filter(has_text=title).first).to_be_visible()
    check(page)


def test_a_muted_mini_program_is_heard_again(page):
    sign_in(page, "周沐")
    go(page, "/messages")
    page.locator(".msg-open").first.click()
    page.get_by_role("button", name="静音", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("已静音")
    go(page, "/messages/mutes")
    page.get_by_role("button", name=re.compile("取消静音")).first.click()
    expect(page.get_by_text("没有静音的小程序")).to_be_visible()


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
