"""A real proxy (nginx) in front of a served Eenplan, and visitors with addresses and cookies of their own."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.support.db import ROOT
from tests.support.served import wait_for

#: from where the proxy asks: the one address that Eenplan is told to trust
PROXY = "127.0.0.9"
HOST = "eenplan.example"
_CONFIG = """
daemon off; master_process off; pid nginx.pid; error_log stderr error;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  server {
    listen 127.0.0.1:%(port)d; listen [::1]:%(port)d;
    location / {
      proxy_pass %(behind)s;
      proxy_bind %(proxy)s;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto https;
    }
  }
}
"""


@contextmanager
def proxy(behind: str, folder: Path) -> Iterator[int]:
    """nginx in front of this address; gives its port on 127.0.0.1 and ::1. Skips the test where there is no nginx."""
    program = shutil.which("nginx", path=f"{ROOT}/.tools/nginx/usr/sbin:/usr/sbin:/usr/bin")
    if not program:
        pytest.skip("tests behind a proxy need nginx (tools/proxy fetches it from Debian)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(_CONFIG % {"port": port, "behind": behind, "proxy": PROXY})
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"])
    try:
        wait_for(lambda: _listens(port), process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Visitor:
    """Somebody at this address of the loopback network, who speaks to the server at `to`."""

    address: str
    to: tuple[str, int]
    cookies: dict[str, str] = field(default_factory=dict)
    host: str = HOST

    def get(self, path: str, **headers: str):
        return self._send("GET", path, None, headers)

    def post(self, path: str, **form: str):
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.get(path)[1])
        body = urlencode({"csrfmiddlewaretoken": token.group(1) if token else "", **form})
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, str, str]:
        """Status, text, and where it leads."""
        connection = HTTPConnection(*self.to, timeout=30, source_address=(self.address, 0))
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {"Host": self.host, "Referer": f"https://{self.host}{path}", "Cookie": cookie, **headers}
        connection.request(method, path, body, told)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer.headers.get("Location", "")
