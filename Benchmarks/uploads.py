"""What an upload costs: the inspection alone, and the whole way through the door."""

import http.server
import os
import subprocess
import threading

from server import BINARY, Server, add_person, api
from timing import ratio, report


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
