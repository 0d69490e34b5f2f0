"""The program under measurement: started, asked and stopped."""

import http.client
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.request

BINARY = pathlib.Path(os.environ["STEWARD_BINARY"])


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


def add_person(data, *flags):
    """A person with a password and a token."""
    command = [BINARY, "user", "add", "bench", "--name", "测量", "--password-stdin", "--token", "--json", "--data", data]
    done = subprocess.run(
        [*command, *flags],
        input="a long enough password\n", capture_output=True, text=True, check=True,
    )
    return json.loads(done.stdout)["token"]


def api(server, token, method, path, body):
    request = urllib.request.Request(server.url + "/api/v1" + path, method=method, data=None if body is None else json.dumps(body).encode())
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
