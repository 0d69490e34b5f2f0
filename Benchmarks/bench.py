"""Measures the built program against common tools in the same run, and prints ratios.

Each figure is the median of several runs, the two sides taking turns. Only the standard library is used.
"""

import http.client
import http.server
import json
import os
import pathlib
import random
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = pathlib.Path(os.environ["STEWARD_BINARY"])
ROUNDS = 9
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


def seconds(action):
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def ratio(ours, theirs, rounds=ROUNDS):
    """Medians of both, taking turns, and their ratio."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    mine, other = (statistics.median(side) for side in zip(*pairs))
    return mine, other, mine / other


def report(name, mine, other, value, most=None):
    limit = f"  (at most {most})" if most else ""
    print(f"{name:58} {mine * 1000:8.1f} ms {other * 1000:8.1f} ms  ratio {value:.2f}{limit}", flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, data):
        self.data = pathlib.Path(data)
        port = free_port()
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", data, "--address", self.host], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while True:
            try:
                urllib.request.urlopen(self.url + "/readyz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.002)
        self.start_up = time.perf_counter() - begin

    def resident_megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def add_person(data):
    """A person with a password and a token."""
    done = subprocess.run(
        [BINARY, "user", "add", "bench", "--name", "测量", "--password-stdin", "--token", "--json", "--data", data],
        input="a long enough password\n", capture_output=True, text=True, check=True,
    )
    return json.loads(done.stdout)["token"]


def api(server, token, method, path, body):
    request = urllib.request.Request(server.url + "/api/v1" + path, method=method, data=json.dumps(body).encode())
    request.add_header("authorization", "Bearer " + token)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def sign_in(server):
    """A session's cookie."""
    connection = http.client.HTTPConnection(server.host)
    body = "login=bench&password=a+long+enough+password"
    headers = {"content-type": "application/x-www-form-urlencoded", "origin": server.url}
    connection.request("POST", "/sign-in", body, headers)
    return connection.getresponse().getheader("set-cookie").split(";")[0]


def page_time(server, cookie, path, rounds=150):
    """The median time of a page on one kept connection."""
    connection = http.client.HTTPConnection(server.host)
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        connection.request("GET", path, headers={"cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - begin)
        assert answer.status == 200, (path, answer.status)
    return statistics.median(times[20:])


def many_apps(data, count):
    """Copies a mini program's rows until the person owns `count` of them, each with five versions."""
    database = sqlite3.connect(pathlib.Path(data) / "steward.db")
    database.execute("PRAGMA foreign_keys = OFF")

    def columns(table):
        return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]

    def copy(table, where, changes):
        names = columns(table)
        source = dict(zip(names, database.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {where}").fetchone()))
        marks = ", ".join("?" for _ in names)
        rows = ([(source | change)[name] for name in names] for change in changes)
        database.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    ids = [f"2021{number:012d}" for number in range(count)]
    (begin,) = database.execute("SELECT max(joined_at) FROM member").fetchone()
    copy("mini_program", "1 = 1", ({"id": app, "name": f"小程序 {app[-5:]}"} for app in ids))
    copy("member", "1 = 1", ({"app_id": app, "joined_at": begin - n * 1000 - 1000} for n, app in enumerate(ids)))
    versions = [
        {"id": f"{app}-{patch}", "app_id": app, "number": f"1.0.{patch}", "number_key": f"0000000001.0000000000.{patch:010d}"}
        for app in ids for patch in range(5)
    ]
    copy("version", "1 = 1", versions)
    copy("version_report", "1 = 1", ({"version_id": version["id"]} for version in versions))
    database.execute("ANALYZE")
    database.commit()
    database.close()


class Sink(http.server.BaseHTTPRequestHandler):
    """Writes what is posted to a file, as `curl` into a file sink."""

    protocol_version = "HTTP/1.1"
    folder = "."

    def do_POST(self):
        rest = int(self.headers["content-length"])
        with open(os.path.join(self.folder, "sink"), "wb") as file:
            while rest:
                piece = self.rfile.read(min(rest, 1 << 18))
                file.write(piece)
                rest -= len(piece)
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def measure_inspection(package):
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    ours = lambda: subprocess.run([BINARY, "inspect", package], **silent)
    theirs = lambda: subprocess.run(["unzip", "-tq", package], check=True, **silent)
    report("inspection of 8 MB, to unzip -tq", *ratio(ours, theirs), most=3)


def measure_upload(package, folder):
    data = os.path.join(folder, "upload")
    token = add_person(data)
    server = Server(data)
    app = api(server, token, "POST", "/apps", {"name": "测量小程序"})["app_id"]
    Sink.folder = folder
    sink = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    sink_url = f"http://127.0.0.1:{sink.server_address[1]}/"
    curl = ["curl", "--silent", "--fail", "--output", "/dev/null", "-H", "Expect:"]

    def ours():
        form = ["-F", "version=next", "-F", "prune=true", "-F", f"package=@{package}"]
        url = f"{server.url}/api/v1/apps/{app}/versions"
        subprocess.run([*curl, "-H", f"Authorization: Bearer {token}", *form, url], check=True)

    def theirs():
        subprocess.run([*curl, "--data-binary", f"@{package}", sink_url], check=True)
        subprocess.run(["unzip", "-tq", package], check=True, stdout=subprocess.DEVNULL)

    report("upload of 8 MB with inspection, to curl + unzip -tq", *ratio(ours, theirs), most=3)
    print(f"{'resident memory after the uploads':58} {server.resident_megabytes():8.1f} MB")
    sink.shutdown()
    server.stop()


def measure_pages(package, folder):
    times = {}
    for count in (10, 10_000):
        data = os.path.join(folder, f"pages{count}")
        token = add_person(data)
        server = Server(data)
        app = api(server, token, "POST", "/apps", {"name": "测量小程序"})["app_id"]
        command = [BINARY, "upload", "--server", server.url, "--token", token, "--app", app, "--number", "1.0.0"]
        subprocess.run(
            [*command, "--project", ROOT / "Samples" / "hill-coffee"], check=True, stdout=subprocess.DEVNULL
        )
        server.stop()
        many_apps(data, count - 1)
        server = Server(data)
        cookie = sign_in(server)
        for name, path in [("home", "/"), ("version list", f"/apps/{app}/versions")]:
            times[name, count] = page_time(server, cookie, path)
        if count == 10_000:
            print(f"{'start-up until ready, 10,000 mini programs':58} {server.start_up * 1000:8.1f} ms")
            print(f"{'resident memory, 10,000 mini programs':58} {server.resident_megabytes():8.1f} MB")
        server.stop()
    for name in ("home", "version list"):
        many, few = times[name, 10_000], times[name, 10]
        report(f"{name} with 10,000 mini programs, to 10", many, few, many / few, most=1.3)


def main():
    with tempfile.TemporaryDirectory() as folder:
        package = big_package(pathlib.Path(folder) / "big.zip")
        print(f"package: {package.stat().st_size / 1024 / 1024:.2f} MB, medians of {ROUNDS} rounds")
        measure_inspection(package)
        measure_upload(package, folder)
        measure_pages(package, folder)


main()
