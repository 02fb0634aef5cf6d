"""Pelican's articles of stories that did not change: kept in `.cache/newsroom/`, and held by a process that builds again and again.

An article is made of its story, and of what `Frame` and `Made` name. What one build puts on an article stays in that build: each gets an
article of its own. Its text is fetched from the conversions whenever somebody asks for it, and held by nobody: most pages and lists need none.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from weakref import ref

from . import sealed_files
from .article_values import Row, Shape, Unkept, Values, picker
from .asleep import AtHand, own_of, sleeping
from .caches import keep_newest
from .catalogues import Catalogue
from .places import Place
from .story import Story
from .term_links import KINDS
from .told import told_of

_TERM_LINKS = tuple(f"{before}{kind}{after}" for kind in KINDS for before, after in ("{}", "||")) + tuple(
    f"{{filename}}/{kind}:" for kind in KINDS
)
#: What a text holds that links to another file of the site.
MARKS = ("{", "|")
_WHAT = "articles 1"
#: A site has settings for reading on this machine and for publishing.
_FILES = 3
#: The part of all articles that may be new before the file with all is written again.
_PART = 50
#: Attributes that are another build's, or kept in a way of their own.
_APART = frozenset({"settings", "_context", "translations", "metadata", "_content"})
#: What an article gets for one build, some of it by the generator.
_BESIDES = ("metadata", "translations", "_kept", "_fetch", "settings", "_context")
#: What Pelican and we read of all articles, and the one of these that must be made.
_READ_OF_ALL = (
    "_status",
    "source_path",
    "relative_source_path",
    "template",
    "lang",
    "translation_pair",
    "slug",
    "override_save_as",
)
_DATE = "date"

Places = Mapping[tuple[str, str], Place]


@dataclass(frozen=True)
class Frame:
    """What all articles of a build are made of: how files are read (with the registries), how Markdown is, the words that we add, and all
    else that Pelican and our code go by, in words."""

    readings: str = ""
    markdown: str = ""
    words: Mapping[str, Catalogue] = field(default_factory=dict)
    around: str = ""

    @property
    def is_known(self) -> bool:
        """Whether these say all: an extension of somebody else may look at anything."""
        return bool(self.readings and self.markdown and self.around)

    @property
    def key(self) -> str:
        words = {lang: (one.lang, one.plural, dict(one.entries)) for lang, one in self.words.items()}
        told = told_of((self.readings, self.markdown, words, self.around))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Made(NamedTuple):
    """What one article is made of beside that: its story, which `edition` stands for as its file tells it, what it and its translations have
    in common, whether its template is there."""

    edition: str
    status: str
    pair: str
    has_template: bool

    @classmethod
    def of(cls, story: Story, pair: str, *, has_template: bool) -> "Made | None":
        """None for a story that may be another one though its file is the same."""
        return cls(story.edition, story.status, pair, has_template) if story.edition else None


class KeptArticle(NamedTuple):
    """An article as it was when it had been read: its values by `shape`, and what others would make of it again in every build."""

    made: Made
    """Or a plain tuple of the same, as a file holds it."""
    shape: int
    row: Row
    save_as: str
    contents: list[dict[str, Any]] | None
    """Python-Markdown's toc_tokens."""
    static_links: tuple[str, ...]
    digest: bytes
    """That of its text; none for a text that links to other files."""
    has_term_links: bool
    has_links_elsewhere: bool
    """Whether its summary, or what else Pelican goes through before it writes, may link to other files."""
    is_warned_of: bool
    """Whether Pelican warns of something in its text whenever it is read."""


class Settled(AtHand):
    """Mixed in before the class of an article of which all is known that others would make of it again and again."""

    _kept: KeptArticle
    _content: Any

    @property
    def save_as(self) -> Any:
        own = own_of(self)
        return own["override_save_as"] if "override_save_as" in own else own["_kept"].save_as

    def get_content(self, siteurl: str) -> Any:
        """As Pelican's, which goes through a text for its links and holds it: that of every article whose page is made. One without links is as it is."""
        if not self._kept.digest:
            return super().get_content(siteurl)  # type: ignore[misc] # the class of an article stands behind this one
        asked, text = _Last.shown
        if asked() is not self:
            text = self._content
            _Last.shown = (ref(self), text)
        return text


class _Last:
    """The text that was asked for last: who asks for it often asks again."""

    shown: tuple[Callable[[], Any], Any] = (lambda: None, "")


class _Text:
    """The text of an article, fetched whenever somebody asks: those of all articles are much. One that is set is an attribute like any other."""

    def __get__(self, article: Any, kind: type | None = None) -> Any:
        own = own_of(article)
        if "_fetch" not in own:
            raise AttributeError("_content")
        return own["_fetch"]()


@cache
def settled(kind: Any) -> Any:
    """The class of settled articles in place of this one, with its name: Pelican finds settings by it."""
    return type(kind.__name__, (Settled, kind), {"__module__": kind.__module__, "_content": _Text()})


def kept_of(content: Any) -> KeptArticle | None:
    """What is kept of an article; None for any other content."""
    return own_of(content)["_kept"] if isinstance(content, Settled) else None


def digest_of_text(text: str) -> bytes:
    """That of an article's text; none for one that links to other files of the site, which may say another thing in each build."""
    return b"" if _has(MARKS, text) else blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class KeptArticles:
    """By path. `turn` comes before a build asks, `save` when it has held what it read. Where a process lives on, what was made is held, too."""

    def __init__(self, *, is_lasting: bool = True) -> None:
        self._is_lasting = is_lasting
        self._frame, self._linkable = Frame(), b""
        self._file: Path | None = None
        self._linkable_of_file = b""
        self._since = set[str]()
        """The paths of those that the file with all does not have as they are."""
        self._shapes: list[Shape] = []
        self._numbers: dict[Shape, int] = {}
        self._pickers: list[Callable[[Any], tuple[Any, ...]]] = []
        self._at_hand: list[tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], int | None]] = []
        self._by_path: dict[str, KeptArticle] = {}
        self._made: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._is_new = False
        self._woken_with: tuple[Values, Callable[[dict[str, Any]], Any]] | None = None

    def turn(self, frame: Frame, places: Places, folder: Path) -> bool:
        """Forget what was made of something else, and take up what `folder` has of this. Whether all is there that was."""
        before, self._linkable = self._linkable, _linkable(places)
        is_same = frame.is_known and frame == self._frame and before == self._linkable
        if not frame.is_known or frame != self._frame:
            self._file = folder / f"articles-{frame.key}.kept" if frame.is_known else None
            self._frame, self._is_new = frame, False
            self._shapes, self._numbers, self._pickers, self._at_hand, self._by_path, self._made = (
                [],
                {},
                [],
                [],
                {},
                {},
            )
            before = self._linkable
            self._linkable_of_file, self._by_path = self._taken(self._file)
            _, later = self._taken(self._file and _later(self._file))
            self._by_path |= later
            self._since = set(later)
        if before != self._linkable:
            self._by_path = {path: one for path, one in self._by_path.items() if not one.has_term_links}
        return is_same

    def _taken(self, file: Path | None) -> tuple[bytes, dict[str, KeptArticle]]:
        """What could be linked to by name when a file was written, and those of its articles that hold still."""
        linkable, shapes, rows = (sealed_files.read(file, _WHAT) if file else None) or (b"", [], [])
        numbers = list(map(self._number, shapes))
        if numbers == list(range(len(numbers))):
            found = {path: KeptArticle._make(row) for path, row in rows}
        else:
            found = {path: KeptArticle._make((row[0], numbers[row[1]], *row[2:])) for path, row in rows}
        if linkable != self._linkable:
            found = {path: one for path, one in found.items() if not one.has_term_links}
        return linkable, found

    def find(self, path: str, made: Made) -> KeptArticle | None:
        one = self._by_path.get(path)
        return one if one is not None and one.made == made else None

    def article(
        self,
        path: str,
        kept: KeptArticle,
        kind: Any,
        values: Values,
        fetch: Callable[[], str],
        besides: Mapping[str, Any] = MappingProxyType({}),
    ) -> Any:
        """A new one of this kind with what belongs to this build `besides`; `fetch` fetches its text."""
        if not self._is_lasting:
            return self._sleeping(kept, kind, values, fetch, besides)
        known = self._made[path] = self._made.get(path) or self._values_of(kept, values)
        article: Any = object.__new__(settled(kind))
        own = article.__dict__ = known[0].copy()
        own["metadata"], own["translations"], own["_kept"], own["_fetch"] = known[1].copy(), [], kept, fetch
        own.update(besides)
        return article

    def _sleeping(
        self, kept: KeptArticle, kind: Any, values: Values, fetch: Callable[[], str], besides: Mapping[str, Any]
    ) -> Any:
        """The same for a process that builds once: it is made when somebody reads of it."""
        names, pick, date = self._at_hand[kept.shape]
        at_hand = dict(zip(names, pick(kept.row), strict=True))
        if date is not None:
            at_hand[_DATE] = values.value(kept.row[date])
        at_hand.update(besides, translations=[], _kept=kept, _fetch=fetch)
        return sleeping(settled(kind), at_hand, self._shapes[kept.shape][1], self._waking(values))

    def _waking(self, values: Values) -> Callable[[dict[str, Any]], tuple[dict[str, Any], dict[str, Any]]]:
        """What gives the values of an article that sleeps; one for all articles of a build."""
        if self._woken_with is None or self._woken_with[0] is not values:
            self._woken_with = (values, lambda own: self._values_of(own["_kept"], values))
        return self._woken_with[1]

    def _values_of(self, kept: KeptArticle, values: Values) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values of an article and those of its metadata, by name, with room for what it gets besides: to copy a mapping takes a tenth of
        the time that it takes to put one together in an object.
        """
        names, names_of_metadata, _, to_make = self._shapes[kept.shape]
        row = values.made(kept.row, to_make)
        metadata = dict(zip(names_of_metadata, self._pickers[kept.shape](row), strict=True))
        return dict(zip(names, row, strict=False)) | dict.fromkeys(_BESIDES), metadata

    def settle(self, article: Any, kept: KeptArticle, fetch: Callable[[], str]) -> None:
        """Let an article that was read be one of those of which all is known; `fetch` fetches the text that it has now."""
        kind: Any = type(article)
        article.__class__, article._kept = settled(kind), kept  # noqa: SLF001
        own = vars(article)
        own["_fetch"] = fetch
        del own["_content"]

    def hold(self, path: str, kept: KeptArticle) -> None:
        self._by_path[path] = kept
        self._made.pop(path, None)
        if not kept.is_warned_of:
            self._since.add(path)
            self._is_new = True

    def written(
        self, article: Any, made: Made, contents: list[dict[str, Any]] | None, values: Values
    ) -> KeptArticle | None:
        """What is to be kept of an article that was read; None where it has a value that can be kept in no file.

        Its address is made once: it hangs on nothing else.
        """
        article.override_url = article.url
        own, text = vars(article), str(article._content)  # noqa: SLF001 (as the readers have left it)
        try:
            shape, row = values.written(
                {name: one for name, one in own.items() if name not in _APART}, article.metadata
            )
        except Unkept:
            return None
        elsewhere = [str(article.metadata.get(one, "")) for one in article.settings["FORMATTED_FIELDS"]]
        texts = (text, *elsewhere, str(own.get("_summary", "")))
        has_term_links = _has(MARKS, *texts) and _has(_TERM_LINKS, *texts)
        digest = digest_of_text(text)
        static_links = () if digest else tuple(sorted(article.get_static_links()))
        return KeptArticle(
            made,
            self._number(shape),
            row,
            article.save_as,
            _shared(contents, {}),
            static_links,
            digest,
            has_term_links=has_term_links,
            has_links_elsewhere=_has(MARKS, *texts[1:]),
            is_warned_of=_has(('alt=""', "alt=''"), text),
        )

    def _number(self, shape: Shape) -> int:
        if shape not in self._numbers:
            self._numbers[shape] = len(self._shapes)
            self._shapes.append(shape)
            self._pickers.append(picker(shape[2]))
            self._at_hand.append(_at_hand(shape))
        return self._numbers[shape]

    def save(self, paths: Mapping[str, Any]) -> None:
        """Keep those of these paths for other processes: few that are new in a file beside that with all. A process that lives on does so once:
        every change of a text would cost it a file.
        """
        gone = self._by_path.keys() - paths.keys()
        for path in gone:
            del self._by_path[path]
        if self._file is None or not (self._is_new or (gone and not self._is_lasting)):
            return
        self._since &= self._by_path.keys()
        is_whole = (
            bool(gone) or self._linkable_of_file != self._linkable or len(self._since) * _PART > len(self._by_path)
        )
        self._write(self._file if is_whole else _later(self._file), self._by_path if is_whole else sorted(self._since))
        with contextlib.suppress(OSError):
            if is_whole:
                _later(self._file).unlink(missing_ok=True)
            else:
                os.utime(self._file)  # it is in use
        for one in (self._file, _later(self._file)):
            keep_newest(one.parent, f"articles-*{one.suffix}", _FILES)
        if self._is_lasting:
            self._file = None

    def _write(self, file: Path, paths: Iterable[str]) -> None:
        told = {path: one for path in paths if not (one := self._by_path[path]).is_warned_of}
        numbers = {old: new for new, old in enumerate(sorted({one.shape for one in told.values()}))}
        rows = [(path, (tuple(one.made), numbers[one.shape], *one[2:])) for path, one in told.items()]
        sealed_files.write(file, _WHAT, (self._linkable, [self._shapes[one] for one in numbers], rows))


def _at_hand(shape: Shape) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], int | None]:
    """Which names an article of this shape has at hand before it is made, what takes their values out of its row, and where the date stands there."""
    names, _, _, to_make = shape
    found = [(name, names.index(name)) for name in _READ_OF_ALL if name in names]
    found = [(name, at) for name, at in found if at not in to_make]
    date = names.index(_DATE) if _DATE in names else None
    return tuple([name for name, _ in found]), picker(tuple([at for _, at in found])), date


def _later(file: Path) -> Path:
    """The file beside one with all articles that has those which came later. A row of either holds whatever the other has."""
    return file.with_suffix(".later")


def _shared(value: Any, known: dict[str, str]) -> Any:
    """Equal texts as one, which is written once."""
    if isinstance(value, str):
        return known.setdefault(value, value)
    if isinstance(value, list):
        return [_shared(one, known) for one in value]
    return (
        {_shared(key, known): _shared(one, known) for key, one in value.items()} if isinstance(value, dict) else value
    )


def _has(marks: tuple[str, ...], *texts: str) -> bool:
    for text in texts:  # asked of every text of a site
        for mark in marks:
            if mark in text:
                return True
    return False


def _linkable(places: Places) -> bytes:
    """What can be linked to by name."""
    told = sorted(f"{kind}\x00{slug}" for kind, slug in places if kind in KINDS)
    return blake2b("\x01".join(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()
