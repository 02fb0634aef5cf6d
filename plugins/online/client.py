"""Asks one address: HEAD, then GET where that says nothing, along its redirects. Only http and https, and no private network.

The address that a host's name stands for is looked at and then connected to, so that no second look-up can lead elsewhere.
"""

import contextlib
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import Timeout, connection

from .options import Options

MOST_REDIRECTS = 8
#: Longest that a server's Retry-After is waited for, in seconds; one that asks for more is left in peace.
LONGEST_WAIT = 30.0
_FOR_GOOD = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
#: Answers to HEAD that say nothing of what GET would be told.
_ASK_AGAIN = frozenset({400, 401, 403, 404, 405, 406, 410, 500, 501, 502, 503})
_LATER = frozenset({429, 500, 502, 503, 504})
_ENOUGH = 1024

OK, DEAD, UNSURE = "ok", "dead", "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address. `verdict` is ok, dead or unsure, `why` says it in words; `moved` is where it leads for good, or ""."""

    verdict: str
    why: str = ""
    moved: str = ""


class Refused(Exception):
    """An address that is not asked: the message says why."""


class Client:
    """Asks addresses. Safe to use from several threads; `wait` sleeps."""

    def __init__(self, options: Options, wait: Callable[[float], None] = time.sleep) -> None:
        self._options, self._wait = options, wait
        timeout = Timeout(connect=options.seconds, read=options.seconds)
        facts: dict[str, Any] = {
            "timeout": timeout, "retries": False, "maxsize": 1, "num_pools": 64, "headers": {"User-Agent": options.agent, "Accept": "*/*", "Connection": "close"},
        }  # fmt: skip
        self._direct = urllib3.PoolManager(**facts)
        self._direct.pool_classes_by_scheme = _pools(options)
        proxies = getproxies()
        self._proxies = {
            scheme: urllib3.ProxyManager(proxies[scheme], **facts) for scheme in ("http", "https") if proxies.get(scheme)
        }  # fmt: skip

    def ask(self, url: str) -> Answer:
        """What is at `url` now, asked up to `tries` times where it does not answer."""
        answer = Answer(UNSURE, "it was not asked")
        for attempt in range(max(1, self._options.tries)):
            if attempt:
                self._wait(min(2.0**attempt, LONGEST_WAIT))
            answer, again = self._follow(url)
            if not again:
                break
        return answer

    def copy_of(self, url: str) -> str:
        """The address of an archived copy, by the archive's own interface; "" where it knows none or does not answer."""
        asked = self._options.archive.format(url=quote(url, safe=""))
        try:
            response = self._request("GET", asked)
            data = response.read(100_000)
            response.release_conn()
            closest = json.loads(data)["archived_snapshots"]["closest"]
            found = str(closest["url"]) if closest.get("available") else ""
        except (HTTPError, Refused, OSError, ValueError, KeyError, TypeError):
            return ""
        return found.replace("http://web.archive.org/", "https://web.archive.org/", 1)

    def _follow(self, url: str) -> tuple[Answer, bool]:
        """(answer, whether it is worth asking again)."""
        here, for_good = urldefrag(url).url, True
        moved, seen = "", {here}
        for _hop in range(MOST_REDIRECTS + 1):
            try:
                status, location = self._status(here)
            except Refused as refused:
                return Answer(UNSURE if here == url else DEAD, str(refused)), False
            except (HTTPError, OSError, ValueError) as error:
                return _failed(error)
            if status in _REDIRECTS and location:
                target = urldefrag(urljoin(here, location)).url
                if target in seen:
                    return Answer(DEAD, "its redirects lead in a circle"), False
                seen.add(target)
                for_good = for_good and status in _FOR_GOOD
                moved = target if for_good else moved
                here = target
                continue
            return _judged(status, moved)
        return Answer(DEAD, f"it redirects more than {MOST_REDIRECTS} times"), False

    def _status(self, url: str) -> tuple[int, str]:
        """Status and Location; a server that says "too many questions" is asked once more after the time it names."""
        try:
            status, location, pause = self._once("HEAD", url)
        except (ReadTimeoutError, ProtocolError):  # some servers have never heard of HEAD
            status, location, pause = 405, "", 0.0
        if status in _ASK_AGAIN:
            status, location, pause = self._once("GET", url)
        if status in (429, 503) and 0 < pause <= LONGEST_WAIT:
            self._wait(pause)
            status, location, _ = self._once("GET", url)
        return status, location

    def _once(self, method: str, url: str) -> tuple[int, str, float]:
        response = self._request(method, url)
        try:
            if method == "GET" and response.status == 200:
                _some(response, self._options.seconds)
            return (
                response.status,
                response.headers.get("Location", ""),
                _seconds(response.headers.get("Retry-After", "")),
            )
        finally:
            response.close()
            response.release_conn()

    def _request(self, method: str, url: str) -> Any:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise Refused(f"it leads to {parts.scheme or 'nothing'}:, which is no web address")
        if not self._options.private and is_private_name(host):
            raise Refused(f"{host} is on a private network")
        proxy = self._proxies.get(parts.scheme)
        manager = proxy if proxy is not None and not proxy_bypass(host) else self._direct
        whole = quote(url, safe="/%:?#[]@!$&'()*+,;=~-._")
        return manager.request(method, whole, redirect=False, preload_content=False)


def is_private_name(host: str) -> bool:
    """Whether a host is this machine or an address that the world's network does not carry, by its name alone."""
    if host.rstrip(".").lower() in ("localhost", "localhost.localdomain") or host.endswith(
        (".local", ".internal", ".localhost")
    ):
        return True
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return False


def _public_addresses(host: str, port: int) -> Sequence[str]:
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    public = [one for one in found if ipaddress.ip_address(one.partition("%")[0]).is_global]
    if not public:
        raise Refused(f"{host} is on a private network")
    return public


def _addresses(host: str, port: int, *, private: bool) -> Sequence[str]:
    """The addresses of a host that may be asked. Raises Refused when all of them are private."""
    found = list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    allowed = [one for one in found if private or ipaddress.ip_address(one.partition("%")[0]).is_global]
    if not allowed:
        raise Refused(f"{host} is on a private network")
    return allowed


class _Guarded:
    """A connection to an address that was looked at, which is cut after a time, however slowly the other side drips."""

    private = False
    longest = 60.0
    was_cut = False
    _cut: threading.Timer | None = None

    def _new_conn(self: Any) -> socket.socket:
        host = str(self.host).strip("[]")
        try:
            addresses = _addresses(host, self.port, private=self.private)
        except socket.gaierror as error:
            raise NameResolutionError(host, self, error) from error
        made: socket.socket = self._first(host, addresses)
        self._cut = threading.Timer(self.longest, _shut, (self, made))
        self._cut.daemon = True
        self._cut.start()
        return made

    def _first(self: Any, host: str, addresses: Sequence[str]) -> socket.socket:
        last: OSError | None = None
        for address in addresses[:3]:
            try:
                made: socket.socket = connection.create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
                return made
            except TimeoutError as error:
                raise ConnectTimeoutError(self, f"no answer from {host}") from error
            except OSError as error:
                last = error
        raise NewConnectionError(self, f"no connection to {host}: {last}")

    def getresponse(self) -> Any:
        response = super().getresponse()  # type: ignore[misc]
        if self.was_cut:  # what had come by then looks like the whole head of an answer
            raise TimeoutError("it answers too slowly")
        return response

    def close(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
        super().close()  # type: ignore[misc]


def _shut(of: Any, made: socket.socket) -> None:
    of.was_cut = True
    for one in (of.sock, made):
        with contextlib.suppress(OSError, AttributeError):
            one.shutdown(socket.SHUT_RDWR)


def _pools(options: Options) -> dict[str, type]:
    """The pools whose connections are guarded as these options say."""
    facts = {"private": options.private, "longest": options.seconds * 2}
    plain = type("Plain", (_Guarded, HTTPConnection), facts)
    secure = type("Secure", (_Guarded, HTTPSConnection), facts)
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


def _judged(status: int, moved: str) -> tuple[Answer, bool]:
    if status in _GONE:
        return Answer(DEAD, f"it answers {status}, {'gone' if status == 410 else 'not found'}"), False
    if status in (401, 403, 407, 451) or status in _LATER or status >= 400:
        return Answer(UNSURE, f"it answers {status} to a program"), status in _LATER and status != 429
    return Answer(OK, moved=moved), False


def _failed(error: BaseException) -> tuple[Answer, bool]:
    reason = getattr(error, "reason", error)
    for one in (error, reason):
        if isinstance(one, (SSLError, ssl.SSLError)):
            return Answer(DEAD, "its certificate is not valid, and a browser warns of it"), False
        if isinstance(one, (NameResolutionError, socket.gaierror)):
            return Answer(DEAD, "there is no such host"), True
        if isinstance(one, (ConnectTimeoutError, ReadTimeoutError, TimeoutError)):
            return Answer(DEAD, "it does not answer in time"), True
    if isinstance(error, (LocationParseError, ValueError)):
        return Answer(DEAD, "it is no web address"), False
    if isinstance(error, (NewConnectionError, ProtocolError, OSError)):
        return Answer(DEAD, "it refuses the connection"), True
    return Answer(UNSURE, f"it could not be asked ({type(error).__name__})"), False


def _some(response: Any, seconds: float) -> None:
    """The first bytes of an answer: enough to know that there is one, and no slow drip holds us longer than `seconds`."""
    until = time.monotonic() + seconds
    read = 0
    while read < _ENOUGH:
        piece = response.read1(_ENOUGH)
        read += len(piece)
        if not piece or time.monotonic() > until:
            return


def _seconds(told: str) -> float:
    """Retry-After in seconds; 0 for a date, which says more about their clock than about ours."""
    return float(told) if told.strip().isdigit() else 0.0
