"""Comments as they are kept between the server that takes them and the page that shows them. Pure.

The file holds what a page shows and nothing else: no e-mail address, no address of a computer.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

VERSION = 1


class Unreadable(ValueError):
    """The file of comments is none; the message says why."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One approved comment. `text` is what the reader typed, in Markdown; `parent` is the id of the comment it answers, 0 for none."""

    id: int
    author: str
    created: datetime
    text: str
    parent: int = 0


#: Address of a page as its server knows it, with a leading slash -> its comments.
Threads = Mapping[str, tuple[Comment, ...]]


def written(threads: Threads) -> str:
    """The threads as a file: the same comments give the same bytes, in whatever order they came."""
    made = {
        uri: [_facts(one) for one in sorted(threads[uri], key=lambda one: (one.created, one.id))]
        for uri in sorted(threads)
        if threads[uri]
    }
    return json.dumps({"version": VERSION, "threads": made}, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Threads:
    """The threads of a file. Raises Unreadable."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON: {error}") from error
    if not isinstance(given, dict) or given.get("version") != VERSION or not isinstance(given.get("threads"), dict):
        raise Unreadable("it is no file of newsroom comments export")
    try:
        return {uri: tuple(map(_comment, comments)) for uri, comments in given["threads"].items()}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Unreadable(f"a comment in it lacks a fact, or has a wrong one: {error}") from error


def moment(seconds: float) -> datetime:
    """Seconds since 1970, as servers keep them, to the second."""
    return datetime.fromtimestamp(int(seconds), UTC)


def with_replies(comments: Iterable[Comment]) -> tuple[tuple[Comment, tuple[Comment, ...]], ...]:
    """Each comment that answers none, oldest first, with the replies to it. A reply to what is not there any more stands by itself."""
    ordered = sorted(comments, key=lambda one: (one.created, one.id))
    top = _tops(ordered)
    replies: dict[int, list[Comment]] = {}
    for one in ordered:
        if top[one.id] != one.id:
            replies.setdefault(top[one.id], []).append(one)
    return tuple((one, tuple(replies.get(one.id, ()))) for one in ordered if top[one.id] == one.id)


def _tops(comments: Iterable[Comment]) -> Mapping[int, int]:
    """Comment -> the first one of its conversation; what runs in a circle begins one of its own."""
    parents = {one.id: one.parent for one in comments}
    found = {}
    for start in parents:
        seen = {start}
        here = start
        while parents[here] in parents and parents[here] not in seen:
            here = parents[here]
            seen.add(here)
        found[start] = start if parents[here] in seen else here
    return found


def _facts(one: Comment) -> dict[str, Any]:
    facts: dict[str, Any] = {"id": one.id, "author": one.author, "created": one.created.isoformat()}
    return {**facts, **({"parent": one.parent} if one.parent else {}), "text": one.text}


def _comment(given: Any) -> Comment:
    created = datetime.fromisoformat(str(given["created"]))
    if created.tzinfo is None:
        raise ValueError(f"{given['created']} has no offset")
    return Comment(int(given["id"]), str(given["author"]), created, str(given["text"]), int(given.get("parent") or 0))
