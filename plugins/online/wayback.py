"""Speaks with the Wayback Machine: its availability interface, and Save Page Now 2, which makes a copy.

https://archive.org/help/wayback_api.php; https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from ..newsroom.web import HTTPError, Refused, Reply, Web, seconds_in
from .options import Options

#: Longest that is waited at one time, in seconds, whatever the archive asks for.
LONGEST_WAIT = 120.0
_STAMP = re.compile(r"\d{14}")
_JOB = re.compile(r"[\w-]{1,128}")
#: What the archive says where it wants us to come back later: after a while, and not today.
_BUSY = frozenset({"error:user-session-limit", "error:service-unavailable", "error:too-many-requests"})
_ENOUGH = frozenset({"error:too-many-daily-captures"})
_WRONG = (HTTPError, Refused, OSError, ValueError)


class NotSaved(Exception):
    """An address that the archive did not take: the message says why."""


class Closed(Exception):
    """The archive takes nothing more from us now: the message says why."""


class Wayback:
    """The archive at `options.wayback`. `keys` are an account's (access key, secret), or None; they are sent there and nowhere else."""

    def __init__(
        self,
        web: Web,
        options: Options,
        keys: tuple[str, str] | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._web, self._options, self._wait = web, options, wait
        self._base, self._saved = options.wayback.rstrip("/"), 0
        self._headers = {"Accept": "application/json"}
        if keys:
            self._headers["Authorization"] = f"LOW {keys[0]}:{keys[1]}"

    def copy_of(self, url: str) -> str:
        """The address of a copy that is there already; "" where the archive knows none or does not answer."""
        try:
            reply = self._web.ask("GET", self._options.archive.format(url=quote(url, safe="")), most=100_000)
            closest = json.loads(reply.body)["archived_snapshots"]["closest"]
            found = str(closest["url"]) if closest.get("available") else ""
        except (*_WRONG, KeyError, TypeError, AttributeError):
            return ""
        return found.replace("http://web.archive.org/", "https://web.archive.org/", 1) if _is_address(found) else ""

    def save(self, url: str) -> str:
        """The address of a new copy of `url`, or of one of the last days. Raises NotSaved, or Closed where no other should be asked for."""
        if self._saved:
            self._wait(self._options.save_pause)
        self._saved += 1
        days = max(0, self._options.days)
        form = {"url": url, "skip_first_archive": "1", **({"if_not_archived_within": f"{days}d"} if days else {})}
        headers = {**self._headers, "Content-Type": "application/x-www-form-urlencoded"}
        told = self._told("POST", f"{self._base}/save", urlencode(form).encode(), headers)
        job = str(told.get("job_id") or "")
        if not _JOB.fullmatch(job):
            raise NotSaved(_reason(told) or "the archive gave no number to ask for")
        return self._finished(job, url)

    def _finished(self, job: str, url: str) -> str:
        waited = 0.0
        while True:
            told = self._told("GET", f"{self._base}/save/status/{job}", None, self._headers)
            status = told.get("status")
            if status == "success":
                stamp, original = str(told.get("timestamp", "")), str(told.get("original_url") or url)
                if not _STAMP.fullmatch(stamp) or not _is_address(original):
                    raise NotSaved("the archive said that it has a copy, and not where")
                return f"{self._base}/web/{stamp}/{original}"
            if status != "pending":
                raise NotSaved(_reason(told) or "the archive did not say why")
            if waited >= self._options.save_seconds:
                raise NotSaved("the archive is still at work; ask again later")
            self._wait(self._options.save_pause)
            waited += self._options.save_pause

    def _told(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Mapping[str, Any]:
        """What the archive answers, asked again at longer and longer intervals while it is busy."""
        why = ""
        for attempt in range(max(1, self._options.tries)):
            pause = 0.0
            try:
                reply = self._web.ask(method, url, body=body, headers=headers)
            except _WRONG as error:
                why = f"the archive does not answer ({type(error).__name__})"
            else:
                told = _json(reply)
                said = str(told.get("status_ext", ""))
                if reply.status in (401, 403):
                    raise Closed(
                        "the archive wants an account: put its keys into IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY"
                    )
                if said in _ENOUGH:
                    raise Closed(_reason(told))
                if reply.status < 400 and said not in _BUSY:
                    return told
                if reply.status < 500 and reply.status != 429 and said not in _BUSY:
                    raise NotSaved(_reason(told) or f"the archive answers {reply.status}")
                why = _reason(told) or f"the archive answers {reply.status}"
                pause = seconds_in(reply.headers.get("retry-after", ""))
                if pause > LONGEST_WAIT:
                    raise Closed(f"{why}, and asks to be left alone for {pause:.0f} seconds")
            if attempt + 1 < self._options.tries:
                self._wait(min(max(pause, self._options.save_pause * 2**attempt), LONGEST_WAIT))
        raise Closed(why)


def _json(reply: Reply) -> Mapping[str, Any]:
    try:
        told = json.loads(reply.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _reason(told: Mapping[str, Any]) -> str:
    """The archive's own words, on one line."""
    return " ".join(str(told.get("message") or told.get("status_ext") or "").split())[:300]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\\<>\"]", url)
