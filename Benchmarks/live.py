"""Open live pages: what each costs the server in memory, and how long a message takes to reach all of them."""

import hashlib
import http.client
import pathlib
import resource
import selectors
import socket
import sqlite3
import statistics
import time
import uuid

from server import Server, add_person, sign_in

CONNECTIONS = 5000
EACH = 6
WARM = 100


def people(data, count):
    """So many people with a session each, as rows: signing in that many would measure passwords."""
    secrets = [uuid.uuid4().hex for _ in range(count)]
    now = int(time.time() * 1000)
    with sqlite3.connect(data / "steward.db", timeout=30) as database:
        for number, secret in enumerate(secrets):
            person = f"live{number:06}"
            database.execute(
                "INSERT INTO person (id, login, login_key, name, password, created_at) VALUES (?, ?, ?, ?, '', ?)",
                (person, person, person, person, now),
            )
            database.execute(
                "INSERT INTO session (id, person_id, created_at, last_seen_at, expires_at, address, agent)"
                " VALUES (?, ?, ?, ?, ?, '127.0.0.1', 'bench')",
                (hashlib.sha256(secret.encode()).hexdigest(), person, now, now, now + 86_400_000),
            )
    return secrets


def connect(server, secret):
    host, port = server.host.split(":")
    line = socket.create_connection((host, int(port)))
    line.sendall(f"GET /messages/live HTTP/1.1\r\nhost: a\r\ncookie: steward_session={secret}\r\n\r\n".encode())
    return line


def read_until(line, mark):
    text = b""
    while mark not in text:
        more = line.recv(65536)
        assert more, text
        text += more
    return text


def measure_live(folder):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, CONNECTIONS * 3), hard))
    data = pathlib.Path(folder) / "live"
    add_person(data, "--operator")
    secrets = people(data, CONNECTIONS // EACH + WARM)
    first, secrets = secrets[:WARM], secrets[WARM:]
    server = Server(data)
    try:
        # What the first few cost is the program's own.
        lines = [connect(server, secret) for secret in first]
        for line in lines:
            read_until(line, b"event: counts")
        before = server.resident_megabytes()
        begin = time.perf_counter()
        wanted = [secret for secret in secrets for _ in range(EACH)]
        for start in range(0, len(wanted), 250):
            group = [connect(server, secret) for secret in wanted[start : start + 250]]
            for line in group:
                read_until(line, b"event: counts")
            lines += group
        seconds = time.perf_counter() - begin
        after = server.resident_megabytes()
        each = (after - before) * 1024 / len(wanted)
        print(f"{len(lines):,} open live pages: {each:.1f} KB each, {after:.0f} MB altogether, opened in {seconds:.1f} s")
        # While they are open, an ordinary page is answered as ever.
        cookie = sign_in(server)
        times = []
        page = http.client.HTTPConnection(server.host)
        for _ in range(50):
            begin = time.perf_counter()
            page.request("GET", "/messages", headers={"cookie": cookie})
            answer = page.getresponse()
            answer.read()
            assert answer.status == 200
            times.append(time.perf_counter() - begin)
        print(f"a page meanwhile: {statistics.median(times) * 1000:.1f} ms (median)")
        begin = time.perf_counter()
        server.process.terminate()
        with selectors.DefaultSelector() as ends:
            for line in lines:
                ends.register(line, selectors.EVENT_READ)
            while ends.get_map():
                for key, _ in ends.select(10):
                    if not key.fileobj.recv(65536):
                        ends.unregister(key.fileobj)
                        key.fileobj.close()
        server.process.wait(timeout=30)
        print(f"all of them ended with the server in {time.perf_counter() - begin:.2f} s")
    finally:
        if server.process.poll() is None:
            server.stop()
