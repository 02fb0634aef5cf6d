"""One HTML page of a built site, as facts: what an audit compares and a proof sheet shows. Pure; knows markup, not how it was made."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .plain_pages import Markup
from .style_facts import addresses_in

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "video": "src", "audio": "src", "iframe": "src", "form": "action"}  # fmt: skip
#: Elements that say something of the page itself; each has a method of its name.
_SAYING = frozenset({"html", "title", "h1", "link", "meta", "script", "img", "style"})
#: Elements whose text is no visible text, or that show code.
_ASIDE = frozenset({"script", "style", "code", "pre", "kbd", "samp", "textarea", "template", "noscript"})
#: What Jinja, Liquid, Go and Pelican replace before a page is written.
MARK = re.compile(
    r"\{\{-?\s*[\w.$][^{}<>]{0,80}\}\}|\{%-?\s*\w[^{}<>]{0,80}%\}|\{(?:filename|static|attach|author|category|tag|index)\}"
)
#: Elements that take in everything behind them where their end is missing, which no HTML allows.
_SWALLOWING = frozenset({"title", "textarea", "script", "style", "article", "main"})
#: What a link to a cited work, or on its publisher's name, is called.
_CITED = frozenset({"u-url", "p-publication"})
#: Attributes that name other elements of the page by their ids, blanks between.
_NAMING = frozenset(
    ["for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"]
)
#: Elements that say something even where they have no attribute.
_BARE = frozenset({"p", "figcaption"})
#: Relations of `<link>` that lead to no page or file of the site.
_HINTS = frozenset({"canonical", "preconnect", "dns-prefetch", "license"})


@dataclass(slots=True)
class Link:
    """An address on a page. `line` counts from 1."""

    url: str
    line: int
    tag: str = ""


@dataclass(slots=True)
class ShownTime:
    """A `<time>`: what its `datetime` tells machines and what readers see."""

    told: str
    shown: str
    line: int


@dataclass(slots=True)
class RelatedLink:
    """A link of the related list, with the role and the reason that the reader sees."""

    url: str
    role: str
    reason: str
    title: str = ""


@dataclass(slots=True)
class Page:
    """What a page says. `story` is the `data-id` of its h-entry, `credit` its whole credit element and `citations` the addresses below it."""

    path: str
    lang: str = ""
    title: str = ""
    description: str = ""
    headings: list[int] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    robots: dict[str, str] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    twice: list[tuple[str, int]] = field(default_factory=list)
    """(id, line) of each element that has the id of one above it."""
    named: set[str] = field(default_factory=set)
    """The ids by which elements of the page name others, as a label names its field."""
    links: list[Link] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    """(what stands there, line) of each mark of a template or of Pelican in the visible text, code aside."""
    unclosed: list[tuple[str, int]] = field(default_factory=list)
    """(element, line) of each that takes in what follows, as its end is missing."""
    versions: list[tuple[str, str]] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    broken_documents: int = 0
    cards: dict[str, str] = field(default_factory=dict)
    license: str = ""
    refresh: str = ""
    story: str | None = None
    is_article: bool = False
    relation: str = ""
    credit: str = ""
    headline: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    deck: str = ""
    terms: list[tuple[str, str]] = field(default_factory=list)
    """(address, words) of each topic that the story is filed under."""
    times: list[ShownTime] = field(default_factory=list)
    """The times that stand outside the text of a story, and those of its citations and corrections."""
    picture: str = ""
    """What stands below the lead picture: caption, credit and licence."""
    sources: list[str] = field(default_factory=list)
    credited: list[tuple[str, str]] = field(default_factory=list)
    """(address, words) of each link of the credit, and of each to a cited work."""
    corrections: int = 0
    corrected: list[str] = field(default_factory=list)
    """The words of each correction, with its kind and its day."""
    unalternated: int = 0
    """How many pictures have no alternative text at all."""
    related: list[RelatedLink] = field(default_factory=list)
    related_lists: list[str] = field(default_factory=list)
    """How long each related list says that it is."""
    related_text: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    """How many there are of what there may be one: titles, credits, canonical links outside the head."""
    unfollowed: list[str] = field(default_factory=list)
    """The addresses of a credit that search engines are told not to follow."""
    cites: list[str] = field(default_factory=list)
    """The words of each cited work."""


def page_of(path: str, text: str) -> Page:
    """The facts of a page. Never raises: HTML has no errors, only surprises."""
    reader = _Reader(path)
    if not reader.read_plain(text):
        reader = _Reader(path)
        reader.read_any(text)
    reader.ended()
    return reader.page


class _Reader(Markup):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.page = Page(path)
        self._open: list[tuple[str, dict[str, str]]] = []
        self._lines: list[int] = []
        self._taking: list[tuple[int, str, list[str]]] = []
        """(depth, what for, pieces) of the texts being gathered."""
        self._ids: set[str] = set()
        self._inside: dict[str, int] = {}
        """What we are in -> the depth at which it began."""

    def begins(self, tag: str, given: dict[str, str]) -> None:
        page, depth = self.page, len(self._open)
        if tag not in _VOID:
            self._open.append((tag, given))
            self._lines.append(self.lineno)
        if given:
            if name := given.get("id"):
                if name in self._ids:
                    page.twice.append((name, self.lineno))
                self._ids.add(name)
                page.anchors.add(name)
            for name in _NAMING & given.keys():
                page.named.update(given[name].split())
            if tag == "a" and given.get("name"):
                page.anchors.add(given["name"])
        if tag in _SAYING:
            getattr(self, f"_{tag}")(given, depth)
        if given:
            self._address(tag, given)
            self._hooks(tag, given, depth)
        elif tag in _BARE:
            self._hooks(tag, given, depth)

    def handle_endtag(self, tag: str) -> None:
        at = len(self._open) - 1
        if at >= 0 and self._open[at][0] == tag:
            self._open.pop()
            self._lines.pop()
        else:
            at = next((n for n in range(at - 1, -1, -1) if self._open[n][0] == tag), -1)
            if at < 0:
                return
            self._swallowed(at + 1)
            del self._open[at:]
            del self._lines[at:]
        while self._taking and self._taking[-1][0] >= at:
            _, what, pieces = self._taking.pop()
            self._taken(what, " ".join("".join(pieces).split()))
        if self._inside:
            self._inside = {what: depth for what, depth in self._inside.items() if depth < at}

    def handle_data(self, data: str) -> None:
        for _, _, pieces in self._taking:
            pieces.append(data)
        if "{" in data and not _ASIDE & {tag for tag, _ in self._open}:
            line = self.lineno
            self.page.marks += [(found[0], line + data.count("\n", 0, found.start())) for found in MARK.finditer(data)]

    def ended(self) -> None:
        """The text is at its end: an article that is still open has swallowed the rest of the page."""
        self._swallowed(0)

    def _swallowed(self, at: int) -> None:
        for (tag, _), line in zip(self._open[at:], self._lines[at:], strict=True):
            if tag in _SWALLOWING and "svg" not in {outer for outer, _ in self._open}:
                self.page.unclosed.append((tag, line))

    def _html(self, given: dict[str, str], _depth: int) -> None:
        self.page.lang = given.get("lang", "")

    def _title(self, _given: dict[str, str], depth: int) -> None:
        if "svg" not in {tag for tag, _ in self._open}:
            self._take(depth, "title")
            self.page.counts["titles"] += 1

    def _h1(self, _given: dict[str, str], _depth: int) -> None:
        self.page.headings.append(self.lineno)

    def _link(self, given: dict[str, str], _depth: int) -> None:
        relations = given.get("rel", "").lower().split()
        if "canonical" in relations:
            self.page.canonical.append(given.get("href", ""))
            self.page.counts["canonical links in the body"] += any(tag == "body" for tag, _ in self._open)
        if "license" in relations:
            self.page.license = given.get("href", "")
        if "alternate" in relations and given.get("hreflang"):
            self.page.versions.append((given["hreflang"], given.get("href", "")))

    def _meta(self, given: dict[str, str], _depth: int) -> None:
        name = given.get("name", "").lower()
        if name in ("robots", "googlebot", "googlebot-news"):
            self.page.robots[name] = given.get("content", "").lower()
        if name == "description":
            self.page.description = given.get("content", "")
        if given.get("property"):
            self.page.cards[given["property"]] = given.get("content", "")
        if given.get("property") == "og:image" or name == "twitter:image":
            self.page.links.append(Link(given.get("content", ""), self.lineno, "meta"))
        if given.get("http-equiv", "").lower() == "refresh":
            self.page.refresh = given.get("content", "").partition("url=")[2].strip()

    def _script(self, given: dict[str, str], depth: int) -> None:
        if given.get("type") == "application/ld+json":
            self._take(depth, "document")

    def _img(self, given: dict[str, str], _depth: int) -> None:
        self.page.unalternated += "alt" not in given

    def _address(self, tag: str, given: dict[str, str]) -> None:
        url = given.get(_LINKS.get(tag, ""), "")
        line = self.lineno
        if url and not (tag == "link" and _HINTS & set(given.get("rel", "").lower().split())):
            self.page.links.append(Link(url, line, tag))
        if "style" in given:
            self._styled(given["style"], line)
        for candidate in given.get("srcset", "").split(",") if tag in ("img", "source") else ():
            if candidate.strip():
                self.page.links.append(Link(candidate.split()[0], line, tag))

    def _style(self, _given: dict[str, str], depth: int) -> None:
        self._take(depth, "style")

    def _styled(self, text: str, line: int) -> None:
        self.page.links += [Link(url, line, "style") for url, _ in addresses_in(text) if not url.startswith("#")]

    def _hooks(self, tag: str, given: dict[str, str], depth: int) -> None:
        page, classes = self.page, given.get("class", "").split()
        if tag == "time" and given.get("datetime"):
            self._time(given, classes, depth)
        if "data-role" in given and given.get("href"):
            page.related.append(RelatedLink(given["href"], given["data-role"], given.get("data-reason", "")))
            self._take(depth, "related")
        if "data-related" in given:
            page.related_lists.append(given["data-related"])
            self._take(depth, "related_text")
        if "h-entry" in classes and page.story is None:
            page.story = given.get("data-id", "")
            page.is_article = True
            self._inside["story"] = depth
        if "story" not in self._inside:
            return
        page.counts["credits"] += "data-relation" in given
        if "data-relation" in given and not page.relation:
            page.relation = given["data-relation"]
            self._inside["credit"] = depth
            self._take(depth, "credit")
        if "data-corrections" in given:
            self._inside["corrections"] = depth
        if "e-content" in classes:
            self._inside.setdefault("text", depth)
        if tag == "p" and "corrections" in self._inside:
            page.corrections += 1
            self._take(depth, "correction")
        if "h-cite" in classes:
            self._inside["cite"] = depth
            self._take(depth, "cited")
        if (
            tag == "a"
            and given.get("href")
            and ("credit" in self._inside or ("cite" in self._inside and "u-url" in classes))
        ):
            page.sources.append(given["href"])
        if (
            tag == "a"
            and given.get("href")
            and ("credit" in self._inside or ("cite" in self._inside and _CITED & {*classes}))
        ):
            page.credited.append((given["href"], ""))
            self._take(depth, "credited")
            if "nofollow" in given.get("rel", "").lower().split():
                page.unfollowed.append(given["href"])
        if "p-name" in classes and not page.headline and "cite" not in self._inside:
            self._take(depth, "headline")
        if "p-author" in classes and "cite" not in self._inside:
            self._take(depth, "author")
        if "p-summary" in classes and "text" not in self._inside and not page.deck:
            self._take(depth, "deck")
        if tag == "a" and "p-category" in classes and "cite" not in self._inside:
            page.terms.append((given.get("href", ""), ""))
            self._take(depth, "term")
        if "u-photo" in classes:
            figures = [at for at, (outer, _) in enumerate(self._open) if outer == "figure"]
            self._inside.update({"picture": figures[-1]} if figures else {})
        if tag == "figcaption" and "picture" in self._inside and not page.picture:
            self._take(depth, "picture")

    def _time(self, given: dict[str, str], classes: list[str], depth: int) -> None:
        page, told = self.page, given["datetime"]
        if "text" not in self._inside or {"cite", "corrections"} & self._inside.keys():
            page.times.append(ShownTime(told, "", self.lineno))
            self._take(depth, "time")
        if "story" in self._inside and "cite" not in self._inside:
            if "dt-published" in classes and not page.published:
                page.published = told
            if "dt-updated" in classes and not page.updated:
                page.updated = told

    def _take(self, depth: int, what: str) -> None:
        self._taking.append((depth, what, []))

    def _taken(self, what: str, text: str) -> None:
        page = self.page
        if what == "document":
            try:
                page.documents.append(json.loads(text))
            except ValueError:
                page.broken_documents += 1
        elif what == "style":
            self._styled(text, self.lineno)
        elif what == "related":
            page.related[-1].title = text
        elif what == "credited":
            page.credited[-1] = (page.credited[-1][0], text)
        elif what == "author":
            page.authors.append(text)
        elif what == "correction":
            page.corrected.append(text)
        elif what == "cited":
            page.cites.append(text)
        elif what == "time":
            page.times[-1].shown = text
        elif what == "term":
            page.terms[-1] = (page.terms[-1][0], text)
        elif not getattr(page, what):
            setattr(page, what, text)
