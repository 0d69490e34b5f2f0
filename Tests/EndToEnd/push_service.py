"""A push service and a device, by other people's libraries: http-ece decrypts, py-vapid checks who sent it."""

import base64
import contextlib
import http.server
import json
import os
import threading

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def data(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class PushService:
    """Takes what is sent to its devices, and answers with what `statuses` says, 201 afterwards."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        self.calls, self.statuses = [], []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                service.calls.append((self.path, dict((name.lower(), value) for name, value in self.headers.items()), body))
                self.send_response(service.statuses.pop(0) if service.statuses else 201)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def subscription(self, name):
        """What a browser would hand over."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": f"{self.origin}/push/{name}", "key": text(point), "auth": text(self.auth)}

    def read(self, call):
        """What the device would show."""
        _, headers, body = call
        assert headers["content-encoding"] == "aes128gcm"
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))

    def sender(self, call):
        """The public key of whoever sent it, after its signature and claims were checked."""
        headers = call[1]
        assert Vapid02.verify(headers["authorization"]), headers["authorization"]
        fields = dict(part.strip().split("=", 1) for part in headers["authorization"].removeprefix("vapid ").split(","))
        claims = json.loads(data(fields["t"].split(".")[1]))
        assert claims["aud"] == self.origin
        return fields["k"], claims


@contextlib.contextmanager
def push_service():
    service = PushService()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
