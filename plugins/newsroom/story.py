"""What a story is: one article or page as its writer meant it, free of Pelican."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date as Day
from datetime import datetime as Moment

from .named import Named

ORIGINAL = "original"

#: How a story may relate to a source, the strongest claim first.
RELATIONS = ("republished", "wire", "translated", "with-partner", "based-on", "press-release", "via")

TYPES = ("explainer", "report", "analysis", "opinion", "review", "interview", "live", "press-release")
STATUSES = ("published", "draft", "hidden", "skip", "withdrawn")

#: Statuses of a story that readers may meet somewhere in a published site.
READABLE = frozenset({"published", "hidden"})


@dataclass(frozen=True, slots=True)
class Term(Named):
    """A category, a tag or a storyline: the name readers see, and the slug that is its address."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Person(Named):
    """Somebody named on a story. What is known beyond the name stands in `authors.yaml`."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Upstream(Named):
    """Where an aggregator had a story from."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of `sources`: who had it first, and how this story relates to that.

    A fact the writer did not give is empty ("" or None); nothing is guessed.
    `published` and `accessed` are dates, `lang` is the language of the original.
    """

    name: str
    slug: str
    relation: str = "based-on"
    url: str = ""
    title: str = ""
    author: str = ""
    published: Day | None = None
    accessed: Day | None = None
    archived: str = ""
    license: str = ""
    permission: str = ""
    changes: str = ""
    upstream: Upstream | None = None
    lang: str = ""
    from_text: bool = False
    """Found as a sentence in the body, not given in the front matter."""
    gone: bool = False
    """The article is no longer at `url`."""

    @property
    def address(self) -> str:
        """Where readers are sent: to the article there or, when it has gone, to its copy in an archive. "" where none is known."""
        return self.archived if self.gone and self.archived else self.url


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong and what is right, told openly. `kind`: correction, clarification or update."""

    date: Day
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture. `src` is a path in `content/` without a leading slash, or an http(s) address."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    license: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when a story was taken back."""

    date: Day | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One article (`kind` "article") or static page ("page").

    `path` is the source file relative to the site's root, with `/`. Times are aware datetimes; `date` is None only where
    the story needs none (a draft, a page). `url` is the address below the site's, without a leading slash, and `file` what is written
    for it below the output folder, "" where the site shows the story in lists alone. `body` is the Markdown (for other formats the text) without front matter, credit lines and title heading; `text` is its visible words.
    `extra` keeps every key that is not ours, as the writer wrote it.
    """

    path: str
    slug: str
    title: str
    id: str = ""
    kind: str = "article"
    url: str = ""
    file: str = ""
    lang: str = "en"
    deck: str = ""
    summary: str = ""
    type: str = ""
    status: str = "published"
    date: Moment | None = None
    modified: Moment | None = None
    embargo: Moment | None = None
    expires: Moment | None = None
    review_by: Day | None = None
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    interviewees: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    related_exclude: tuple[str, ...] = ()
    storyline: Term | None = None
    corrections: tuple[Correction, ...] = ()
    image: Image | None = None
    key_points: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    license: str = ""
    source_text: str = ""
    template: str = ""
    save_as: str = ""
    withdrawn: Withdrawal | None = None
    comments: bool | None = None
    toc: bool | None = None
    body: str = ""
    body_line: int = 1
    text: str = ""
    reading_minutes: int = 1
    extra: Mapping[str, object] = field(default_factory=dict, hash=False, compare=False)
    edition: str = field(default="", repr=False, hash=False, compare=False)
    """What is another whenever the story's file is, or the way in which files are read; "" where nobody keeps that."""
    words: Callable[[str], str] | None = field(default=None, repr=False, hash=False, compare=False)
    """Fetches `body` or `text`, by its name, of a story whose words are kept in a file: most of what is asked of a story needs neither."""

    def __getattr__(self, name: str) -> str:
        if name not in ("body", "text") or self.words is None:
            raise AttributeError(name)
        return self.words(name)  # not held here: the words of all stories together are most of a site

    def __getstate__(self) -> list[object]:
        """For another process: the words themselves, not what would fetch them."""
        plain = {"words": None, "extra": dict(self.extra)}
        return [plain[one.name] if one.name in plain else getattr(self, one.name) for one in fields(self)]

    @property
    def is_article(self) -> bool:
        return self.kind == "article"

    @property
    def is_link_only(self) -> bool:
        """An empty body and a source's address: the story points to it and says no more. What takes longer to read than a minute has a body."""
        if self.reading_minutes > 1 or not any(source.url for source in self.sources):
            return False
        return not self.body.strip()

    @property
    def primary_category(self) -> Term | None:
        return self.categories[0] if self.categories else None

    def names(self) -> frozenset[str]:
        """Everything by which another story may refer to this one: its slug and its id."""
        return frozenset(name for name in (self.slug, self.id) if name)
