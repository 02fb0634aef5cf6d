"""Tells hubs (w3.org/TR/websub), IndexNow (indexnow.org/documentation) and pages that take webmentions, politely."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from ..newsroom.web import HTTPError, Refused, Reply, Web, seconds_in
from .markup import endpoint_of
from .options import Options

#: How many addresses IndexNow takes at a time.
BATCH = 10_000
#: Longest that a Retry-After is waited for, in seconds.
LONGEST_WAIT = 60.0
_MOST_REDIRECTS = 10
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_LATER = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Told:
    """What became of telling somebody. `again` says that another run should try once more; `why` is "" where all is well."""

    what: str
    why: str = ""
    again: bool = False


class Teller:
    """Tells others. `wait` sleeps."""

    def __init__(self, web: Web, options: Options, wait: Callable[[float], None] = time.sleep) -> None:
        self._web, self._options, self._wait = web, options, wait
        self._last = ""

    def hub(self, hub: str, feed: str) -> Told:
        """That a feed has changed."""
        form = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
        return self._judged(feed, *self._asked("POST", hub, form, _FORM))

    def indexnow(self, site: str, key: str, addresses: Sequence[str]) -> Iterator[tuple[Sequence[str], Told]]:
        """That pages have changed or gone: batch by batch, with the addresses of each."""
        for start in range(0, len(addresses), BATCH):
            batch = addresses[start : start + BATCH]
            data = {
                "host": urlsplit(site).netloc,
                "key": key,
                "keyLocation": f"{site}/{key}.txt",
                "urlList": list(batch),
            }
            headers = {"Content-Type": "application/json; charset=utf-8"}
            reply, why = self._asked("POST", self._options.indexnow, json.dumps(data).encode(), headers)
            what = f"{len(batch)} address{'' if len(batch) == 1 else 'es'}"
            if reply is not None and reply.status in (403, 422):
                why = f"it does not accept the key: is {site}/{key}.txt there for everybody?"
                yield batch, Told(what, why, again=True)
            else:
                yield batch, self._judged(what, reply, why)

    def webmention(self, source: str, target: str) -> Told:
        """That a story of ours, at `source`, links to the page at `target`; nothing is said where that page takes no webmentions."""
        what = f"{source} -> {target}"
        page, why = self._page(target)
        if page is None:
            return Told(what, why, again=True)
        if page.status >= 400:
            return Told(what, f"the page answers {page.status}", again=page.status in _LATER)
        html = page.text if "html" in page.headers.get("content-type", "") else ""
        endpoint = endpoint_of(page.headers.get("link", ""), html, page.url)
        if not endpoint:
            return Told(what, "the page takes no webmentions")
        form = urlencode({"source": source, "target": target}).encode()
        return self._judged(what, *self._asked("POST", endpoint, form, _FORM))

    def _page(self, url: str) -> tuple[Reply | None, str]:
        """A page, along its redirects; what cannot be asked is told in words."""
        here = url
        for _hop in range(_MOST_REDIRECTS + 1):
            reply, why = self._asked("GET", here, None, {"Accept": "text/html, */*;q=0.5"})
            location = reply.headers.get("location", "") if reply is not None else ""
            if reply is None or not 300 <= reply.status < 400 or not location:
                return reply, why
            here = urljoin(here, location)
        return None, "it redirects without end"

    def _asked(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[Reply | None, str]:
        """The answer, asked for again while the other side is busy; else why there is none."""
        host = urlsplit(url).netloc
        if self._last == host:
            self._wait(self._options.pause)
        self._last = host
        reply, why = None, ""
        for attempt in range(max(1, self._options.tries)):
            pause = self._options.pause * 2**attempt
            try:
                reply, why = self._web.ask(method, url, body=body, headers=headers), ""
            except Refused as refused:
                return None, str(refused)
            except (HTTPError, OSError, ValueError) as error:
                reply, why = None, f"no answer ({type(error).__name__})"
            if reply is not None:
                asked = seconds_in(reply.headers.get("retry-after", ""))
                if reply.status not in _LATER or asked > LONGEST_WAIT:
                    break
                pause = max(pause, asked)
            if attempt + 1 < self._options.tries:
                self._wait(pause)
        return reply, why

    def _judged(self, what: str, reply: Reply | None, why: str) -> Told:
        if reply is None:
            return Told(what, why, again="private network" not in why)
        if 200 <= reply.status < 300:
            return Told(what)
        return Told(what, f"it answers {reply.status}", again=reply.status in _LATER)
