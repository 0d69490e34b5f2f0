"""A version's whole way to the users in real browsers: submitted, rejected, mended, approved, gray, released, rolled back."""

import re

import pytest
from playwright.sync_api import expect

from maker import picture
from pages import app_id, check, go, sample, sign_in
from steward import demonstration

DESCRIPTION = "改期时保留原来选好的服务和称呼；首页的服务列表加载更快，弱网下先显示骨架。"
MEMO = "在“我的”里打开任意一条预约，点“改期”。"
WHITE = "限速到 2G 后冷启动，首页白屏超过十秒，没有任何提示，也没有重试的入口。"
PHONE = "客服电话 0571-86210988 连续三次打不通，请核对号码或补充服务时间。"
DESK = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False, "device_scale_factor": 1}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A demonstration of its own: what is released here shows on many pages."""
    with demonstration(tmp_path_factory.mktemp("demo")) as running:
        yield running


def press(page, name):
    """Presses a button of the main part, and checks the page that follows."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).click()
    check(page)


def follow(page, name):
    """Follows a link of the main part, and checks the page that follows."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()
    check(page)


def choose(page, share):
    """Taps one of the shares."""
    page.locator("label.chip").filter(has_text=re.compile(f"^{share}$")).click()
    expect(page.get_by_role("radio", name=share, exact=True)).to_be_checked()


def version(page, app, number):
    answer = page.request.get(f"/api/v1/apps/{app}/versions/{number}")
    assert answer.ok, answer.status
    return answer.json()


def accept_the_agreement(page):
    """The button waits until the end was in view."""
    expect(page).to_have_url(re.compile("/submit/agreement$"))
    accept = page.get_by_role("button", name="读到末尾才能接受")
    expect(accept).to_be_disabled()
    page.locator("[data-end]").scroll_into_view_if_needed()
    press(page, "我已阅读并接受")


def pictures(page):
    """The screenshots of the form, by what they are."""
    return [image.get_attribute("src") for image in page.locator("#field-screenshots [data-shot] img").all()]


def claim(page, number):
    """A reviewer opens the submission from the queue and takes it."""
    go(page, "/console/review")
    page.locator(f".queue a.item:has-text('青禾预约'):has-text('{number}')").click()
    expect(page.get_by_role("heading", name=f"青禾预约 {number}")).to_be_visible()
    check(page)
    page.get_by_role("button", name="认领").click()
    expect(page.get_by_text("你认领了")).to_be_visible()
    check(page)


def test_from_submission_to_a_roll_back(phone, tmp_path):
    developer, reviewer = phone(), phone(**DESK)
    sign_in(developer, "陈一诺")
    sign_in(reviewer, "何书言")
    app = app_id(developer, "青禾预约")
    versions = f"/apps/{app}/versions"
    shots = [tmp_path / f"{name}.png" for name in ("list", "detail", "white")]
    for index, file in enumerate(shots):
        file.write_bytes(picture(360, 720, shade=60 * index))

    # 2.1.0 was rejected: nothing else can be submitted until it is back in development.
    go(developer, f"{versions}/2.1.0/review")
    follow(developer, "退回开发")
    press(developer, "退回开发")
    assert version(developer, app, "2.1.0")["status"] == "INIT"

    # Check and agreement.
    go(developer, versions)
    developer.locator(f"main a[href='{versions}/2.1.1/submit']").click()
    expect(developer.locator(".verdict")).to_contain_text("2.1.1")
    check(developer)
    press(developer, "下一步")
    accept_the_agreement(developer)

    # What the last submission said is there; the pictures are replaced, and the rest is typed.
    expect(developer.get_by_label("测试账号")).to_have_value("review@green-booking.example")
    field = developer.locator("#field-screenshots")
    for _ in range(2):
        field.locator("[data-shot-remove]").first.click()
    field.locator("input[type=file]").set_input_files(shots[:2])
    expect(field.locator("[data-shots-count]")).to_have_text("2 / 5")
    sent = pictures(developer)
    developer.get_by_label("版本说明").fill("太短")
    press(developer, "下一步")
    expect(developer.get_by_label("版本说明")).to_have_value("太短")
    expect(developer.get_by_label("版本说明")).to_have_attribute("aria-invalid", "true")
    developer.get_by_label("版本说明").fill(DESCRIPTION)
    developer.get_by_label("备注").fill(MEMO)
    press(developer, "下一步")

    # The summary says all of it once more.
    expect(developer).to_have_url(re.compile("/submit/summary$"))
    for words in (DESCRIPTION, MEMO, "review@green-booking.example", "医疗机构执业许可证"):
        expect(developer.locator("main")).to_contain_text(words)
    assert developer.locator("main .thumbs").first.locator("img").count() == 2
    press(developer, "提交审核")
    expect(developer.locator("main")).to_contain_text("审核中")
    assert version(developer, app, "2.1.1")["status"] == "AUDITING"

    # The reviewer sees what has changed, takes it, and rejects it for two reasons.
    claim(reviewer, "2.1.1")
    expect(reviewer.get_by_role("heading", name="与线上 2.0.0 相比")).to_be_visible()
    expect(reviewer.locator("main")).to_contain_text("reschedule.js")
    reviewer.get_by_role("link", name="驳回", exact=True).first.click()
    sheet = reviewer.get_by_role("dialog", name="驳回 2.1.1")
    sheet.locator("select").select_option("white_screen")
    sheet.get_by_label("说明").fill(WHITE)
    sheet.locator("input[type=file]").set_input_files(shots[2])
    expect(sheet.locator(".kept img")).to_be_visible()
    sheet.get_by_role("button", name="再加一条原因").click()
    expect(sheet.locator("select")).to_have_count(2)
    sheet.locator("select").nth(1).select_option("other")
    sheet.get_by_label("说明").nth(1).fill(PHONE)
    sheet.get_by_role("button", name="驳回", exact=True).click()
    expect(reviewer.get_by_text("已驳回 青禾预约 2.1.1")).to_be_visible()
    check(reviewer)
    assert version(developer, app, "2.1.1")["status"] == "AUDIT_REJECT"

    # The developer reads both on the review's page, the picture large, and never who wrote them.
    go(developer, "/")
    follow(developer, "2.1.1 审核未通过")
    expect(developer.get_by_role("heading", name="2.1.1 审核未通过")).to_be_visible()
    first, second = developer.locator(".reasons > li").all()
    expect(first).to_contain_text("弱网白屏")
    expect(first).to_contain_text(WHITE)
    expect(second).to_contain_text(PHONE)
    assert "何书言" not in developer.locator("main").inner_text()
    first.locator(".thumbs a").click()
    large = developer.get_by_role("dialog", name="原因 1 的图片 1")
    expect(large).to_be_visible()
    large.get_by_role("link", name="关闭").click()
    expect(large).to_be_hidden()

    # Back to development, and mended under a new number.
    follow(developer, "退回开发")
    press(developer, "退回开发")
    go(developer, f"/apps/{app}/upload")
    developer.locator("input[type=file]").set_input_files(sample("green-booking", tmp_path))
    developer.get_by_label("版本号").fill("2.1.2")
    developer.get_by_label("这一版改了什么").fill("弱网先显示骨架，断网可以重试")
    press(developer, "上传并检查")
    expect(developer).to_have_url(re.compile("/versions/2.1.2$"))

    # It is submitted with what was typed before.
    follow(developer, "提审")
    press(developer, "下一步")
    accept_the_agreement(developer)
    expect(developer.locator("main")).to_contain_text("沿用 2.1.1 的提审")
    expect(developer.get_by_label("测试账号")).to_have_value("review@green-booking.example")
    assert pictures(developer) == sent
    developer.get_by_label("版本说明").fill(DESCRIPTION)
    press(developer, "下一步")
    press(developer, "提交审核")
    assert version(developer, app, "2.1.2")["status"] == "AUDITING"

    # The reviewer sees why the last one was rejected, and approves.
    claim(reviewer, "2.1.2")
    expect(reviewer.locator("main")).to_contain_text(WHITE)
    reviewer.get_by_role("link", name="通过", exact=True).first.click()
    reviewer.get_by_role("dialog", name="通过 2.1.2？").get_by_role("button", name="通过").click()
    expect(reviewer.get_by_text("已通过 青禾预约 2.1.2")).to_be_visible()
    check(reviewer)
    assert version(developer, app, "2.1.2")["status"] == "WAIT_RELEASE"

    # Gray to 10 %, then to 50 %, then to everybody.
    go(developer, "/")
    follow(developer, "2.1.2 已通过审核")
    choose(developer, "10%")
    press(developer, "开始灰度")
    expect(developer.get_by_text("2.1.2 已灰度到 10% 的用户")).to_be_visible()
    assert version(developer, app, "2.1.2")["gray"]["percent"] == 10
    choose(developer, "50%")
    press(developer, "扩大灰度")
    expect(developer.get_by_text("2.1.2 已灰度到 50% 的用户")).to_be_visible()
    assert version(developer, app, "2.1.2")["gray"]["percent"] == 50
    go(developer, versions)
    expect(developer.locator("main")).to_contain_text("50%")
    follow(developer, "上架")
    expect(developer.get_by_role("heading", name="上架 2.1.2？")).to_be_visible()
    press(developer, "上架给所有用户")
    expect(developer.get_by_text("2.1.2 已上架")).to_be_visible()
    assert version(developer, app, "2.0.0")["status"] == "OFFLINE"

    # And back: everybody has 2.0.0 again.
    go(developer, versions)
    follow(developer, "回滚到 2.0.0")
    press(developer, "回滚到 2.0.0")
    expect(developer.get_by_text("已从 2.1.2 回滚")).to_be_visible()
    go(developer, "/")
    expect(developer.get_by_role("region", name="当前小程序")).to_contain_text("线上 2.0.0")
    assert version(developer, app, "2.0.0")["status"] == "RELEASE"
    assert version(developer, app, "2.1.2")["status"] == "OFFLINE"
    periods = developer.request.get(f"/api/v1/apps/{app}/history").json()["items"]
    assert [(period["version"], period["percent"]) for period in periods] == [
        ("2.0.0", 100), ("2.1.2", 100), ("2.1.2", 50), ("2.1.2", 10), ("2.0.0", 100), ("2.0.0", 30),
    ]  # fmt: skip
    go(developer, f"/apps/{app}/history")
    for number in ("2.0.0", "2.1.2"):
        expect(developer.get_by_role("table")).to_contain_text(number)


def test_two_taps_stop_a_gray_release_and_two_people_see_what_happened(phone):
    lin, zhou = phone(), phone()
    sign_in(lin, "林知远")
    sign_in(zhou, "周沐")
    app = app_id(lin, "山丘咖啡点单")

    # Both look at it: one is about to end it, the other to enlarge it.
    for page in (lin, zhou):
        go(page, "/")
        expect(page.get_by_role("region", name="当前小程序")).to_contain_text("灰度 3.9.0 · 10%")
    gray = zhou.request.get(f"/api/v1/apps/{app}/versions/3.9.0").json()["gray"]
    assert gray["percent"] == 10 and gray["schedule_state"] == "running"
    go(zhou, f"/apps/{app}/versions/3.9.0/gray")
    choose(zhou, "50%")

    # Two taps from the first page.
    follow(lin, "结束灰度")
    expect(lin.get_by_role("heading", name="结束 3.9.0 的灰度？")).to_be_visible()
    press(lin, "结束灰度")
    expect(lin.get_by_text("3.9.0 的灰度已结束")).to_be_visible()
    assert version(lin, app, "3.9.0")["status"] == "WAIT_RELEASE"
    assert version(lin, app, "3.8.2")["status"] == "RELEASE"

    # The other learns what stands now, and nothing began anew.
    press(zhou, "扩大灰度")
    expect(zhou.get_by_role("alert")).to_contain_text("没有执行")
    assert version(zhou, app, "3.9.0")["status"] == "WAIT_RELEASE"
    go(zhou, f"/apps/{app}/versions/3.9.0")
    expect(zhou.locator(".timeline").first).to_contain_text("林知远")
