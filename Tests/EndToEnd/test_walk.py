"""The main flow on a phone: sign in, switch, base information, upload, experience version, QR code, opening."""
import re
import zipfile

from playwright.sync_api import expect

import steward
from codes import read_code


def sample(folder, name):
    """A sample mini program as a ZIP."""
    path = folder / f"{name}.zip"
    source = steward.SAMPLES / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(source.rglob("*")):
            if file.is_file() and file.name not in {"README.md", "mini.project.json"}:
                archive.write(file, file.relative_to(source).as_posix())
    return path


def sign_in(page, name):
    page.goto("/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("首页")


def current_app(page):
    """The address of the mini program that the home page shows."""
    link = page.locator("a[href$='/versions']").first.get_attribute("href")
    return link.removesuffix("/versions")


def switch_to(page, name):
    page.get_by_role("link", name="切换").or_(page.get_by_role("button", name="切换")).first.click()
    page.locator("dialog[open], .sheet:target").get_by_text(name, exact=True).first.click()
    expect(page.locator("main")).to_contain_text(name)


def test_from_an_upload_to_another_phone(server, phone, tmp_path):
    page = phone()
    sign_in(page, "林知远")
    switch_to(page, "青禾预约")
    app = current_app(page)

    # Base information: change the slogan, and read it again.
    page.goto(app + "/information")
    page.get_by_text("标语", exact=True).first.click()
    page.get_by_label("标语").fill("社区里的服务，提前约好")
    page.get_by_role("button", name="保存").click()
    page.goto(app + "/information")
    expect(page.locator("main")).to_contain_text("社区里的服务，提前约好")

    # Upload the next version from the page, as the experience version.
    page.goto(app + "/versions")
    page.get_by_role("link", name="上传").first.click()
    page.set_input_files("input[type=file]", sample(tmp_path, "green-booking"))
    page.get_by_label("这一版改了什么").fill("预约成功后可以加到日历")
    number = page.get_by_label("版本号").input_value()
    assert number == "2.1.2"
    page.get_by_label("上传后设为体验版").check()
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url(re.compile(r"/versions/2\.1\.2"))
    page.goto(app + "/versions")
    expect(page.locator("main")).to_contain_text("预约成功后可以加到日历")

    # Its QR code, as saved, leads to the experience version.
    link = read_code(page.request.get(app + "/experience.png").body())
    assert link.startswith(server.url + "/e/")

    # Somebody else scans it: is asked who they are, and it opens and runs.
    other = phone()
    other.goto(link)
    other.get_by_role("button", name="陈一诺").click()
    frame = other.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text("青禾")

    # A stranger to this mini program does not get in, and is told whom to ask.
    steward.done(
        "user", "add", "guest", "--name", "过路人", "--password-stdin", "--data", server.data,
        stdin="a long enough password\n",
    )
    stranger = phone()
    stranger.goto(link)
    stranger.get_by_label("账号").fill("guest")
    stranger.get_by_role("textbox", name="密码").fill("a long enough password")
    stranger.get_by_role("button", name="登录", exact=True).click()
    expect(stranger.locator("main")).to_contain_text("林知远")
    expect(stranger.locator("iframe")).to_have_count(0)


def test_a_running_package_reaches_neither_the_session_nor_the_api(phone):
    page = phone(tries_to_escape=True)
    sign_in(page, "林知远")
    switch_to(page, "青禾预约")
    page.goto(current_app(page) + "/versions/2.1.0/open")
    inside = page.locator("iframe").element_handle().content_frame()
    inside.wait_for_load_state()
    assert inside.evaluate("self.origin") == "null"
    reached = inside.evaluate(
        """async () => {
            const tried = {};
            try { tried.cookie = document.cookie; } catch (error) { tried.cookie = error.name; }
            try { tried.parent = parent.document.title; } catch (error) { tried.parent = error.name; }
            try { await fetch("/api/v1/me"); tried.api = "answered"; } catch (error) { tried.api = error.name; }
            return tried;
        }"""
    )
    assert reached == {"cookie": "SecurityError", "parent": "SecurityError", "api": "TypeError"}


def test_a_refused_package_says_why_at_its_field(phone, tmp_path):
    page = phone()
    sign_in(page, "林知远")
    page.goto(current_app(page) + "/upload")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"this is not an archive")
    page.set_input_files("input[type=file]", broken)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.locator(".problem, .toast").first).to_contain_text("ZIP")


def test_the_first_person_sets_steward_up(tmp_path, phone):
    empty = steward.Server(tmp_path)
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


def test_the_pages_work_without_scripts(phone):
    page = phone(java_script_enabled=False)
    sign_in(page, "周沐")
    page.goto(current_app(page) + "/versions")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
