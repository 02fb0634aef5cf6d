"""The names that are a page's alone, by the digests of their values."""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from ..newsroom.answers import Unread, UnreadOfStory
from ..newsroom.writer import Gathered
from .digests import MISSING, SIZE, Digester, Unknown
from .recorder import GLOBAL

_LISTS = ("articles", "dates", "all_articles")
#: What of a long list's name the names have of which each page of the list gets a part: they follow from the whole, and from which page it is.
_PARTS = ("page", "paginator", "previous_page", "next_page")
#: Under these names Pelican and we give a page its list, the parts into which a long one is cut, and the term that it belongs to.
_OF_LISTS = frozenset(
    {
        *_LISTS,
        *(f"{one}_{part}" for one in _LISTS for part in _PARTS),
        "author",
        "category",
        "tag",
    }
)
#: At the end of the name of such a list, for the whole of it.
_WHOLE = ".whole"
#: The value of a name.
_Read = Callable[[Gathered], Any]
#: The digest of a value that a page gets; `Gathered` says which template reads it.
_OfValue = Callable[[Any, Gathered], bytes]


class Own:
    """`of_value` makes the digest of what is no text; it may raise Unknown. `named` are classes whose values say the same whatever a template
    reads of them. What was made once is not made again for the next page. Where `are_stories_same`, what follows from all that stories say
    (`Unread`) is not asked; nor is what follows from one story (`UnreadOfStory`) where `is_same` says of its article that it says the same.
    Where `are_lists_same`, no list of articles, nor the term that it belongs to, is looked at; where a long list is what it was, none of its parts.
    """

    def __init__(
        self,
        digester: Digester,
        of_value: _OfValue,
        named: Container[type],
        *,
        are_stories_same: bool = False,
        are_lists_same: bool = False,
        is_same: Callable[[Any], bool] = lambda _article: False,
    ) -> None:
        self._digester, self._of_value, self._named = digester, of_value, named
        self._are_stories_same, self._are_lists_same, self._is_same = are_stories_same, are_lists_same, is_same
        self._texts: dict[str | None, bytes] = {}
        self._wholes: dict[tuple[int, str], tuple[Any, bytes | None]] = {}
        self._lists_in: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        self._readers: dict[tuple[tuple[str, ...], tuple[str, ...]], list[_Read | None]] = {}
        self._contents: dict[int, tuple[Any, bytes]] = {}

    def differing(self, one: Gathered, names: tuple[str, ...], digests: bytes) -> list[str]:
        """Those of the names whose values have other digests than these, which stand in a row."""
        lists = self._lists_in.get(names)
        if lists is None:
            found_in = ((at, name.removesuffix(_WHOLE)) for at, name in enumerate(names) if name.endswith(_WHOLE))
            lists = self._lists_in[names] = [] if self._are_lists_same else list(found_in)
        same = tuple([name for at, name in lists if self._whole(one, name) == digests[at * SIZE : (at + 1) * SIZE]])
        readers = self._readers.get((names, same))
        if readers is None:
            sure = {part for name in same for part in _parts_of(name)}
            readers = self._readers[names, same] = [self._reader(name, sure) for name in names]
        found = [self._digest(one, read(one)) if read else None for read in readers]
        now = [digests[at * SIZE : (at + 1) * SIZE] if digest is None else digest for at, digest in enumerate(found)]
        if b"".join(now) == digests:
            return []
        return [name for at, name in enumerate(names) if now[at] != digests[at * SIZE : (at + 1) * SIZE]]

    def wholes(self, one: Gathered, own: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """A name and the digest for each long list of which a page shows a part, by the names that are its own: for the next build, which need
        not look at the part then.
        """
        if one.lists:
            shown = {name.partition(".")[0] for name in own}
            for name in one.lists:
                if not shown.isdisjoint(_parts_of(name)):
                    digest = self._whole(one, name)
                    if digest is not None:
                        yield f"{name}{_WHOLE}", digest

    def _whole(self, one: Gathered, name: str) -> bytes | None:
        """The digest of a long list, and of which of its pages this is; None where that cannot be known."""
        found = one.lists.get(name) if one.lists else None
        if found is None:
            return None
        key = (id(found), one.template.name)
        known = self._wholes.get(key)
        if known is None:
            try:
                said = (self._of_value(found.object_list, one), found.name, found.url, found.per_page, found.orphans)
                known = (found, self._digester(said))
            except Unknown:
                known = (found, None)
            self._wholes[key] = known
        digest = known[1]
        return digest and blake2b(digest + one.number.to_bytes(8), digest_size=SIZE).digest()

    def _reader(self, name: str, sure: Container[str]) -> _Read | None:
        """None for what is sure to say what it said, as all does that is called as one of `sure`; and for the whole of a list, which no page shows."""
        first = name.partition(".")[0]
        if first in sure or name.endswith(_WHOLE) or (self._are_lists_same and first in _OF_LISTS):
            return None
        return _reader(name)

    def _digest(self, one: Gathered, value: Any) -> bytes | None:
        """The digest of a value that a name has for this page alone; None where that is sure to be the one of last time."""
        kind = type(value)
        if kind is str or kind is _NoneType:
            known = self._texts.get(value)
            if known is None:
                known = self._texts[value] = self._digester(value)
            return known
        if value is _NOTHING:
            return MISSING
        if kind is Unread and self._are_stories_same:
            return None
        if kind is UnreadOfStory and self._is_same(value.article):
            return None
        is_named = kind in self._named
        if is_named and id(value) in self._contents:
            return self._contents[id(value)][1]
        try:
            digest = self._digester(value) if is_named else self._of_value(value, one)
        except Unknown:
            return MISSING
        if is_named:
            self._contents[id(value)] = (value, digest)
        return digest


@cache
def _parts_of(name: str) -> frozenset[str]:
    """The names of the parts of a long list."""
    return frozenset(f"{name}_{part}" for part in _PARTS)


def _reader(name: str) -> _Read:
    """What gives the value that a name has for a page."""
    if name in ("SITEURL", "localsiteurl"):
        return _SITEURL
    if name == "output_file":
        return _FILE
    if not name:
        return _TEMPLATE
    if name.startswith(GLOBAL):
        return lambda one: one.template.environment.globals.get(name.removeprefix(GLOBAL))
    name, _, part = name.partition(".")
    if part:
        return lambda one: getattr(_fact(one, name), part, _NOTHING)
    return partial(_fact, name=name)


def _fact(one: Gathered, name: str) -> Any:
    facts = one.facts
    assert facts is not None
    return facts[name] if name in facts else one.context.get(name, _NOTHING)


_SITEURL, _FILE, _TEMPLATE = attrgetter("siteurl"), attrgetter("file"), attrgetter("template.name")
_NoneType = type(None)


#: What is not there.
_NOTHING = object()
