"""A mini program in its frame, and what it can reach of the product around it: nothing."""

from playwright.sync_api import expect

from pages import sign_in


def test_what_runs_in_the_frame_reaches_nothing(phone, server):
    page = phone(tries_to_escape=True)
    sign_in(page, "林知远")
    page.get_by_role("link", name="切换").click()
    page.get_by_role("button", name="青禾预约").click()
    expect(page.get_by_role("heading", name="青禾预约")).to_be_visible()
    page.get_by_role("link", name="打开体验版").click()
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("预约")
    frame = next(frame for frame in page.frames if frame != page.main_frame)
    assert frame.evaluate("self.origin") == "null"
    forbidden = {
        "cookies": "document.cookie",
        "storage": "localStorage.length",
        "the page around": "parent.document.title",
    }
    for what, script in forbidden.items():
        reached = frame.evaluate(f"() => {{ try {{ return [{script}] }} catch (error) {{ return null }} }}")
        assert reached is None, f"the frame reaches {what}: {reached}"
    for path in ("/api/v1/apps", "/", "/me"):
        answer = frame.evaluate(
            "address => fetch(address, {credentials: 'include'}).then(answer => answer.status, () => null)",
            server.url + path,
        )
        assert answer is None, f"the frame reads {path}: {answer}"
