"""nginx serving static files: what the runtime's answers and packages are measured against."""

import os
import pathlib
import shutil
import subprocess
import time
import urllib.request

from cores import SERVER_CORE, pinned
from server import free_port

# What serves small files from the page cache fastest: one worker, files kept open, nothing logged. `sendfile` is a second
# system call for each answer, which pays only for large files.
SETTINGS = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000000;
  open_file_cache max=100; open_file_cache_valid 60s;
  tcp_nopush on;
  default_type application/json;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/files;
    location /small/ {{ sendfile off; }}
    location /large/ {{ sendfile on; }}
  }}
}}
"""


class Nginx:
    """One worker on the servers' core, serving `files`: names and bytes."""

    def __init__(self, folder, files):
        folder = pathlib.Path(folder) / "nginx"
        for name, data in files.items():
            path = folder / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        # Started by root, its worker would be somebody else, who may not read these files.
        user = "user root;" if os.geteuid() == 0 else ""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "nginx.conf").write_text(SETTINGS.format(folder=folder, port=self.port, user=user))
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen(pinned(SERVER_CORE, [nginx, "-c", folder / "nginx.conf"]))
        end = time.monotonic() + 10
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/{next(iter(files))}", timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < end, (folder / "error.log").read_text()
                time.sleep(0.01)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)
