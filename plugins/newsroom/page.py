"""What an audit knows of one HTML page: its facts, as `page_facts` reads them. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .page_parts import Heading, Inline, Link, RelatedLink, Sealed, Shown, ShownTime, Teaser


@dataclass(slots=True)
class Page:
    """What a page says. `story` is the `data-id` of its h-entry, `credit` its whole credit element and `citations` the addresses below it."""

    path: str
    lang: str = ""
    title: str = ""
    description: str = ""
    headings: list[int] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    based: str = ""
    """Where its `<base>` lets all its paths begin."""
    direction: str = ""
    """Which way its `<html>` says that it is written."""
    charset: str = ""
    """The alphabet that it says it is in, in small letters."""
    robots: dict[str, str] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    twice: list[tuple[str, int]] = field(default_factory=list)
    """(id, line) of each element that has the id of one above it."""
    misnamed: list[tuple[str, int]] = field(default_factory=list)
    """(id, line) of each element whose id is nothing, or has a blank in it: no link and no label finds it."""
    named: set[str] = field(default_factory=set)
    """The ids by which elements of the page name others, as a label names its field."""
    links: list[Link] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    """(what stands there, line) of each mark of a template or of Pelican in the visible text, code aside."""
    unmade: list[tuple[str, int]] = field(default_factory=list)
    """(what stands there, line) of each piece of Markdown in the visible text, code aside."""
    unclosed: list[tuple[str, int]] = field(default_factory=list)
    """(element, line) of each that takes in what follows, as its end is missing."""
    open_ended: list[tuple[str, int]] = field(default_factory=list)
    """(what stands there, line) of each element without its end, and of each end without its element: browsers make something of them. That an
    article of a writer's text has no end is told here, too: it takes in no more than the text."""
    nested: list[tuple[str, int]] = field(default_factory=list)
    """(element, line) of each that begins in another of its kind, where none may: browsers end the outer one there."""
    unnamed: list[tuple[str, int]] = field(default_factory=list)
    """(element, line) of each link and button without a word, and of each field without a label."""
    unfit: list[tuple[str, int]] = field(default_factory=list)
    """(what stands there, line) of each element that is not for all readers: a frame without a title, a sound that begins by itself, a tag that was
    given up, an attribute that tells a screen reader nothing."""
    empty_images: list[int] = field(default_factory=list)
    """The line of each picture that asks for no file."""
    versions: list[tuple[str, str]] = field(default_factory=list)
    other_heads: list[tuple[str, str, int]] = field(default_factory=list)
    """(relation, address, line) of each `<link>` whose relation few pages have."""
    documents: list[Any] = field(default_factory=list)
    broken_documents: int = 0
    said_twice: list[str] = field(default_factory=list)
    """The keys that stand twice in one object of them."""
    cards: dict[str, str] = field(default_factory=dict)
    filed: list[tuple[str, str]] = field(default_factory=list)
    """(article:section or article:tag, words) of each that its head has."""
    fed: list[str] = field(default_factory=list)
    """The feeds that its head names."""
    worded: list[tuple[str, str]] = field(default_factory=list)
    """(address, words) of each link that the theme makes: none of the text of a story, and none of a teaser."""
    hollow: list[int] = field(default_factory=list)
    """The line of each link without an address."""
    waits: str = ""
    """How many seconds it waits before it leads on."""
    tongues: list[tuple[str, str, int]] = field(default_factory=list)
    """(language, address, line) of each link that says in which language its page is."""
    mistold: list[tuple[str, str, int]] = field(default_factory=list)
    """(language of its page, language of its words, line) of each link that says both, and two."""
    sections: list[Heading] = field(default_factory=list)
    """The headings of the text of a story, in their order."""
    inner: list[tuple[str, str]] = field(default_factory=list)
    """(id, words) of each link of a list of contents to a place on the page."""
    license: str = ""
    refresh: str = ""
    story: str | None = None
    is_article: bool = False
    relation: str = ""
    credit: str = ""
    headline: str = ""
    top: str = ""
    """The words of its h1."""
    has_text: bool = False
    """Whether it holds the text of a story."""
    authors: list[str] = field(default_factory=list)
    byline: str = ""
    own: list[str] = field(default_factory=list)  # where it says itself that it is found
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
    """How many there are of what there may be one: titles, credits, canonical links outside the head; and of what is in a wrong place."""
    unfollowed: list[str] = field(default_factory=list)
    """The addresses of a credit that search engines are told not to follow."""
    cites: list[str] = field(default_factory=list)
    """The words of each cited work."""
    cite_links: list[str] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)
    turns: list[tuple[str, str, str]] = field(default_factory=list)
    """(next or prev, address, words) of each link to the page after or before this one."""
    signed: list[tuple[str, str]] = field(default_factory=list)
    """(address, name) of each author who has a page."""
    names: dict[str, str] = field(default_factory=dict)
    """What its `<meta name>` say."""
    policy: str = ""
    """The Content-Security-Policy of its head."""
    inline: list[Inline] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)
    """What is wrong with its letters, in words."""
    secrets: list[tuple[str, int]] = field(default_factory=list)
    """(what it is, line) of each key that nobody else should have."""
    leavings: list[tuple[str, int]] = field(default_factory=list)
    """(what it is, line) of what a program left in its words, and of a folder of the maker's in a comment."""
    is_ended: bool = False
    """Whether its `</html>` is there."""
    pictured: str = ""
    """The address of its lead picture."""
    photo: str | None = None
    """The alternative text of its lead picture; None for a page without one, or where it is not given."""
    credit_links: list[str] = field(default_factory=list)
    """The addresses in its credit."""
    credit_place: str = ""
    """The elements of the story in which its credit stands, from the outside in, and which of its head come behind it."""
    kicker: str = ""
    """The categories above its headline."""
    offered: list[str] = field(default_factory=list)
    """The licences that the page of a story names beside its text."""
    around: str = ""
    """The words of what all pages have above and below what is their own."""
    share_code: str = ""
    """What is drawn for telephones that read it, as a digest."""
    shared_as: list[str] = field(default_factory=list)
    """What the story is called for those with whom a reader shares it by a button."""

    @property
    def is_front(self) -> bool:
        """Whether it is the first page of the site or of a language, whose folder may be written in small letters: `pt-br/` of pt-BR."""
        return self.path == "index.html" or self.path.lower() == f"{self.lang.lower()}/index.html"
