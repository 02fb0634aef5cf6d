"""What likeness needs to know of a story: its words, its terms and its day. Stories and records of a file become documents."""

import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from ..newsroom.registry import Registries
from ..newsroom.site import Options as SiteOptions
from ..newsroom.slug import fold
from ..newsroom.story import Story

_DAY = 86_400.0
#: Of marshal's: the last one without references. Equal values are equal bytes.
_FORM = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A tag or a category: `key` is what two documents have in common, `name` what readers see."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One story as likeness sees it. `key` tells documents apart and breaks ties; `day` counts days since 1970, None if unknown."""

    key: tuple[str, ...]
    title: str = ""
    deck: str = ""
    text: str = ""
    tags: tuple[Label, ...] = ()
    categories: tuple[Label, ...] = ()
    day: float | None = None
    lang: str = "en"
    story: Story | None = field(default=None, repr=False, compare=False)
    """Has the text of a document that holds none: a story fetches its words whenever somebody asks."""

    def __getattr__(self, name: str) -> str:
        if name != "text" or self.story is None:
            raise AttributeError(name)
        return self.story.text

    def held(self) -> "Document":
        """The same with its text in it: for who asks twice, and must be told the same, whatever becomes of the file."""
        return self if self.story is None else replace(self, text=self.text, story=None)

    @property
    def language(self) -> str:
        return language_of(self.lang)


def language_of(lang: str) -> str:
    """The language without its region: readers of `en-GB` read `en` as well."""
    return lang.replace("_", "-").partition("-")[0].casefold()


def key_of(story: Story) -> tuple[str, ...]:
    """What a document is found by: slug, language, path. Sorted by it, ties between matches are always broken alike."""
    return (story.slug, story.lang, story.path)


def labels_of(story: Story, weightless: Collection[str] = ()) -> tuple[Label, ...]:
    """The tags of a story. `weightless` are the folded names of those that say nothing about what a story is about."""
    return tuple([_label(tag.slug, tag.name) for tag in story.tags if fold(tag.name) not in weightless])


@lru_cache(maxsize=10_000)
def _label(key: str, name: str) -> Label:
    """The same one for all stories that have it."""
    return Label(key, name)


def edition_of(story: Story) -> str:
    """What is another whenever the words of a story are, or what it is filed under."""
    if story.edition:
        return story.edition
    told = blake2b(
        repr((story.title, story.deck, story.tags, story.categories, story.lang, story.date)).encode(
            "utf-8", "surrogatepass"
        ),
        digest_size=16,
    )
    told.update(story.text.encode("utf-8", "surrogatepass"))
    return told.hexdigest()


class Documents(Mapping[tuple[str, ...], Document]):
    """Those of stories, given by path, by their keys; each is made when somebody asks for it, and held by nobody."""

    def __init__(self, stories: Mapping[str, Story], weightless: Collection[str]) -> None:
        self._stories, self._weightless = stories, weightless

    def __getitem__(self, key: tuple[str, ...]) -> Document:
        if key not in self:
            raise KeyError(key)
        return document_of(self._stories[key[-1]], self._weightless)

    def languages(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each key with the language of its document, which is not made for that."""
        return ((key_of(story), language_of(story.lang)) for story in self._stories.values())

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return map(key_of, self._stories.values())

    def __len__(self) -> int:
        return len(self._stories)

    def __contains__(self, key: object) -> bool:
        story = self._stories.get(key[-1]) if isinstance(key, tuple) and key else None
        return story is not None and key_of(story) == key


def document_of(story: Story, weightless: Collection[str] = ()) -> Document:
    """`weightless` are the folded names of tags that say nothing about what a story is about."""
    categories = tuple([_label(term.slug, term.name) for term in story.categories])
    day = story.date.timestamp() / _DAY if story.date else None
    given = Document(
        key_of(story), story.title, story.deck, "", labels_of(story, weightless), categories, day, story.lang, story
    )
    object.__delattr__(given, "text")
    return given


def digest_of(document: Document) -> bytes:
    """What an analysis is made of, told in 16 bytes. Neither the key nor the day is part of it."""
    tags, categories = ([[one.key, one.name] for one in labels] for labels in (document.tags, document.categories))
    facts = [document.language, document.title, document.deck, tags, categories]
    told = blake2b(marshal.dumps(facts, _FORM), digest_size=16)
    told.update(document.text.encode("utf-8", "surrogatepass"))
    return told.digest()


def weightless_names(credited: Iterable[str], registries: Registries, junk: Iterable[str]) -> frozenset[str]:
    """Folded names that tell nothing when used as tags: junk, and everybody whom some story credits as its source."""
    names = {*junk, *credited}
    names.update(name for outlet in registries.sources for name in (outlet.slug, outlet.name, *outlet.aliases))
    names.update(
        name for entry in registries.tags if entry.status == "junk" for name in (entry.slug, entry.name, *entry.aliases)
    )
    return frozenset(map(fold, names))


def documents_of(records: Sequence[Mapping[str, Any]]) -> tuple[Document, ...]:
    """Documents of the records of a file: `id`, and where known `title, deck, text, tags, categories, date, lang, source`.

    The key is `(id,)`. Raises ValueError that names the record whose `id` is missing or stands there twice.
    """
    names = {fold(name) for record in records for name in _texts(record.get("source"))}
    weightless = names | {fold(name) for name in SiteOptions().junk}
    found: dict[tuple[str, ...], Document] = {}
    for number, record in enumerate(records, start=1):
        key = (_text(record.get("id")),)
        if not key[0]:
            raise ValueError(f"record {number} has no id")
        if key in found:
            raise ValueError(f'record {number}: the id "{key[0]}" stands there twice')
        found[key] = Document(
            key=key,
            title=_text(record.get("title")),
            deck=_text(record.get("deck")),
            text=_text(record.get("text")),
            tags=_labels(name for name in _texts(record.get("tags")) if fold(name) not in weightless),
            categories=_labels(_texts(record.get("categories"))),
            day=_day(_text(record.get("date"))),
            lang=_text(record.get("lang")) or "en",
        )
    return tuple(found.values())


def _labels(names: Iterable[str]) -> tuple[Label, ...]:
    return tuple({fold(name): Label(fold(name), name) for name in names if fold(name)}.values())


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(text for text in map(_text, value) if text)
    return tuple(filter(None, (_text(value),)))


def _text(value: Any) -> str:
    return (
        value.strip()
        if isinstance(value, str)
        else ""
        if value is None or isinstance(value, (dict, list))
        else str(value)
    )


def _day(text: str) -> float | None:
    """Days since 1970 of an ISO date or moment; without a zone UTC. None where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.combine(date.fromisoformat(text[:10]), datetime.min.time())
        except ValueError:
            return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / _DAY
