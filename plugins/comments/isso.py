"""The approved comments of an Isso server: from its SQLite file, or from its public interface."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from .thread import Comment, Threads, moment

#: Isso's mode of a comment that a moderator approved, or that needed none.
_ACCEPTED = 1
_SECONDS = 20
_ROWS = """
SELECT threads.uri, comments.id, comments.parent, comments.created, comments.author, comments.text
FROM comments JOIN threads ON threads.id = comments.tid WHERE comments.mode = ? ORDER BY threads.uri, comments.id
"""


class Failed(Exception):
    """The comments could not be had; the message says why."""


def from_database(file: Path, anonymous: str) -> Threads:
    """The approved comments of Isso's database, which is only read. `anonymous` stands for a missing name. Raises Failed."""
    if not file.is_file():
        raise Failed(f"there is no {file}")
    threads: dict[str, list[Comment]] = {}
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            for uri, number, parent, created, author, text in database.execute(_ROWS, (_ACCEPTED,)):
                threads.setdefault(uri, []).append(_comment(number, parent, created, author, text, anonymous))
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise Failed(f"{file} is no database of Isso's: {error}") from error
    return {uri: tuple(comments) for uri, comments in threads.items()}


def from_server(server: str, uris: Iterable[str], anonymous: str) -> Threads:
    """The comments that the server at `server` shows for these addresses. Raises Failed."""
    wanted = sorted(uris)
    base = server.rstrip("/")
    counts = _asked(f"{base}/count", wanted) if wanted else []
    if not isinstance(counts, list) or len(counts) != len(wanted):
        raise Failed(f"{base} does not answer as Isso does")
    threads = {}
    for uri, count in zip(wanted, counts, strict=True):
        if count:
            answer = _asked(f"{base}/?uri={quote(uri, safe='')}&plain=1")
            try:
                top = answer["replies"]
                found = [*top, *(reply for one in top for reply in one.get("replies", ()))]
                threads[uri] = tuple(
                    _comment(one["id"], one["parent"], one["created"], one["author"], one["text"], anonymous)
                    for one in found
                    if one["mode"] == _ACCEPTED
                )
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise Failed(f"{base} does not answer as Isso does: {error}") from error
    return threads


def _asked(url: str, body: Any = None) -> Any:
    if not url.startswith(("http://", "https://")):
        raise Failed(f"{url} is no address of a server")
    data = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(url, data, {"Content-Type": "application/json"}), timeout=_SECONDS) as answer:  # noqa: S310 - http(s), see above
            return json.load(answer)
    except (URLError, OSError, ValueError) as error:
        raise Failed(f"{url}: {error}") from error


def _comment(number: Any, parent: Any, created: Any, author: Any, text: Any, anonymous: str) -> Comment:
    """Isso keeps names with `&`, `<` and `>` escaped for HTML."""
    name = " ".join(unescape(str(author or "")).split()) or anonymous
    return Comment(int(number), name, moment(float(created)), str(text), int(parent or 0))
