"""The runtime's figures: what host apps wait for."""

import pathlib
import shutil

from releases import one_release
from runtime_change import measure_change
from runtime_events import measure_events
from runtime_memory import measure_memory
from runtime_packages import measure_download
from runtime_speed import measure_answers, measure_many


class World:
    """A data folder with one release, of which every measurement gets a copy of its own."""

    def __init__(self, folder):
        self.data, line = one_release(folder)
        self.app, self.token = line.maker.app, line.maker.token

    def copy(self, folder):
        shutil.copytree(self.data, folder)
        return folder


def parts(folder):
    """The measurements by name; what they share is made with the first."""
    folder = pathlib.Path(folder)
    made = []

    def measured(measure):
        def run():
            made or made.append(World(folder / "world"))
            measure(made[0], folder)

        return run

    measures = {
        "answers": measure_answers, "many": measure_many, "memory": measure_memory, "change": measure_change,
        "download": measure_download, "events": measure_events,
    }
    return {name: measured(measure) for name, measure in measures.items()}
