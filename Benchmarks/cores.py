"""Who runs where: every server that is measured on one core, whoever asks it on the other."""

import os

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]


def pinned(core, command):
    """The command, kept on one core with all of its threads."""
    return ["taskset", "-c", str(core), *map(str, command)]
