"""Who is inside a gray release, computed from the published vectors with nothing but hashlib."""

import json

from hosts import position
from steward import ROOT

PUBLISHED = json.loads((ROOT / "docs/cohort-vectors.json").read_text())


def test_the_published_positions_follow_from_the_rule():
    assert len(PUBLISHED["vectors"]) >= 12
    for vector in PUBLISHED["vectors"]:
        assert position(vector["user"], vector["salt"]) == vector["position"], vector


def test_who_is_inside_follows_from_the_position():
    for vector in PUBLISHED["vectors"]:
        inside = [share for share in PUBLISHED["shares"] if vector["position"] < round(share * 10_000)]
        assert inside == vector["inside"], vector


def test_the_vectors_stand_on_both_sides_of_every_share():
    """A rule that is off by one would show."""
    positions = {vector["position"] for vector in PUBLISHED["vectors"]}
    for share in PUBLISHED["shares"]:
        edge = round(share * 10_000)
        assert edge - 1 in positions, share
        assert edge in positions or edge == 1_000_000, share


def test_the_document_shows_the_same_function():
    text = (ROOT / "docs/API.md").read_text()
    assert "int.from_bytes(first, \"big\") * 1_000_000 >> 64" in text
    for vector in PUBLISHED["vectors"][:3]:
        assert vector["salt"] in text and vector["user"] in text
