"""Asks one address: HEAD, then GET where that says nothing, along its redirects."""

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin

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

from ..newsroom.web import Refused, Web, seconds_in
from .options import Options

MOST_REDIRECTS = 8
#: Longest that a server's Retry-After is waited for, in seconds; one that asks for more is left in peace.
LONGEST_WAIT = 30.0
_FOR_GOOD = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Answers that say themselves that nothing is there any more.
GONE = frozenset({404, 410})
#: Answers to HEAD that say nothing of what GET would be told.
_ASK_AGAIN = frozenset({400, 401, 403, 404, 405, 406, 410, 500, 501, 502, 503})
_LATER = frozenset({429, 500, 502, 503, 504})
_ENOUGH = 1024

OK, DEAD, UNSURE = "ok", "dead", "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address. `verdict` is ok, dead or unsure, `why` says it in words; `moved` is where it leads for good, or "".

    `status` is the last that a server said, 0 where none spoke.
    """

    verdict: str
    why: str = ""
    moved: str = ""
    status: int = 0


def web_of(options: Options) -> Web:
    """The web as a site's options let it be asked."""
    return Web(agent=options.agent, seconds=options.seconds, private=options.private)


class Client:
    """Asks addresses. Safe to use from several threads; `wait` sleeps."""

    def __init__(self, options: Options, wait: Callable[[float], None] = time.sleep, web: Web | None = None) -> None:
        self._options, self._wait = options, wait
        self._web = web or web_of(options)

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
        response = self._web.open(method, url)
        try:
            if method == "GET" and response.status == 200:
                _some(response, self._options.seconds)
            return (
                response.status,
                response.headers.get("Location", ""),
                seconds_in(response.headers.get("Retry-After", "")),
            )
        finally:
            response.close()
            response.release_conn()


def _judged(status: int, moved: str) -> tuple[Answer, bool]:
    if status in GONE:
        return Answer(DEAD, f"it answers {status}, {'gone' if status == 410 else 'not found'}", status=status), False
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
