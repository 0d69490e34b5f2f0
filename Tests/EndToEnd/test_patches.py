"""Updates as differences, as a host app meets them: HTTP and the `zstd` command line, nothing of Steward's own."""

import hashlib
import json
import random
import shutil
import subprocess

import pytest

from release_line import Line, make_files
from steward import SAMPLES, Server, until


def served(server, app):
    """The package that somebody gets."""
    return json.loads(server.call("GET", f"/runtime/v1/apps/{app}/release?user=somebody")[2])["package"]["sha256"]


def fetch(server, target, have=None, headers=None):
    more = f"?have={have}" if have else ""
    return server.call("GET", f"/runtime/v1/packages/{target}{more}", headers=headers or {})


def patched(folder, old, patch):
    """What `zstd` makes of the old package and the patch."""
    (folder / "old.zip").write_bytes(old)
    (folder / "patch.zst").write_bytes(patch)
    new = folder / "new.zip"
    subprocess.run(
        ["zstd", "-q", "-f", "-d", f"--patch-from={folder / 'old.zip'}", folder / "patch.zst", "-o", new], check=True
    )
    return new.read_bytes()


@pytest.fixture
def line(server, tmp_path):
    """A mini program that is a real one with pictures, so that its packages have some size."""
    files = make_files(tmp_path)
    shutil.rmtree(files / "site")
    shutil.copytree(SAMPLES / "hill-coffee", files / "site")
    for name in ("menu", "shop"):
        # A photograph as good as: bytes that do not compress.
        (files / f"site/assets/{name}.jpg").write_bytes(random.Random(name).randbytes(100_000))
    return Line(server, files)


def edit(line, text):
    page = line.files / "site/app.js"
    page.write_text(page.read_text() + f"\n// {text}\n")


def test_an_update_is_fetched_as_a_difference(server, line, tmp_path):
    line.released("1.0.0")
    first = served(server, line.maker.app)
    old = fetch(server, first)[2]
    edit(line, "第二版")
    line.released("1.1.0")
    second = served(server, line.maker.app)
    assert first != second

    def offered():
        status, fields, body = fetch(server, second, have=first)
        assert status == 200
        return (fields, body) if fields.get("steward-patch-from") == first else None

    fields, patch = until("the patch is made", offered)
    assert fields["content-type"] == "application/zstd"
    whole = fetch(server, second)[2]
    assert len(patch) < len(whole) / 10
    new = patched(tmp_path, old, patch)
    assert hashlib.sha256(new).hexdigest() == second and new == whole
    # In two parts, as after a line that broke.
    status, _, rest = fetch(server, second, first, {"Range": "bytes=100-", "If-Range": fields["etag"]})
    assert (status, patch[:100] + rest) == (206, patch)
    # Another package does not do.
    (tmp_path / "other.zip").write_bytes(whole)
    command = ["zstd", "-q", "-f", "-d", f"--patch-from={tmp_path / 'other.zip'}", tmp_path / "patch.zst", "-o"]
    assert subprocess.run([*command, tmp_path / "x"], capture_output=True, check=False).returncode != 0
    metrics = server.call("GET", "/metrics")[2].decode()
    assert 'steward_patches_total{outcome="made"}' in metrics


def test_what_is_no_package_is_said(server, line):
    line.released("1.0.0")
    package = served(server, line.maker.app)
    status, _, body = fetch(server, package, have="x")
    assert (status, json.loads(body)["code"]) == (400, "HAVE_INVALID")
    status, fields, _ = fetch(server, package, have="0" * 64)
    assert status == 200 and "steward-patch-from" not in fields and fields["content-type"] == "application/zip"


def test_a_kill_while_patches_are_made_loses_none(tmp_path_factory, line):
    """Killed again and again while there is work: at the end every update is offered, and right."""
    folder = tmp_path_factory.mktemp("killed")
    server = Server(folder)
    there = Line(server, line.files)
    packages = {}
    for number in ("1.0.0", "1.1.0", "1.2.0"):
        edit(there, number)
        there.released(number)
        sha256 = served(server, there.maker.app)
        packages[sha256] = fetch(server, sha256)[2]
        server.process.kill()
        server.process.wait()
        server = Server(folder, port=server.port)
    target = served(server, there.maker.app)

    for base, old in packages.items():
        if base == target:
            continue

        def offered(base=base):
            _, fields, body = fetch(server, target, have=base)
            return body if fields.get("steward-patch-from") == base else None

        patch = until("the patch is made", offered)
        assert hashlib.sha256(patched(folder, old, patch)).hexdigest() == target
    server.stop()
