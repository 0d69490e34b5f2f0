"""Something that happens in a mini program that Lin and Zhou share, done by Zhou."""

from pages import app_id


def make_news(zhou, server):
    """Zhou sets another experience version; gives its number."""
    app = app_id(zhou, "山丘咖啡点单")
    versions = zhou.request.get(f"/api/v1/apps/{app}/versions").json()["items"]
    number = next(one["version"] for one in versions if one["status"] == "INIT" and not one["experience"])
    answer = zhou.request.put(f"/api/v1/apps/{app}/versions/{number}/experience", headers={"origin": server.url})
    assert answer.ok, answer.text()
    return number
