"""Receivers on this machine: a hub, IndexNow, and pages that take webmentions, each with its moods."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from tests.loopback import no_proxy  # noqa: F401 (for all tests of this folder)

PAGES = {
    "/header": ({"Link": '<https://x.example/>; rel="next", </mention>; rel="webmention other"'}, ""),
    "/bare": ({"Link": "</mention?a=b>; rel=webmention"}, ""),
    "/tag": ({}, '<html><head><link rel="webmention" href="/mention"></head>'),
    "/anchor": ({}, '<p><a rel="me webmention" href="mention">x</a><link rel=webmention href="/wrong">'),
    "/comment": (
        {},
        '<!-- <link rel="webmention" href="/wrong"> --><script>"<a rel=webmention href=/wrong>"</script><p>none',
    ),
    "/other": ({}, '<a rel="not-webmention" href="/wrong">x</a>'),
    "/none": ({}, "<p>Nothing."),
    "/refusing": ({"Link": "</refuse>; rel=webmention"}, ""),
    "/failing": ({"Link": "</fail>; rel=webmention"}, ""),
    "/inside": ({"Link": "<http://127.0.0.1:9/x>; rel=webmention"}, ""),
    "/odd": ({"Link": "<javascript:alert(1)>; rel=webmention"}, ""),
    "/endless": ({}, "<p>" * 700_000 + '<link rel="webmention" href="/wrong">'),
    "/picture": ({"Content-Type": "image/png"}, '<link rel="webmention" href="/wrong">'),
}


class _Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Receivers"

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path == "/moved":
            self.say(302, {"Location": "/anchor"})
        elif self.path == "/circle":
            self.say(302, {"Location": "/circle"})
        elif self.path == "/gone":
            self.say(410, {})
        elif self.path == "/hang":
            time.sleep(2)
        else:
            headers, body = PAGES.get(self.path, ({}, ""))
            self.say(200, {"Content-Type": "text/html", **headers}, body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "json" in self.headers["Content-Type"]:
            self.server.told.append((self.path, json.loads(body)))
        else:
            self.server.told.append((self.path, {key: value[0] for key, value in parse_qs(body).items()}))
        codes = {"/refuse": [400], "/fail": [500] * 9, **self.server.codes}
        left = codes.get(self.path.partition("?")[0], [])
        self.say(left.pop(0) if left else 202, {"Retry-After": "2"} if self.server.busy else {})

    def say(self, code, headers, body=""):
        data = body.encode()
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        """Tests speak for themselves."""


class Receivers(ThreadingHTTPServer):
    """`told` is what was posted, `codes` what a path answers before it answers 202."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Receiver)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked: list[str] = []
        self.told: list[tuple[str, dict]] = []
        self.codes: dict[str, list[int]] = {}
        self.busy = False

    def handle_error(self, *_words):
        """Who does not wait for an answer need not be told."""


@pytest.fixture
def receivers():
    one = Receivers()
    threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
    yield one
    one.shutdown()
    one.server_close()
