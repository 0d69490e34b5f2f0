"""Bytes a second of a package, to nginx."""

import json

from nginx import Nginx
from releases import BenchServer
from runtime_speed import rates
from timing import figure
from wrk import Load

CONNECTIONS = 8


def measure_download(world, folder):
    server = BenchServer(world.copy(folder / "download"))
    _, _, answer = server.call("GET", server.release(world.app).removeprefix(server.url))
    path = "/runtime/v1/packages/" + json.loads(answer)["package"]["sha256"]
    _, _, package = server.call("GET", path)
    nginx = Nginx(folder / "download-nginx", {"large/package.zip": package})
    sides = [server.url + path, f"{nginx.url}/large/package.zip"]
    medians, (value,) = rates(*(lambda side=side: Load(side, connections=CONNECTIONS).rate for side in sides))
    megabytes = [rate * len(package) / 1e6 for rate in medians]
    figure(f"download of {len(package) / 2**20:.1f} MB, megabytes a second, to nginx", value, *megabytes, least=0.9)
    nginx.stop()
    server.stop()
