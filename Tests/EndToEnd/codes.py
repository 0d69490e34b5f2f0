"""Reads QR codes back, as a phone would, with zbarimg."""

import pathlib
import subprocess
import tempfile


def read_code(picture):
    """The text of the code in a picture (its bytes, or a path); where there are several codes, all say the same."""
    if isinstance(picture, bytes):
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            file.write(picture)
            file.flush()
            return read_code(pathlib.Path(file.name))
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    found = set(result.stdout.split())
    assert len(found) == 1, f"{len(found)} texts in {picture}: {found} {result.stderr}"
    return found.pop()


def read_terminal_code(text):
    """The code that a command drew without colours: blocks are light, two rows of modules a line."""
    blocks = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}
    lines = [line for line in text.splitlines() if len(line) > 20 and set(line) <= set(blocks)]
    assert lines, f"no code in:\n{text}"
    rows = [[blocks[mark][half] for mark in line] for line in lines for half in (0, 1)]
    scale, width = 4, max(map(len, rows))
    pixels = bytearray()
    for row in rows:
        wide = b"".join(bytes([value]) * scale for value in row + [0] * (width - len(row)))
        pixels += wide * scale
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        file.write(b"P5 %d %d 255\n" % (width * scale, len(rows) * scale) + pixels)
        file.flush()
        return read_code(pathlib.Path(file.name))
