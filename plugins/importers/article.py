"""What every importer makes of an article, whatever it came from: facts, a body in Markdown, and what has to be said about it."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from ..newsroom.dates import DateFault, moment_of
from ..newsroom.legacy_credit import find_credits, without
from ..newsroom.links import host_of
from ..newsroom.slug import Slugs, fold, is_slug, slug_of
from ..newsroom.story import Image, Source
from ..newsroom.yaml_text import Raw

#: Files of the repository, or pages that every site of ours has, by the stems of their names.
HOUSEKEEPING = frozenset({
    "readme", "contributing", "license", "code_of_conduct", "code-of-conduct", "security", "changelog", "404", "feed",
    "sitemap", "claude", "agents",
})  # fmt: skip
#: How it is told that a category was read from `section`, which pages have for the menu.
AFTER_SECTION = "after its section"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
#: Bytes of a slug; file systems take 255 for a name, and `-2026-11-20.atom.xml` may have to follow.
_LONGEST_SLUG = 180


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment. `parent` is the `id` of the one it answers; the address of mail and machine of a reader is never kept."""

    id: str
    author: str
    date: str
    text: str
    parent: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What could be made out of one article. What is not plain stays empty: nothing is made up.

    `date` and `modified` are as `moment_of` reads them, "" where none is given. `status` is "draft" where the other program kept the
    article from readers, else "". `aliases` are its old addresses, the oldest last. `url` is the address it keeps (pages only).
    `origin` names the article for ever, `where` for a person. `folder` and `name` say where its file goes below `content/`.
    `files` are (file, path below `content/`) that go with it. `guessed` and `left` are sentences for the report; `unresolved` are
    marks of the other program that stand in the body as they were, such as a shortcode nobody else knows; `machinery` are the keys
    that only its theme understood.
    """

    title: str
    deck: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    body: str = ""
    left: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    kind: str = "article"
    summary: str = ""
    modified: str = ""
    expires: str = ""
    slug: str = ""
    status: str = ""
    storyline: str = ""
    image: Image | None = None
    aliases: tuple[str, ...] = ()
    lang: str = ""
    license: str = ""
    url: str = ""
    extra: Mapping[str, Raw] = field(default_factory=dict, hash=False)
    origin: str = ""
    where: str = ""
    folder: str = ""
    name: str = ""
    files: tuple[tuple[Path, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    unresolved: tuple[str, ...] = ()
    machinery: tuple[str, ...] = ()


@dataclass
class Notes:
    """What an import says that belongs to no single article, and what it asks: `reserve` gives the path an article will have.

    `failed` could not be read at all; `left` was left behind; `moved` are old addresses and the new ones of what is no story.
    `slugs` makes the addresses of the site's topics; `now` is the moment of the import; `lang` is the language in which the old site said to be.
    `beside` are the files that are imported with this one and of its kind, `learned` what a reader knows of each.
    `takes_bio` says of a writer's name whether what is told of that person finds its place in the registry, `bios` holds it.
    """

    reserve: Callable[[Imported], str]
    media: Path | None = None
    slugs: Slugs = field(default_factory=lambda: Slugs(unicode=False))
    now: datetime = field(default_factory=lambda: datetime.max.replace(tzinfo=UTC))
    failed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    unseen_comments: int = 0
    lang: str = ""
    beside: Sequence[Path] = ()
    learned: dict[Path, Any] = field(default_factory=dict)
    takes_bio: Callable[[str], bool] = lambda _name: False
    bios: dict[str, str] = field(default_factory=dict)


def cleaned(text: str) -> str:
    """A text without what no file of ours may hold: control characters and halves of characters."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order, without those that differ from an earlier one in case, hyphens or blanks alone."""
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(fold(name), one_line(name))
    return tuple(found.values())


def safe_slug(given: str) -> str:
    """A slug of the other program as one of ours: as it was where it may be, else made so; "" where nothing of it is left."""
    text = unicodedata.normalize("NFC", cleaned(given).strip())
    slug = text if is_slug(text) and text == text.lower() else slug_of(text)
    while len(slug.encode()) > _LONGEST_SLUG:
        shorter = slug.rsplit("-", 1)[0] if "-" in slug[1:] else slug[: len(slug) // 2]
        slug = shorter.strip("-.")
    return slug


def folder_of(categories: Sequence[str]) -> str:
    """The folder of an article: its primary category, as `newsroom new` does it."""
    return slug_of(categories[0]) if categories else ""


def spoken(name: str) -> str:
    """The name of a file or folder as a title: `snow-white_mostly` is "Snow white mostly"."""
    return name.replace("-", " ").replace("_", " ").strip().capitalize()


def page_at(article: Imported, address: str) -> Imported:
    """A page that keeps its address. Its slug is made of the whole of it: two pages of one name in two folders are two."""
    url = address.lstrip("/")
    url = url.removesuffix("index.html") if url.endswith("/index.html") else url
    parts = [slug for part in url.removesuffix(".html").split("/") if (slug := safe_slug(part))]
    if after := [said for said in article.guessed if said.endswith(AFTER_SECTION)]:  # a place in the old menu
        article = dataclasses.replace(
            article, categories=(), guessed=tuple(said for said in article.guessed if said not in after)
        )
    return dataclasses.replace(article, url=url, slug=safe_slug("-".join(parts)) or article.slug)


def readable_date(text: str) -> str:
    """`text` where it is a date that our reader takes as it is, else ""."""
    try:
        moment_of(text, UTC)
    except DateFault:
        return ""
    return text


def moment_in(text: str) -> str:
    """A date as mails and feeds write it, `Tue, 03 Mar 2009 10:00:00 +0100`, as one of ours; "" where it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return found.isoformat(sep=" ", timespec="seconds") if found.year > 1900 else ""


def in_order(article: Imported, zone: tzinfo) -> Imported:
    """The article without a last change that lies before its date: some headers keep that of the text that they were copied from.

    A day alone is the first moment of it; a story that was changed on the day on which it appeared keeps neither too early nor too late a moment.
    """
    try:
        if (
            not article.modified
            or not article.date
            or moment_of(article.modified, zone) >= moment_of(article.date, zone)
        ):
            return article
    except DateFault:
        return article
    same_day = article.modified[:10] == article.date[:10]
    said = () if same_day else (f"modified: {article.modified} lies before the date",)
    return dataclasses.replace(article, modified="", left=(*article.left, *said))


def with_credit(article: Imported, own_host: str) -> Imported:
    """The article with the credits of its text as sources: the sentence is taken out, and no source is named twice.

    A text that was first published elsewhere needs a licence or a permission, which no sentence tells: such a sentence stays where it
    is, is read at every build, and is a warning until somebody has written down what was agreed.
    """
    every = find_credits(article.body, own_host=own_host)
    if own_host and any(host_of(one.url) == own_host for one in article.sources):  # a site is no source of itself
        article = dataclasses.replace(
            article, sources=tuple(one for one in article.sources if host_of(one.url) != own_host)
        )
    found = [
        one
        for one in every
        if all(source.license or source.relation not in ("republished", "wire") for source in one.sources)
    ]
    stays = tuple(
        f"source {source.name}: its sentence stays in the text until license: or permission: is known"
        for one in every
        if one not in found
        for source in one.sources
    )
    article = dataclasses.replace(article, guessed=(*article.guessed, *stays))
    if not found:
        return article
    known = {fold(one.name) for one in article.sources}
    added = [source for one in found for source in one.sources if fold(source.name) not in known]
    body = re.sub(r"\n{3,}", "\n\n", without(article.body, found)).strip()
    said = tuple(
        f'source {one.name}: read from the sentence "{_shown(credit.text)}"'
        for credit in found
        for one in credit.sources
    )
    return dataclasses.replace(
        article,
        body=body,
        sources=(*article.sources, *(dataclasses.replace(one, from_text=False) for one in added)),
        guessed=(*article.guessed, *said),
    )


def _shown(text: str) -> str:
    line = " ".join(text.split()).strip("*_ ")
    return line if len(line) <= 120 else f"{line[:117]}..."
