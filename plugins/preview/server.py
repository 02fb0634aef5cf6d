"""The server on this machine: the pages of the workshop, and beside them what tells a browser that there is news."""

import json
import mimetypes
import queue
import re
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from .proof import sheet_page, sheets_page
from .workshop import News, Workshop

HOST = "127.0.0.1"
#: Addresses of the desk's own beside those of the site.
OWN = "/_newsroom/"
#: Seconds after which a browser that hears nothing is told that we are still there.
_STILL_HERE = 15.0

#: What the `<html>` of a page says that hears no news.
_LEFT_ALONE = b'data-newsroom-live="off"'

_POLICY = re.compile(rb"""(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)""", re.IGNORECASE)

_TYPES = {
    ".html": "text/html; charset=utf-8", ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json", ".yml": "text/yaml; charset=utf-8", ".avif": "image/avif",
    ".webp": "image/webp", ".wasm": "application/wasm",
}  # fmt: skip


class PortTaken(Exception):
    """Somebody else answers there."""


class Server(ThreadingHTTPServer):
    """Answers on this machine only."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, workshop: Workshop | None = None) -> None:
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise PortTaken(str(port)) from error
        self.workshop = workshop
        self.ending = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if host not in (HOST, "localhost", "[::1]"):  # another site's page that points its name here sees nothing
            self._answer(
                HTTPStatus.MISDIRECTED_REQUEST,
                "text/plain; charset=utf-8",
                b"This is not the site that was asked for.\n",
            )
            return
        path = unquote(urlsplit(self.path).path)
        try:
            if path.startswith(OWN):
                self._own(path.removeprefix(OWN))
            else:
                self._page(path.lstrip("/"))
        except (BrokenPipeError, ConnectionResetError):
            return  # the browser has gone to another page

    def do_HEAD(self) -> None:
        self.do_GET()

    def _page(self, path: str) -> None:
        workshop = self.server.workshop
        assert workshop is not None
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if ".." in file.split("/") or "\\" in file or "\0" in file:
            self._missing(workshop)
            return
        page = workshop.page(file)
        if (
            page.body is None
            and not page.failure
            and not path.endswith("/")
            and workshop.page(f"{path}/index.html").body is not None
        ):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", "/" + self.path.lstrip("/").partition("?")[0] + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif page.body is not None:
            self._answer(HTTPStatus.OK, _type(file), _with_news(page.body) if file.endswith(".html") else page.body)
        elif page.failure:
            self._answer(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                _TYPES[".html"],
                _with_news(_plain("This page cannot be made now", page.failure)),
            )
        else:
            self._missing(workshop)

    def _missing(self, workshop: Workshop) -> None:
        body = workshop.page("404.html").body or _plain("There is no such page", "")
        self._answer(HTTPStatus.NOT_FOUND, _TYPES[".html"], _with_news(body))

    def _own(self, name: str) -> None:
        workshop = self.server.workshop
        assert workshop is not None
        if name == "news":
            self._stream(workshop)
        elif name in ("live.js", "live.css", "proof.css"):
            data = (files(__package__) / name).read_bytes()
            self._answer(HTTPStatus.OK, _type(name), data)
        elif name == "proof/":
            self._answer(HTTPStatus.OK, _TYPES[".html"], sheets_page(workshop.problems(), workshop.sheet()))
        elif name.startswith("proof/"):
            file = name.removeprefix("proof/")
            body = sheet_page(file, workshop.problems(), workshop.sheet(), _texts(workshop))
            if body is None:
                self._missing(workshop)
            else:
                self._answer(HTTPStatus.OK, _TYPES[".html"], body)
        else:
            self._missing(workshop)

    def _stream(self, workshop: Workshop) -> None:
        """Server-sent events (html.spec.whatwg.org/multipage/server-sent-events.html): one for each build."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with workshop.listening() as heard:
            while not self.server.ending.is_set():
                try:
                    news = heard.get(timeout=_STILL_HERE)
                    self.wfile.write(f"data: {_told(news)}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """A writer wants to read of problems, not of requests."""


def _texts(workshop: Workshop) -> Callable[[str], str]:
    def text(file: str) -> str:
        body = workshop.page(file).body
        return body.decode("utf-8", "replace") if body is not None else ""

    return text


def _told(news: News) -> str:
    outcome = news.outcome
    told = {
        "edition": news.edition,
        "complete": outcome.complete,
        "failures": list(outcome.failures),
        "problems": list(outcome.problems),
        "warnings": outcome.warnings,
    }
    return json.dumps(told, ensure_ascii=False)


def _type(file: str) -> str:
    ending = "." + file.rpartition(".")[2] if "." in file.rsplit("/", 1)[-1] else ""
    return _TYPES.get(ending) or mimetypes.guess_type(file)[0] or "application/octet-stream"


def _with_news(page: bytes) -> bytes:
    """The page with the script that hears of news: a file of our own, so that a strict Content-Security-Policy lets it in.

    A page in which somebody works asks to be left alone: it must not be loaded again at the news of its own work.
    """
    if _LEFT_ALONE in page[:400]:
        return page
    snippet = f'<script src="{OWN}live.js" defer></script>'.encode()
    before, end, after = _let_in(page).rpartition(b"</body>")
    return before + snippet + end + after if end else after + snippet


def _let_in(page: bytes) -> bytes:
    """The page with a Content-Security-Policy that lets our script in, and lets it listen; all else stays as readers will have it."""
    found = _POLICY.search(page)
    if not found:
        return page
    policy = {
        name: rest for name, _, rest in (one.strip().partition(" ") for one in found[2].decode().split(";")) if name
    }
    for name in ("script-src", "connect-src"):
        given = policy.get(name, policy.get("default-src", ""))
        if "&#39;self&#39;" not in given and "'self'" not in given:
            policy[name] = f"{given} 'self'".replace("'none'", "").replace("&#39;none&#39;", "").strip()
    told = "; ".join(f"{name} {rest}".strip() for name, rest in policy.items())
    return page[: found.start(2)] + told.encode() + page[found.end(2) :]


def _plain(title: str, text: str) -> bytes:
    from html import escape

    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head><body><h1>{escape(title)}</h1><p>{escape(text)}</p></body></html>"
    ).encode()
