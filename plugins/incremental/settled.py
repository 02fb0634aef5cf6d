"""Questions that need not be asked: what they follow from is as it was when the last build asked them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.standing import Standing, standing_of
from .questions import Question

#: How a question is found to follow from a story: (together with what all others say, attributes of the answer of which that is not true).
_Claim = tuple[bool, frozenset[str]]
#: What is read of an article or page that is its text.
_TEXTS = ("content", "get_content")


class Settled:
    """`shared` is the context of all pages, `contents` are by path; `last` are the facts that the last build left."""

    def __init__(
        self, shared: Mapping[str, Any], contents: Mapping[str, Any], build: Build, last: Mapping[str, Any]
    ) -> None:
        self._shared, self._contents, self._build = shared, contents, build
        self._standing: Standing = build.once(standing_of)
        self._last: Mapping[str, tuple[bytes | None, bytes | None]] = last.get("contents", {})
        now = self._standing.stories
        self._are_stories_same = now is not None and last.get("stories") == now
        self._claims: dict[tuple[str, str], _Claim | None] = {}
        self._now: dict[str, tuple[bytes | None, bytes | None]] = {}

    def facts(self) -> dict[str, Any]:
        """What the next build must know, in plain values."""
        return {"stories": self._standing.stories, "contents": {place: self._of(place) for place in self._contents}}

    def open(self, rows: Sequence[tuple[Question, bytes]], asked: Sequence[int]) -> list[int]:
        """Those of the rows that must be asked."""
        return [at for at in asked if not self.holds(rows[at][0])]

    def holds(self, question: Question) -> bool:
        """Whether the answer is the one of last time."""
        kind = question[0]
        if kind == "ask":
            return self._follows(question[1], question[2])
        if kind == "content":
            step = question[2][0]
            name = step if isinstance(step, str) else step[0]
            return name in _TEXTS and len(question[2]) == 1 and self._is_same(question[1], 1)
        return False

    def _follows(self, name: str, way: tuple[Any, ...]) -> bool:
        step = way[0] if way else ""
        if isinstance(step, str):
            return False
        method, arguments, keywords = step
        claim = self._claim(name, method)
        if claim is None or not arguments or arguments[0][0] != "content" or keywords:
            return False
        and_others, but = claim
        if but and (len(way) == 1 or _name(way[1]) in but):
            return False
        if and_others and not self._are_stories_same:
            return False
        return all(one[0] == "=" for one in arguments[1:]) and self._is_same(arguments[0][1], 0)

    def _claim(self, name: str, method: str) -> _Claim | None:
        if (name, method) not in self._claims:
            found: Callable[..., Any] | None = getattr(type(self._shared.get(name)), method, None)
            self._claims[name, method] = getattr(found, "of_story", None)
        return self._claims[name, method]

    def _is_same(self, place: str, at: int) -> bool:
        last, now = self._last.get(place), self._of(place)
        return last is not None and now[at] is not None and last[at] == now[at]

    def _of(self, place: str) -> tuple[bytes | None, bytes | None]:
        """The digests of a story and of its text."""
        if place not in self._now:
            content = self._contents.get(place)
            story = self._build.story_of(content) if content else None
            self._now[place] = (self._standing.of(story), self._standing.text_of(content)) if story else (None, None)
        return self._now[place]


def _name(step: Any) -> str:
    return str(step if isinstance(step, str) else step[0])
