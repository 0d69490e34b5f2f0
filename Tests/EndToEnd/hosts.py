"""Host apps as the runtime meets them: connections on which every byte is written here, and clients that believe nothing."""

import base64
import hashlib
import http.client
import json
import socket
import threading

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def ask(server, app, user, headers=None, method="GET", more=""):
    return server.call(method, f"/runtime/v1/apps/{app}/release?user={user}{more}", headers=headers or {})


def version(server, app, user):
    return json.loads(ask(server, app, user)[2])["version"]


# As docs/API.md shows it.
def position(user: str, salt: str) -> int:
    first = hashlib.sha256(bytes.fromhex(salt) + user.encode()).digest()[:8]
    return int.from_bytes(first, "big") * 1_000_000 >> 64


def request(app, user="u", method="GET", extra="", protocol="HTTP/1.1"):
    return f"{method} /runtime/v1/apps/{app}/release?user={user} {protocol}\r\nhost: a\r\n{extra}\r\n"


class Raw:
    """A connection on which a test writes bytes itself."""

    def __init__(self, server, timeout=20, receive_buffer=None):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.connect(("127.0.0.1", server.port))
        self.reader = self.socket.makefile("rb")

    def send(self, text):
        self.socket.sendall(text if isinstance(text, bytes) else text.encode())
        return self

    def answer(self, method="GET"):
        """One answer: status line, fields, body."""
        lines = []
        while (line := self.reader.readline()) != b"\r\n":
            if not line:
                raise EOFError(lines)
            lines.append(line.decode().strip())
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        has_body = method != "HEAD" and not lines[0].split()[1] in ("204", "304")
        return lines[0], fields, self.reader.read(int(fields.get("content-length", 0)) if has_body else 0)

    def status(self, method="GET"):
        return int(self.answer(method)[0].split()[1])

    def is_closed(self):
        """Whether the server has ended it and says nothing more."""
        try:
            return self.reader.read(1) == b""
        except ConnectionResetError:
            return True

    def close(self):
        self.socket.close()


class Keys:
    """The announced keys, as a client keeps them: asked for again when an answer names one that is unknown."""

    def __init__(self, server):
        self.server = server
        self.known = {}
        self.verified = set()
        self.lock = threading.Lock()

    def verify(self, key, signature, body):
        """Each different answer is verified once."""
        with self.lock:
            if (key, signature, body) in self.verified:
                return
            if key not in self.known:
                items = json.loads(self.server.call("GET", "/runtime/v1/keys")[2])["items"]
                self.known = {item["id"]: base64.b64decode(item["public_key"]) for item in items}
            public = Ed25519PublicKey.from_public_bytes(self.known[key])
            public.verify(base64.b64decode(signature), body)
            self.verified.add((key, signature, body))


class Watch(threading.Thread):
    """A client that asks without a pause and believes nothing. It notes what went wrong, and the first thing ends it.

    `allowed` are pairs of version and stage; `floor()` is a revision that every answer to a request sent later must have
    reached. `conditional` sends the entity tag of what it has.
    """

    DEPTH = 4

    def __init__(self, server, app, keys, allowed, floor=lambda: 0, conditional=False, until_lost=False):
        super().__init__()
        self.server, self.app, self.keys = server, app, keys
        self.allowed, self.floor = allowed, floor
        self.conditional, self.until_lost = conditional, until_lost
        self.over = threading.Event()
        self.answers = self.unchanged = self.revision = 0
        self.seen = set()
        self.problem = None
        self.bodies = {}

    def run(self):
        try:
            self._ask_on()
        except (OSError, EOFError) as error:
            # Where the server is killed on purpose, a lost connection is what happens.
            if not self.until_lost:
                self.problem = error
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            self.problem = error

    def _ask_on(self):
        connection, tag, rounds = Raw(self.server), None, 0
        while not self.over.is_set():
            # A new connection now and then, which may belong to another event loop.
            if (rounds := rounds + 1) % 100 == 0:
                connection.close()
                connection = Raw(self.server)
            floor = self.floor()
            extra = f"if-none-match: {tag}\r\n" if self.conditional and tag else ""
            connection.send(request(self.app, extra=extra) * self.DEPTH)
            for _ in range(self.DEPTH):
                head, fields, body = connection.answer()
                assert fields["x-content-type-options"] == "nosniff" and "steward-receipt" in fields, fields
                if head == "HTTP/1.1 304 Not Modified":
                    # Answers that were asked for together: the tag may have changed for the ones before.
                    assert self.conditional and fields["etag"] == tag, (fields, tag)
                    self.unchanged += 1
                else:
                    assert head == "HTTP/1.1 200 OK", head
                    self._accept(fields, body)
                self.answers += 1
                assert self.revision >= floor, f"{self.revision} was answered after {floor} was acknowledged"
            tag = fields["etag"]

    def _accept(self, fields, body):
        if body not in self.bodies:
            answer = json.loads(body)
            assert (answer["version"], answer["stage"]) in self.allowed, answer
            assert answer["app_id"] == self.app
            self.bodies[body] = answer["revision"]
            self.seen.add((answer["version"], answer["stage"]))
        self.keys.verify(fields["steward-key"], fields["steward-signature"], body)
        assert self.bodies[body] >= self.revision, f"{self.bodies[body]} after {self.revision}"
        self.revision = self.bodies[body]

    def end(self):
        self.over.set()
        self.join()
        if self.problem:
            raise AssertionError(f"a client saw: {self.problem!r}") from self.problem


class Hand:
    """Acts on one mini program over a connection that stays open, each time from another address behind a proxy that the
    server trusts (`--trusted-proxy 127.0.0.1/32`), since one address may change only so much."""

    def __init__(self, server, maker):
        self.server, self.maker = server, maker
        self.count = 0
        self.connect()

    def connect(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)

    def act(self, method, path, body=None):
        """The answer to an action, which must work."""
        self.count += 1
        fields = {
            "Authorization": f"Bearer {self.maker.token}", "Content-Type": "application/json",
            "X-Forwarded-For": f"10.{self.count >> 16 & 255}.{self.count >> 8 & 255}.{self.count & 255}",
        }  # fmt: skip
        data = json.dumps(body) if body is not None else None
        self.connection.request(method, f"/api/v1/apps/{self.maker.app}{path}", data, fields)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        assert 200 <= answer.status < 300, f"{method} {path}: {answer.status} {text}"
        return json.loads(text) if text else None
