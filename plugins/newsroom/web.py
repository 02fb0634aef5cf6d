"""Asks the web: only http and https, no private network unless it is allowed, nothing that takes too long, no redirect by itself.

The address that a host's name stands for is looked at and then connected to, so that no second look-up can lead elsewhere.
Imported only by what asks: urllib3 is heavy.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError
from urllib3.util import Timeout, connection

__all__ = ["HTTPError", "Refused", "Reply", "Web", "is_private_name", "seconds_in"]

_MOST_BYTES = 1_000_000


class Refused(Exception):
    """An address that is not asked: the message says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that was read: names of headers in small letters, the first bytes of its body, and where it was asked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


class Web:
    """Asks addresses. Safe to use from several threads. `seconds` is how long an answer may take, `private` allows private networks."""

    def __init__(self, *, agent: str, seconds: float, private: bool = False) -> None:
        self._private, self._seconds = private, seconds
        facts: dict[str, Any] = {
            "timeout": Timeout(connect=seconds, read=seconds),
            "retries": False,
            "maxsize": 1,
            "num_pools": 64,
            "headers": {"User-Agent": agent, "Accept": "*/*", "Connection": "close"},
        }
        self._headers: Mapping[str, str] = facts["headers"]
        self._direct = urllib3.PoolManager(**facts)
        self._direct.pool_classes_by_scheme = _pools(private=private, longest=seconds * 2)
        proxies = getproxies()
        self._proxies = {
            scheme: urllib3.ProxyManager(proxies[scheme], **facts)
            for scheme in ("http", "https")
            if proxies.get(scheme)
        }

    def open(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Any:
        """The answer at `url`, its body not read yet; whoever asks closes it. Raises Refused, urllib3's HTTPError, OSError or ValueError."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise Refused(f"it leads to {parts.scheme or 'nothing'}:, which is no web address")
        if not self._private and is_private_name(host):
            raise Refused(f"{host} is on a private network")
        proxy = self._proxies.get(parts.scheme)
        manager = proxy if proxy is not None and not proxy_bypass(host) else self._direct
        whole = quote(url, safe="/%:?#[]@!$&'()*+,;=~-._")
        given = {**self._headers, **headers} if headers else self._headers
        return manager.request(method, whole, body=body, headers=given, redirect=False, preload_content=False)

    def ask(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        most: int = _MOST_BYTES,
    ) -> Reply:
        """The answer at `url` with up to `most` bytes of its body. Raises as `open` does."""
        response = self.open(method, url, body=body, headers=headers)
        try:
            until = time.monotonic() + self._seconds
            pieces, size = [], 0
            while size < most and time.monotonic() < until:
                piece = response.read1(min(most - size, 65_536))
                if not piece:
                    break
                pieces.append(piece)
                size += len(piece)
            told = {str(name).lower(): str(value) for name, value in response.headers.items()}
            return Reply(response.status, told, b"".join(pieces), url)
        finally:
            response.close()
            response.release_conn()


def seconds_in(told: str) -> float:
    """Retry-After in seconds; 0 for a date, which says more about their clock than about ours."""
    return float(told) if told.strip().isdigit() else 0.0


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


class _Unkept:
    """A pool that ends each connection after its answer, as it told the other side: a question never meets one that is being closed."""

    def _put_conn(self, conn: Any) -> None:
        if conn is not None:
            conn.close()
        super()._put_conn(conn)  # type: ignore[misc]


def _shut(of: Any, made: socket.socket) -> None:
    of.was_cut = True
    for one in (of.sock, made):
        with contextlib.suppress(OSError, AttributeError):
            one.shutdown(socket.SHUT_RDWR)


def _pools(*, private: bool, longest: float) -> dict[str, type]:
    """The pools whose connections are guarded so."""
    facts = {"private": private, "longest": longest}
    plain = type("Plain", (_Guarded, HTTPConnection), facts)
    secure = type("Secure", (_Guarded, HTTPSConnection), facts)
    return {
        "http": type("PlainPool", (_Unkept, HTTPConnectionPool), {"ConnectionCls": plain}),
        "https": type("SecurePool", (_Unkept, HTTPSConnectionPool), {"ConnectionCls": secure}),
    }
