"""Measures the built program against common tools in the same run, and prints ratios.

Each figure is the median of several runs, the two sides taking turns. Besides the standard library, wrk and nginx are used.

    python3 Benchmarks/bench.py [PART]…    all of them without an argument

Parts: inspection, upload, pages, versions, messages, notices, live, and of the runtime: answers, many, memory, change,
download, events.
"""

import pathlib
import sys
import tempfile

from live import measure_live
from messages import measure_messages
from notices import measure_notices
from packages import big_package
from pages import measure_pages
from runtime import parts as runtime_parts
from timing import ROUNDS
from uploads import measure_inspection, measure_upload
from versions import measure_versions


def main(names):
    with tempfile.TemporaryDirectory() as folder:
        package = big_package(pathlib.Path(folder) / "big.zip")
        print(f"package: {package.stat().st_size / 1024 / 1024:.2f} MB, medians of {ROUNDS} rounds")
        parts = {
            "inspection": lambda: measure_inspection(package),
            "upload": lambda: measure_upload(package, folder),
            "pages": lambda: measure_pages(folder),
            "versions": lambda: measure_versions(folder),
            "messages": lambda: measure_messages(folder),
            **runtime_parts(folder),
            "notices": lambda: measure_notices(folder),
            "live": lambda: measure_live(folder),
        }
        for name in names or parts:
            parts[name]()


main(sys.argv[1:])
