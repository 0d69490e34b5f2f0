"""Webhooks as a receiver meets them: a real HTTP server that checks every signature by itself."""

import base64
import hashlib
import hmac
import http.server
import json
import threading
import time
import urllib.parse

import pytest

from maker import Maker
from steward import Server, until


class Receiver:
    """An HTTP server on loopback that keeps what comes, and answers what a robot would."""

    def __init__(self):
        calls = self.calls = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                calls.append((self.path, dict((k.lower(), v) for k, v in self.headers.items()), body))
                answer = {"/ding": b'{"errcode":0}', "/fei": b'{"code":0}'}.get(self.path.split("?")[0], b"ok")
                if self.path == "/inward":
                    self.send_response(307)
                    self.send_header("location", "http://192.168.0.1/")
                else:
                    self.send_response(200)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def first(self, path):
        return until(f"a call of {path}", lambda: next((call for call in self.calls if call[0].startswith(path)), None))


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()


@pytest.fixture(scope="module")
def maker(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("hooks"), "--allow-outbound", "127.0.0.1")
    yield Maker(server)
    server.stop()
    assert not server.faults()


def make(maker, receiver, form, path, **more):
    body = {"form": form, "address": receiver.url + path, "events": ["information"], **more}
    return maker.answer("POST", "/webhooks", body)


def verify(secret, headers, body):
    stamp = headers["steward-timestamp"]
    wanted = "sha256=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return abs(time.time() - int(stamp)) < 300 and hmac.compare_digest(wanted, headers["steward-signature"])


def test_each_form_is_signed_as_its_receiver_checks(maker, receiver):
    secret = make(maker, receiver, "json", "/json")["secret"]
    make(maker, receiver, "dingtalk", "/ding?access_token=abc", secret="SEC1")
    make(maker, receiver, "feishu", "/fei", secret="sec2")
    maker.patch("", {"slogan": "到店即取，不用排队"})

    _, headers, body = receiver.first("/json")
    assert verify(secret, headers, body)
    assert not verify(secret, headers, body + b" ") and not verify(secret + "x", headers, body)
    told = json.loads(body)
    assert told["event"] == headers["steward-event"] == "app.information_changed"
    assert told["app"]["app_id"] == maker.app and told["data"] == {"fields": ["slogan"]}
    assert told["delivery"] == headers["steward-delivery"]

    path, _, body = receiver.first("/ding")
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
    stamp = query["timestamp"][0]
    code = hmac.new(b"SEC1", f"{stamp}\nSEC1".encode(), hashlib.sha256).digest()
    assert query["sign"] == [base64.b64encode(code).decode()] and query["access_token"] == ["abc"]
    assert abs(time.time() - int(stamp) / 1000) < 300 and json.loads(body)["msgtype"] == "link"

    _, _, body = receiver.first("/fei")
    told = json.loads(body)
    code = hmac.new(f"{told['timestamp']}\nsec2".encode(), b"", hashlib.sha256).digest()
    assert told["sign"] == base64.b64encode(code).decode() and told["msg_type"] == "post"
    for hook in maker.answer("GET", "/webhooks")["items"]:
        until("delivered", lambda: maker.answer("GET", f"/webhooks/{hook['id']}/deliveries")["items"][0]["state"] == "delivered")


def test_private_addresses_are_not_reached(maker, receiver):
    for address in ("http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "http://localhost:1/"):
        body = {"form": "json", "address": address, "events": ["releases"]}
        status, _, answer = maker.server.call("POST", f"/api/v1/apps/{maker.app}/webhooks", maker.token, body)
        allowed = address.startswith("http://localhost")  # 127.0.0.1 was allowed
        assert status == (201 if allowed else 422), (address, answer)
    hook = make(maker, receiver, "json", "/inward")
    answer = maker.answer("POST", f"/webhooks/{hook['id']}/test")
    assert answer["failure"] == "FORBIDDEN_ADDRESS" and answer["state"] == "failed"
