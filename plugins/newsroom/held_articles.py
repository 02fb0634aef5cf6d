"""Pelican's articles of stories that did not change, held by a process that builds again and again.

An article is made of its story, of the site's settings, which stay as they are while a process lives, and of what `Frame` and `Made` name.
What one build puts on an article stays in that build: each gets an article of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .places import Place
from .story import Story
from .term_links import KINDS

_LINKS = tuple(f"{before}{kind}{after}" for kind in KINDS for before, after in ("{}", "||")) + tuple(
    f"{{filename}}/{kind}:" for kind in KINDS
)


@dataclass(frozen=True)
class Frame:
    """What all articles of a build are made of: how files are read (with the registries), how Markdown is, and the words that we add."""

    readings: str = ""
    markdown: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether these say all: an extension of somebody else may look at anything."""
        return bool(self.readings and self.markdown)


@dataclass(frozen=True, slots=True)
class Made:
    """What one article is made of beside that: its story, what it and its translations have in common, whether its template is there."""

    story: Story
    pair: str
    has_template: bool

    def is_still(self, other: "Made") -> bool:
        """A story that was not read again is the same object: nothing of it needs to be compared."""
        return self.story is other.story and (self.pair, self.has_template) == (other.pair, other.has_template)


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article as it was when it had been read. `static_links` and `contents` are what reading it left elsewhere."""

    made: Made
    kind: type
    values: Mapping[str, Any]
    static_links: frozenset[str]
    contents: list[dict[str, Any]] | None
    has_links: bool

    def article(self, context: Any) -> Any:
        """A new one for a build with this context."""
        article: Any = object.__new__(self.kind)
        own = vars(article)
        own.update(self.values)
        own.update(_context=context, translations=[], metadata=dict(self.values["metadata"]))
        return article


def held(article: Any, made: Made, contents: list[dict[str, Any]] | None) -> HeldArticle:
    """An article as it now is. Its address is made once: it hangs on nothing else."""
    values = {name: value for name, value in vars(article).items() if name not in ("_context", "translations")}
    values["metadata"] = dict(values["metadata"])
    values.setdefault("override_url", article.url)
    texts = (str(values["_content"]), str(values.get("_summary", "")))
    return HeldArticle(
        made, type(article), values, frozenset(article.get_static_links()), contents,
        any(mark in text for mark in _LINKS for text in texts),
    )  # fmt: skip


class HeldArticles:
    """By path. `turn` comes before a build asks."""

    def __init__(self) -> None:
        self._frame = Frame()
        self._places: Mapping[tuple[str, str], Place] = {}
        self._by_path: dict[str, HeldArticle] = {}

    def turn(self, frame: Frame, places: Mapping[tuple[str, str], Place]) -> None:
        """Forget what was made of something else."""
        if not frame.is_known or frame != self._frame:
            self._by_path.clear()
        elif places != self._places:
            self._by_path = {path: one for path, one in self._by_path.items() if not one.has_links}
        self._frame, self._places = frame, places

    def find(self, made: Made) -> HeldArticle | None:
        one = self._by_path.get(made.story.path)
        return one if one and one.made.is_still(made) else None

    def hold(self, one: HeldArticle) -> None:
        if self._frame.is_known:
            self._by_path[one.made.story.path] = one
