"""What a mini program takes in the runtime's table."""

import time

from releases import BenchServer, many_releases

FEW, MANY = 1_000, 1_000_000


def measure_memory(world, folder):
    for words, has_gray, most in [("released only", False, 600), ("with a gray release", True, 1200)]:
        resident = {}
        for count in (FEW, MANY):
            data = world.copy(folder / f"memory{count}{has_gray}")
            many_releases(data, count, has_gray)
            server = BenchServer(data)
            # What loading took up for a moment has been given back by then.
            time.sleep(3)
            resident[count] = server.resident_bytes()
            server.stop()
        each = (resident[MANY] - resident[FEW]) / (MANY - FEW)
        print(f"{f'memory a mini program in the table, {words}':58} {each:8.0f} bytes  (at most {most})", flush=True)
