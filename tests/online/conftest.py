"""A server on this machine that misbehaves in every way a link checker meets."""

import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.loopback import no_proxy  # noqa: F401 (for all tests of this folder)
from tests.online.stand_in import Archive


class Misbehaving(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.asked.append((self.command, self.path, time.monotonic()))
        times = sum(path == self.path for _, path, _ in self.server.asked)
        name, _, rest = self.path.partition("?")[0].lstrip("/").partition("/")
        if name == "status":
            self.say(int(rest))
        elif name == "to":
            code, _, target = rest.partition("/")
            self.say(int(code), Location=f"/{target}")
        elif name == "away":
            self.say(302, Location=rest)
        elif name == "loop":
            self.say(301, Location="/pool" if rest == "" else "/loop")
        elif name == "pool":
            self.say(301, Location="/loop")
        elif name == "on":
            self.say(301, Location=f"/on/{int(rest) + 1}")
        elif name == "busy":
            self.say(429 if times <= 1 else 200, Retry_After="1")
        elif name == "busy-for-ever":
            self.say(429, Retry_After="99999")
        elif name == "headless":
            self.say(200 if self.command == "GET" else int(rest))
        elif name == "hang":
            time.sleep(3)
        elif name == "flaky":
            self.say(503 if times <= 2 else 200)
        elif name == "drip":
            self.drip()
        elif name == "broken":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif name == "archive":
            self.say(
                200,
                body=b'{"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/2020/http://x.example/"}}}',
            )
        else:
            self.say(200)

    def say(self, code, body=b"hello", **headers):
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def drip(self):
        """A header that goes on for ever, a byte at a time: no single wait is long."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_words):
        """Tests speak for themselves."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, *, tls=False):
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.asked: list[tuple[str, str, float]] = []
        self.url = f"{'https' if tls else 'http'}://localhost:{self.server_port}"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(Path(__file__).with_name("self-signed.pem"))
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_words):
        """What the other side does is its own affair."""


def started(server):
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


@pytest.fixture
def server():
    one = started(Server())
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def secure():
    one = started(Server(tls=True))
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def wayback():
    one = started(Archive())
    yield one
    one.shutdown()
    one.server_close()
