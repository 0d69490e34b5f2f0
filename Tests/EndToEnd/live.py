"""Something that happens in a mini program that Lin and Zhou share, done by Zhou."""

import itertools

from pages import app_id

# The newest is the experience version at the beginning.
_turn = itertools.count(1)


def make_news(zhou, server):
    """Zhou sets another experience version; gives its number."""
    app = app_id(zhou, "山丘咖啡点单")
    versions = zhou.request.get(f"/api/v1/apps/{app}/versions").json()["items"]
    able = [one["version"] for one in versions if one["status"] == "INIT"]
    number = able[next(_turn) % len(able)]
    answer = zhou.request.put(f"/api/v1/apps/{app}/versions/{number}/experience", headers={"origin": server.url})
    assert answer.ok, answer.text()
    return number
