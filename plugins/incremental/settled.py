"""Questions that need not be asked: what they follow from is as it was when the last build asked them."""

import marshal
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from types import FunctionType
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.extensions import have_others
from ..newsroom.standing import UNSAID, Said, Standing, standing_of
from .digests import SIZE
from .questions import STORY, Question, split
from .rows import Rows, numbers_of

#: What must be as it was for an answer to be: the story, what all others say, the story's text, the day of the build, Pelican's article.
_ITSELF, _OTHERS, _TEXT, _DAY, _ARTICLE = 1, 2, 4, 8, 16
#: Of what nobody knows that.
_NEVER = 32
#: And what a method says that it follows from besides: the first, the second is twice this.
_BESIDES = 64
#: What is read of an article or page that is its text, what follows from that, and what an article has from its header and the settings.
_TEXTS = ("content", "get_content")
_OF_TEXT = "summary"
_OF_ARTICLE = frozenset({
    "author", "authors", "category", "date", "in_default_lang", "lang", "locale_date", "locale_modified", "modified", "save_as", "slug", "status",
    "tags", "template", "timezone", "title", "url",
})  # fmt: skip
#: The names under which Pelican's generators put lists of articles and pages, and what these are ordered by where that is nothing of their words.
_LISTS = frozenset({
    "articles", "authors", "categories", "dates", "draft_pages", "drafts", "hidden_articles", "hidden_pages", "pages", "period_archives", "tags",
})  # fmt: skip
_ORDERS = frozenset({"basename", "category", "date", "slug", "title"})
#: The digest of what an answer follows from besides, and of what that follows from while all stories say what they said.
_Besides = tuple[bytes, bytes]
_Say = Callable[[Any], Any]


class Settled:
    """`shared` is the context of all pages, `contents` are by path; `last` are the facts that the last build left. `may_reuse`: settings and
    code are those of the last build.
    """

    def __init__(
        self,
        shared: Mapping[str, Any],
        contents: Mapping[str, Any],
        build: Build,
        last: Mapping[str, Any],
        *,
        may_reuse: bool = True,
    ) -> None:
        self._shared, self._contents, self._build = shared, contents, build
        self._standing: Standing = build.once(standing_of)
        self._last: Mapping[str, Said] = last.get("contents", {})
        self._is_around_same = last.get("around") == self._standing.around
        now, self._day = self._standing.stories, str(build.site.now.astimezone(build.site.zone).date())
        self._same = (_OTHERS if now is not None and last.get("stories") == now else 0) | (
            _DAY if last.get("day") == self._day else 0
        )
        self._same_of_stories: dict[tuple[int, ...], dict[str, int]] = {}
        self._besides = _besides(shared)
        self._says = list(self._besides.values())
        self._last_besides: Mapping[str, tuple[_Besides, ...]] = (
            last.get("besides", {}) if last.get("named") == list(self._besides) else {}
        )
        self._now_besides: tuple[dict[str, _Besides], ...] = tuple({} for _ in self._besides)
        self._is_alike = may_reuse
        self._may_reuse = may_reuse and self.are_stories_same

    @property
    def are_stories_same(self) -> bool:
        """Whether all stories together say what they said but for their words."""
        return bool(self._same & _OTHERS)

    @cached_property
    def are_lists_same(self) -> bool:
        """Whether Pelican's lists, and those of ours, are what they were: all stories say what they said but for their words, settings and
        code are those of the last build, nobody else has a hand in the lists, and they are ordered by nothing that stands in a text.
        """
        orders = [self._build.setting(f"{kind}_ORDER_BY", "slug") for kind in ("ARTICLE", "PAGE")]
        are_known = all(isinstance(one, str) and one.removeprefix("reversed-") in _ORDERS for one in orders)
        are_there = self._last.keys() == self._contents.keys()  # one may fail to be made
        return self._may_reuse and are_known and are_there and not self._are_others

    @cached_property
    def _are_others(self) -> bool:
        return have_others(self._build.setting("PLUGINS") or ())

    def same_articles(self) -> frozenset[str]:
        """The paths of stories of which Pelican's article is what it was beside its text: settings and code are those of the last build, too."""
        if not self._is_alike or self._are_others:
            return frozenset()
        return frozenset([path for path, same in self._itself_same.items() if same & _ARTICLE])

    def is_same(self, place: str) -> bool:
        """Whether the story at this path and its text say what they said, as far as that can be known."""
        last, now = self._last.get(place), self._now.get(place, UNSAID)[:2]
        return self._is_around_same and last is not None and None not in now and now == last[:2]

    @cached_property
    def _now(self) -> Mapping[str, Said]:
        """What the story, the text and the article at each path say."""
        return self._standing.all_said(self._contents)

    def look_ahead(self) -> None:
        """Find what `facts` will be asked for, while others are at work."""
        self._all_that_follow  # noqa: B018  (it is kept)

    @cached_property
    def _all_that_follow(self) -> dict[str, tuple[_Besides, ...]]:
        """What the answers about each story follow from besides, by path."""
        return {place: self._all_besides(place) for place in self._contents} if self._besides else {}

    def facts(self) -> dict[str, Any]:
        """What the next build must know, in plain values."""
        return {
            "around": self._standing.around,
            "stories": self._standing.stories,
            "day": self._day,
            "contents": self._now,
            "besides": self._all_that_follow,
            "named": list(self._besides),
        }

    def open(
        self, rows: Rows, *, only: Collection[str] | None = None, but: Collection[str] = ()
    ) -> list[tuple[int, tuple[int, ...]]]:
        """The rows that must be asked: (block, places in it). Of a story that is the one of last time most are not even looked at.

        `only` those of names that all pages share and that are told here, or all `but` those.
        """
        needs = [self._needs(shape) if shape and _is_among(shape, only, but) else 0 for shape in rows.shapes]
        besides = [at for at in range(len(self._besides)) if any(one & _BESIDES << at for one in needs)]
        known: dict[tuple[bytes, int], tuple[int, ...]] = {}
        masks = self._same_of(besides)
        found = []
        for at, block in enumerate(rows.blocks):
            if block is None:
                continue
            same = masks.get(block[0], self._same)
            places = known.get((block[1], same))
            if places is None:
                numbers = enumerate(numbers_of(block[1]))
                places = known[block[1], same] = tuple([place for place, shape in numbers if needs[shape] & ~same])
            if places:
                found.append((at, places))
        return found

    def about(self, rows: Rows, names: Collection[str]) -> frozenset[int]:
        """The numbers of the shapes of questions about one of these names."""
        return frozenset([at for at, shape in enumerate(rows.shapes) if shape and _is_among(shape, names, ())])

    def holds(self, question: Question) -> bool:
        """Whether the answer is the one of last time."""
        path, shape = split(question)
        return not self._needs(shape) & ~self._same_of(range(len(self._besides))).get(path, self._same)

    def _same_of(self, besides: Sequence[int]) -> Mapping[str, int]:
        """What is as it was for a question about a story, by its path; of any other, what is for one about none. Of what methods follow from
        `besides`, those that are numbered so are looked at.
        """
        key = tuple(besides)
        found = self._same_of_stories.get(key)
        if found is None:
            found = self._same_of_stories[key] = self._itself_same.copy()
            for at in key:
                bit = _BESIDES << at
                for path, last in self._last_besides.items():
                    if (
                        path in found
                        and path in self._contents
                        and (self._is_reused(at, last) or self._besides_of(at, path)[0] == last[at][0])
                    ):
                        found[path] |= bit
        return found

    @cached_property
    def _itself_same(self) -> dict[str, int]:
        """The same of the story, its text and its article alone."""
        same, known = self._same, self._now
        around = _ITSELF | _ARTICLE if self._is_around_same else 0
        whole, found = same | _TEXT | around, {}
        for path, last in self._last.items():
            now = known.get(path, UNSAID)
            if now == last and None not in now:
                found[path] = whole
            else:
                are_same = [one is not None and one == was for one, was in zip(now, last, strict=True)]
                itself, text, article = are_same
                found[path] = (
                    same | (_TEXT if text else 0) | ((_ITSELF if itself else 0) | (_ARTICLE if article else 0)) & around
                )
        return found

    def _needs(self, shape: Question) -> int:
        kind = shape[0]
        if kind == "ask":
            return self._follows(shape[1], shape[2])
        if kind == "name" and shape[1] in _LISTS and self.are_lists_same:
            return _OTHERS
        return _needs_of_content(shape[2]) if kind == "content" else _NEVER

    def _follows(self, name: str, way: Sequence[Any]) -> int:
        step = way[0] if way else ""
        if isinstance(step, str):
            return _NEVER
        method, arguments, keywords = step
        found: Callable[..., Any] | None = getattr(type(self._shared.get(name)), method, None)
        claim: tuple[bool, frozenset[str], str] | None = getattr(found, "of_story", None)
        is_about_one = bool(arguments) and arguments[0] == STORY and all(one[0] == "=" for one in arguments[1:])
        if claim is None or not is_about_one or keywords:
            return _NEVER
        and_others, by_day, also = claim
        reads_day = by_day and (len(way) == 1 or _name(way[1]) in by_day)
        besides = _BESIDES << list(self._besides).index(f"{name}.{also}") if also else 0
        return _ITSELF | (_OTHERS if and_others else 0) | (_DAY if reads_day else 0) | besides

    def _is_reused(self, at: int, last: Sequence[_Besides]) -> bool:
        """Whether what the method of this number says follows from nothing that can be another."""
        return self._may_reuse and self._says[at][1] is _nothing and last[at][1] == _OF_NOTHING

    def _all_besides(self, place: str) -> tuple[_Besides, ...]:
        """Of one story; the very object of last time where it is the same, so that much is not made again."""
        last, every = self._last_besides.get(place), range(len(self._besides))
        now = tuple([last[at] if last and self._is_reused(at, last) else self._besides_of(at, place) for at in every])
        return last if last is not None and last == now else now

    def _besides_of(self, at: int, place: str) -> _Besides:
        """What the method of this number says that it follows from besides, of one story. Where only `near` can be another, that alone is asked."""
        known = self._now_besides[at].get(place)
        if known is None:
            (say, near), content = self._says[at], self._contents[place]
            last = self._last_besides.get(place) if self._may_reuse else None
            rest = _OF_NOTHING if near is _nothing else _digest(near(content)) if near else b""
            is_same = near is not None and last is not None and last[at][1] == rest
            known = (last[at][0] if is_same and last else _digest(say(content)), rest)
            self._now_besides[at][place] = known
        return known


def _is_among(shape: Question, only: Collection[str] | None, but: Collection[str]) -> bool:
    """Whether a question is about one of these names, or about none of the others."""
    name = shape[1] if shape[0] in ("ask", "name") else ""
    return name not in but if only is None else name in only


def _besides(shared: Mapping[str, Any]) -> dict[str, tuple[_Say, _Say | None]]:
    """The methods that are named with `of_story(also=...)`, by the name of their object and their own; with each what it follows from while all
    stories say what they said, None where nothing is known of that.
    """
    found: dict[str, tuple[_Say, _Say | None]] = {}
    for name, value in shared.items():
        for method in vars(type(value)).values():
            claim = vars(method).get("of_story") if isinstance(method, FunctionType) else None
            if claim and claim[2]:
                say = getattr(value, claim[2])
                near = getattr(say, "of_stories", None)
                found[f"{name}.{claim[2]}"] = (
                    say,
                    None if near is None else getattr(value, near) if near else _nothing,
                )
    return dict(sorted(found.items()))


def _nothing(_content: Any) -> tuple[()]:
    return ()


def _digest(said: Any) -> bytes:
    return blake2b(marshal.dumps(said, 2), digest_size=SIZE).digest()


_OF_NOTHING = _digest(())


def _needs_of_content(way: Sequence[Any]) -> int:
    if len(way) != 1:
        return _NEVER
    if _name(way[0]) in _TEXTS:
        return _TEXT
    if way[0] == _OF_TEXT:
        return _ARTICLE | _TEXT
    return _ARTICLE if way[0] in _OF_ARTICLE else _NEVER


def _name(step: Any) -> str:
    return str(step if isinstance(step, str) else step[0])
