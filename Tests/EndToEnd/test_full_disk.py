"""A disk that is full while an upload arrives: a clear refusal, nothing half-written, and all is well when there is room."""

import os
import subprocess

import pytest

from maker import Maker
from steward import Server, done
from uploads import incoming, kept, package, send

MEGABYTE = 1 << 20


@pytest.fixture
def small_disk(tmp_path):
    """A data folder on a disk of 12 MB; ends when the test does."""
    folder = tmp_path / "data"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield tmp_path
    subprocess.run(["umount", str(folder)], check=True)


def test_an_upload_to_a_full_disk_is_refused_and_leaves_nothing(small_disk):
    server = Server(small_disk)
    try:
        maker = Maker(server)
        # What is removed later to make room again.
        ballast = server.data / "ballast"
        ballast.write_bytes(bytes(3 * MEGABYTE))
        status, _ = send(maker, "1.0.0", package(MEGABYTE))
        assert status == 201
        before = kept(server)

        status, problem = send(maker, "1.1.0", package(15 * MEGABYTE))
        assert (status, problem["code"]) == (507, "DISK_FULL")
        assert not incoming(server)
        assert kept(server) == before
        assert maker.version("1.1.0") is None

        # Until really nothing fits: each upload is there whole, or not at all.
        sizes = [(number, package(MEGABYTE)) for number in range(2, 12)]
        answers = {f"1.{number}.0": send(maker, f"1.{number}.0", content)[0] for number, content in sizes}
        assert set(answers.values()) == {201, 507}
        for number, status in answers.items():
            assert (maker.version(number) is not None) == (status == 201), number
        assert not incoming(server)
        assert len(kept(server)) == 1 + list(answers.values()).count(201)
        assert server.call("GET", "/readyz")[0] == 200

        ballast.unlink()
        status, _ = send(maker, "2.0.0", package(MEGABYTE))
        assert status == 201
    finally:
        server.stop()
    done("verify", "--data", server.data)
