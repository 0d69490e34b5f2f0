"""What every page must be, and the ways that tests go through them."""

import zipfile

import steward


def check(page):
    """What holds on every page: it fits the screen, its words are all there, and it has one main part and a heading."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, f"{page.url} is {width} px too wide"
    text = page.locator("body").inner_text()
    for mark in ("[[", "]]", "{{", "}}", "Optional("):
        assert mark not in text, f"{mark} on {page.url}"
    assert page.locator("main").count() == 1, f"{page.url} has no main part"
    assert page.locator("h1:visible").count() > 0, f"{page.url} has no heading"
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(element =>
            [...element.childNodes].some(node => node.nodeType == 3 && node.data.trim()) && element.checkVisibility() &&
            !element.closest('svg') && parseFloat(getComputedStyle(element).fontSize) < 12
        ).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert not small, f"text below 12 px on {page.url}: {small[:3]}"


def go(page, path):
    """Opens a page and checks it."""
    answer = page.goto(path)
    assert answer.ok, f"{path} answers {answer.status}"
    check(page)


def sign_in(page, name, to="/"):
    """Signs in as one of the demonstration people, by one tap."""
    page.goto(to)
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def pack(folder, target):
    """A folder as a ZIP, as a person would make it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return target


def sample(name, target):
    return pack(steward.SAMPLES / name, target / f"{name}.zip")


def app_id(page, name):
    """The mini program of this name, among those of whoever is signed in."""
    answer = page.request.get("/api/v1/apps")
    assert answer.ok, answer.status
    found = [app["app_id"] for app in answer.json()["items"] if app["name"] == name]
    assert len(found) == 1, f"{len(found)} mini programs are called {name}"
    return found[0]
