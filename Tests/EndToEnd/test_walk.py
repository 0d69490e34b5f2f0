"""From sign-in to somebody else's phone: the whole way in a real browser, at 390 × 844."""

from playwright.sync_api import expect

from codes import read_code
from pages import app_id, check, go, sample, sign_in
from steward import done


def test_from_sign_in_to_somebody_else_s_phone(page, phone, server, tmp_path):
    # Sign in, by one tap on one of the demonstration people.
    page.goto("/")
    expect(page.get_by_text("这是演示，人和数据都是虚构的")).to_be_visible()
    check(page)
    page.get_by_role("button", name="林知远").click()
    expect(page.get_by_role("region", name="当前小程序")).to_be_visible()
    check(page)

    # Switch to another mini program.
    page.get_by_role("link", name="切换").click()
    sheet = page.get_by_role("dialog", name="切换小程序")
    expect(sheet).to_be_visible()
    sheet.get_by_text("我开发的").click()
    expect(sheet.get_by_role("button", name="城东洗衣")).to_be_visible()
    sheet.get_by_text("我管理的").click()
    sheet.get_by_placeholder("名称或 ID").fill("木槿")
    expect(sheet.get_by_role("button", name="山丘咖啡点单")).to_be_hidden()
    sheet.get_by_role("button", name="木槿花店").click()
    expect(page.get_by_role("heading", name="木槿花店")).to_be_visible()
    check(page)

    # Base information: what is refused keeps what was typed, what is accepted shows.
    page.get_by_role("link", name="基础信息").first.click()
    expect(page.get_by_text("就能提审")).to_be_visible()
    check(page)
    app = app_id(page, "木槿花店")
    missing = page.locator(".gauge h2").inner_text()
    page.locator("a.item", has_text="标语").click()
    check(page)
    page.get_by_label("标语").fill("短")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("标语")).to_have_value("短")
    expect(page.get_by_label("标语")).to_have_attribute("aria-invalid", "true")
    check(page)
    page.get_by_label("标语").fill("今天的花，今天送到家")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("今天的花，今天送到家")).to_be_visible()
    assert page.locator(".gauge h2").inner_text() != missing

    # Upload a package; its report is a page.
    go(page, f"/apps/{app}/versions")
    page.get_by_role("link", name="上传").first.click()
    check(page)
    page.locator("input[type=file]").set_input_files(sample("green-booking", tmp_path))
    page.get_by_label("版本号").fill("1.0.0")
    page.get_by_label("这一版改了什么").fill("第一版：能订花了")
    page.get_by_label("上传后设为体验版").set_checked(False)
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url(f"**/apps/{app}/versions/1.0.0")
    expect(page.locator("main").get_by_text("第一版：能订花了")).to_be_visible()
    check(page)

    # Make it the experience version, and read its QR code off the screen.
    page.get_by_role("button", name="设为体验版").click()
    expect(page.get_by_role("button", name="取消体验版")).to_be_visible()
    go(page, f"/apps/{app}/versions")
    page.get_by_role("link", name="放大二维码").click()
    code = page.get_by_role("dialog", name="扫码体验")
    expect(code).to_be_visible()
    picture = code.get_by_role("img", name="体验版二维码")
    expect(picture).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    # The sheet slides in; the code is read where it comes to rest.
    page.wait_for_function("() => document.getAnimations().every(animation => animation.playState != 'running')")
    link = read_code(page.screenshot())
    assert link.startswith(f"{server.url}/e/")

    # Somebody else scans it: they sign in, and it opens at once.
    other = phone()
    sign_in(other, "周沐", to=link)
    assert "/sign-in" not in other.url
    inside = other.frame_locator("iframe")
    expect(inside.locator("body")).to_contain_text("预约")
    expect(other.get_by_role("heading", name="木槿花店")).to_be_visible()

    # A stranger to it does not get in, and learns whom to ask.
    password = "a long enough password"
    done("user", "add", "guest", "--name", "过路人", "--password-stdin", "--data", server.data, stdin=password + "\n")
    stranger = phone()
    stranger.goto(link)
    stranger.get_by_label("账号").fill("guest")
    stranger.get_by_role("textbox", name="密码").fill(password)
    stranger.get_by_role("button", name="登录", exact=True).click()
    expect(stranger.get_by_text("你还不是成员")).to_be_visible()
    expect(stranger.locator("main")).to_contain_text("林知远")
    assert stranger.locator("iframe").count() == 0
    check(stranger)
