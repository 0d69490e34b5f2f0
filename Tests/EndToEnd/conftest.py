"""What the end-to-end tests share: a demonstration server, and phones (a real browser at 390 × 844) that visit it."""

import urllib.parse

import pytest
from playwright.sync_api import sync_playwright

import steward


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demonstration that most tests share."""
    with steward.demonstration(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser, server):
    """Gives a page in a browser of its own for each call: somebody else's phone each time.

    Afterwards no script may have failed, nothing may have been refused by the content security policy, and no request
    may have left for another host.
    """
    contexts, problems = [], []

    def pick_up(tries_to_escape=False, **options):
        settings = {
            "viewport": {"width": 390, "height": 844},
            "device_scale_factor": 2,
            "is_mobile": True,
            "has_touch": True,
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "base_url": server.url,
        }
        settings |= options
        context = browser.new_context(**settings)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: check_error(str(error)))
        if not tries_to_escape:
            page.on("console", lambda message: check(message))
        context.on("request", lambda request: keep_home(request.url, settings["base_url"]))
        return page

    def check_error(error):
        # A transition that the browser gives up, since the page that it leads to has none, is no script's failure.
        if not error.startswith("Transition was "):
            problems.append(f"script: {error}")

    def check(message):
        if message.type == "error" and "Content Security Policy" in message.text:
            problems.append(message.text)

    def keep_home(url, home):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc != urllib.parse.urlsplit(home).netloc:
            problems.append(f"left the host: {url}")

    yield pick_up
    for context in contexts:
        context.close()
    assert not problems, problems


@pytest.fixture
def page(phone):
    return phone()
