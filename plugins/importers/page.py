"""One saved page as a story of ours: the article among all that surrounds it, and whose it is."""

import dataclasses
import hashlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ..newsroom.commands import Wrong
from ..newsroom.dates import day_of
from ..newsroom.legacy_credit import find_credits, without
from ..newsroom.links import host_of
from ..newsroom.slug import fold, slug_of
from ..newsroom.story import Image, Source
from .article import Imported, Notes, folder_of
from .html_markdown import MISSING, markdown_of
from .page_facts import PageFacts, facts_of
from .text import is_furniture

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_MOST_MEGABYTES = 20
_SHORTEST, _SHORTEST_NAMED = 250, 80
#: Where pages that name the article's own text keep it, the surest first.
_BODIES = (
    "[itemprop=articleBody]",
    ".e-content",
    ".entry-content",
    ".article-body",
    ".post-content",
    ".article__body",
    ".story-body",
)
_AROUND = (
    "nav", "aside", "footer", "form", "button", "[role=navigation]", "[aria-hidden=true]", ".share", ".sharing",
    ".social", ".sharedaddy", ".jp-relatedposts", ".related", ".newsletter", ".advert", ".ad", ".promo", ".comments",
    "#comments", "[hidden]",
)  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_page(file: Path, notes: Notes) -> Iterator[Imported]:
    """The article of a page that was saved from a browser. Its own outlet becomes its source."""
    if file.stat().st_size > _MOST_MEGABYTES * 1_000_000:
        notes.failed.append(f"{file}: larger than {_MOST_MEGABYTES} MB; save the page without its pictures")
        return
    data = file.read_bytes()
    html = _decoded(data)
    soup = _soup(html)
    facts = facts_of(soup)
    body, guessed = _body(soup, html)
    base = facts.canonical if facts.canonical.startswith(("http://", "https://")) else ""
    done = markdown_of(body, base=base)
    text, furniture = _without_furniture(_without_headline(done.text, facts.title))
    if not facts.title or not text:
        notes.failed.append(f"{file}: no article could be made out; copy its text into a file and import that")
        return
    digest = hashlib.blake2b(data, digest_size=8).hexdigest()
    article = Imported(
        title=facts.title,
        deck=facts.deck,
        date=facts.date,
        modified=facts.modified if facts.modified[:16] > facts.date[:16] else "",
        authors=facts.authors,
        categories=facts.categories,
        tags=facts.tags,
        body=text,
        left=(*done.left, *(f"the line {line}" for line in furniture)),
        guessed=guessed,
        image=_image(facts, base),
        lang="",
        origin=f"html:{base or digest}",
        where=str(file),
        folder=folder_of(facts.categories),
        name=slug_of(facts.title),
    )
    yield _sourced(article, facts, base)


def _sourced(article: Imported, facts: PageFacts, base: str) -> Imported:
    """The article with its sources: those its text names, and the outlet whose page it is."""
    found = find_credits(article.body)
    named = [source for one in found for source in one.sources]
    host = host_of(base)
    outlet = facts.site or host
    sources = [dataclasses.replace(one, from_text=False) for one in named]
    guessed = list(article.guessed)
    if outlet and all(fold(one.name) != fold(outlet) for one in named):
        own = Source(
            outlet,
            slug_of(outlet) or "source",
            "based-on",
            base,
            article.title,
            ", ".join(article.authors),
            published=day_of(article.date) if article.date else None,
            license=facts.license,
        )
        sources = [own, *sources]
        guessed.append(
            f'source {outlet}: the page is theirs; "based-on" is the weakest claim, write relation: republished if you print their words'
        )
    body = re.sub(r"\n{3,}", "\n\n", without(article.body, found)).strip()
    names = {fold(one.name) for one in sources}
    tags = tuple(tag for tag in article.tags if fold(tag) not in names)
    return dataclasses.replace(article, sources=tuple(sources), body=body, tags=tags, guessed=tuple(guessed))


def _decoded(data: bytes) -> str:
    """The page's text: by its mark, its own word for its letters, or what it most likely is."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    found = _CHARSET.search(data[:4096])
    for name in ([found[1].decode("ascii")] if found else []) + ["utf-8", "cp1252"]:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _soup(html: str) -> "BeautifulSoup":
    try:
        from bs4 import BeautifulSoup

        return BeautifulSoup(html, "lxml")
    except ImportError as error:
        raise Wrong(MISSING) from error


def _body(soup: "BeautifulSoup", html: str) -> tuple[str, tuple[str, ...]]:
    """The HTML of the article, and how it was found where the page does not say."""
    for where in _BODIES:
        found = [one for one in soup.select(where) if len(one.get_text(" ", strip=True)) >= _SHORTEST_NAMED]
        if found:
            return _alone(max(found, key=lambda one: len(one.get_text()))), ()
    only = soup.find_all("article")
    if len(only) == 1 and len(only[0].get_text(" ", strip=True)) >= _SHORTEST:
        for one in only[0].select("header, address, .byline, .p-author, [rel=author], .breadcrumb, .dateline"):
            one.decompose()
        return _alone(only[0]), ()
    try:
        import readability
    except ImportError as error:
        raise Wrong(MISSING) from error
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    library: Any = readability  # it says nothing about its types
    try:
        text = str(library.Document(html).summary(html_partial=True))
    except Exception:  # it raises whatever its parser does
        text = str(soup.body or "")
    return text, ("where the article begins and ends: the page does not say; look at both",)


def _alone(element: Any) -> str:
    for where in _AROUND:
        for one in element.select(where):
            one.decompose()
    for heading in element.find_all("h1"):
        heading.decompose()
    return str(element)


def _without_headline(text: str, title: str) -> str:
    """The text without its own headline at the top: ours stands above it."""
    first, _, rest = text.partition("\n")
    return rest.strip() if first.startswith("#") and fold(first.lstrip("# ")) == fold(title) else text


def _without_furniture(text: str) -> tuple[str, list[str]]:
    """The text without what pages say around an article, where a paragraph says nothing else; and those lines."""
    blocks = text.split("\n\n")
    words = [re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", block).strip() for block in blocks]
    kept = [block for block, said in zip(blocks, words, strict=True) if not is_furniture(said)]
    return "\n\n".join(kept), [said for said in words if is_furniture(said)]


def _image(facts: PageFacts, base: str) -> Image | None:
    if not facts.image:
        return None
    address = urljoin(base, facts.image) if base else facts.image
    return Image(address, facts.image_alt) if address.startswith(("http://", "https://")) else None
