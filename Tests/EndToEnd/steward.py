"""Starts and drives the built `steward`: the server, and the command line."""

import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("STEWARD_BINARY", ROOT / ".build/debug/steward"))
SAMPLES = ROOT / "Samples"


def environment(**more):
    """The environment without anybody's STEWARD_… settings, in English."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("STEWARD_")}
    return clean | {"LC_ALL": "C.UTF-8"} | {name: str(value) for name, value in more.items()}


def run(*arguments, stdin="", **settings):
    """Runs `steward` with arguments to its end."""
    command = [str(BINARY), *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, env=environment(**settings), capture_output=True, text=True, timeout=120
    )


def done(*arguments, **settings):
    """Runs `steward`, expects that it worked, and gives what it printed."""
    result = run(*arguments, **settings)
    assert result.returncode == 0, f"{arguments}: exit {result.returncode}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def refused(*arguments, code=1, **settings):
    """Runs `steward`, expects a refusal, and gives what it said about it."""
    result = run(*arguments, **settings)
    assert result.returncode == code, f"{arguments}: exit {result.returncode}\n{result.stdout}\n{result.stderr}"
    if code == 1:
        assert len(result.stderr.strip().splitlines()) == 1, f"not one line: {result.stderr!r}"
    return result.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(what, condition, seconds=30):
    """Asks again and again until the condition holds, and gives what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within {seconds} seconds")


class Server:
    """A running `steward serve`; ends with `stop`."""

    def __init__(self, folder, *options, host="127.0.0.1", port=None):
        """Listens on `host` (an IPv6 address in brackets); a folder used before is gone on with, on the port used before."""
        self.data = pathlib.Path(folder) / "data"
        self.log = pathlib.Path(folder) / "serve.log"
        self.port = port or free_port()
        self.url = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{self.port}"
        command = [BINARY, "serve", "--data", self.data, "--address", f"{host}:{self.port}", *options]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                list(map(str, command)), env=environment(), stdout=log, stderr=subprocess.STDOUT
            )
        self._wait()

    def _wait(self):
        def ready():
            assert self.process.poll() is None, f"the server ended at once:\n{self.log.read_text()}"
            try:
                urllib.request.urlopen(self.url + "/readyz", timeout=5).close()
                return True
            except (urllib.error.URLError, OSError):
                return False

        until("the server is ready", ready)

    def stop(self):
        """Ends the server as `kill` does, and expects that it ends by itself."""
        self.ask_to_stop()
        self.ended()

    def ask_to_stop(self):
        self.process.send_signal(signal.SIGTERM)

    def ended(self):
        """Waits for the end, which must be a good one."""
        try:
            code = self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"the server does not stop:\n{self.log.read_text()}") from None
        assert code == 0, f"the server ended with {code}:\n{self.log.read_text()}"

    def faults(self):
        """The lines of the log that somebody would have to look into."""
        return [line for line in self.log.read_text().splitlines() if " error " in line or " critical " in line]

    def call(self, method, path, token=None, body=None, headers=None):
        """One request to the server: status, header fields, bytes."""
        request = urllib.request.Request(self.url + path, method=method, headers=headers or {})
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if body is not None and not isinstance(body, bytes):
            request.add_header("Content-Type", "application/json")
            body = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data=body, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


@contextlib.contextmanager
def demonstration(folder):
    """`steward serve --demo` with data of its own. At the end its journal must be sound and its log without faults."""
    running = Server(folder, "--demo")
    yield running
    running.stop()
    done("verify", "--data", running.data)
    assert not running.faults()
