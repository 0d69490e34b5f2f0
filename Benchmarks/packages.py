"""The packages that are measured with."""

import pathlib
import random
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PACKAGE_BYTES = 8 * 1024 * 1024


def big_package(path):
    """The coffee sample with scripts and pictures added until the archive holds 8 MB."""
    chance = random.Random(8)
    words = [f"word{number}" for number in range(400)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        sample = ROOT / "Samples" / "hill-coffee"
        for file in sorted(sample.rglob("*")):
            if file.is_file() and file.name not in {"README.md", "mini.project.json"}:
                archive.write(file, file.relative_to(sample).as_posix())
        number = 0
        while path.stat().st_size < PACKAGE_BYTES - 70_000:
            number += 1
            script = "\n".join(
                f"export const {chance.choice(words)}{line} = '{chance.choice(words)} {chance.random()}'" for line in range(900)
            )
            archive.writestr(f"utils/made{number}.js", script)
            archive.writestr(f"assets/made{number}.bin", chance.randbytes(40_000))
    return path
