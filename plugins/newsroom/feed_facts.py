"""The feeds, sitemaps and other machine files of a built site, as the facts that an audit compares. Pure."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from .feed_text import FeedText, feed_text_of

#: An item without a text.
NOTHING = FeedText()
_ADDRESSES = ("home_page_url", "feed_url", "next_url", "url", "image", "icon", "favicon")
_HEAD = ("title", "language", "home_page_url", "feed_url")
_SHEET = re.compile(r"""<\?xml-stylesheet[^>]*?href=["']([^"']+)["']""")
_ENCODING = re.compile(r"""<\?xml[^>]*?\bencoding=["']([^"']+)""")
_ALPHABETS = frozenset({"utf-8", "utf8"})
#: In what is said to be text, it is shown as words.
_MARKUP = re.compile(r"<(?:p|h[1-6]|ul|ol|figure|blockquote)\b")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML_LINK = "{http://www.w3.org/1999/xhtml}link"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREVIEW = "{http://www.w3.org/1999/xhtml}h2/{http://www.w3.org/1999/xhtml}a"
_PREVIEW_DAY = "{http://www.w3.org/1999/xhtml}p"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_SHOWN = "{http://www.w3.org/1999/xhtml}"
#: Parts of an item in XML that it may have once, and all that one has and another not.
_ALONE_IN_ATOM = frozenset(
    f"{ATOM}{one}" for one in ("content", "id", "published", "rights", "summary", "title", "updated")
)
_IN_ATOM = _ALONE_IN_ATOM | {f"{ATOM}author", f"{ATOM}category", f"{ATOM}link", f"{ATOM}source", f"{DC}source"}
_ALONE_IN_RSS = frozenset({"description", "guid", "link", "pubDate", "source", "title", _CONTENT, f"{DC}rights"})
_IN_RSS = _ALONE_IN_RSS | {"category", "enclosure", f"{DC}creator", f"{DC}source"}
#: Parts of an item of JSON Feed.
_IN_JSON = frozenset([
    "_provenance", "attachments", "authors", "content_html", "content_text", "date_modified", "date_published", "external_url", "id",
    "image", "language", "summary", "tags", "title", "url",
])  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A story in a feed; `None` says that this format has no place for the fact."""

    file: str
    id: str
    url: str
    title: str
    opening: str = ""
    published: str = ""
    updated: str | None = None
    authors: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    relation: str | None = None
    credit: str | None = None
    works: list[dict[str, Any]] = field(default_factory=list)
    """The sources as `_provenance` has them."""
    text: FeedText = NOTHING
    """Its whole text."""
    license: str | None = None
    origin: tuple[str, str] | None = None
    """Name and address of the feed that it was copied from; ("", "") for one that names none."""
    enclosures: list[tuple[str, str, str]] = field(default_factory=list)
    """(address, bytes, type) of each file that goes with it, as they are written."""
    preview: tuple[str, str] | None = None
    """Title and address that a browser shows of it; None where its format has none."""
    preview_day: str = ""
    """The day that a browser shows of it."""
    image: str = ""
    """The address of its picture, where the format has a place for that."""
    pages: list[tuple[str, str]] = field(default_factory=list)
    """(name, address) of each author of whom it gives one."""
    about: str = ""
    """The document that tells where it is from."""
    is_address: bool = False
    """Whether its id is said to be the address of its page."""
    lang: str = ""
    """The language that it says the story is in."""
    other_parts: tuple[str, ...] = ()
    """The names of its parts that few items have."""
    twice: tuple[str, ...] = ()
    """The names of those that it has twice, and may have once."""
    has_summary: bool = True
    """Whether `opening` is a summary, and not the text that stands in for one."""


@dataclass(slots=True)
class Feed:
    """`addresses` are where it sends its readers: not to the sources of its stories, and no id, which never changes."""

    entries: list[Entry] = field(default_factory=list)
    addresses: frozenset[str] = frozenset()
    title: str = ""
    lang: str = ""
    page: str = ""
    """The page that it is the feed of."""
    own: str = ""
    """Where it says that it is itself."""
    updated: str = ""
    id: str | None = None
    """None where its format has none."""
    gone: tuple[tuple[str, str], ...] = ()
    """(id, when) of what it says was taken back."""
    lacks: tuple[str, ...] = ()
    """What its format asks for and it has not, in words."""


@dataclass(slots=True)
class Listing:
    """A page in a sitemap: when it changed, its (language, address) in others, and what a news sitemap says of it; "" for what it does not say."""

    file: str
    url: str
    changed: str = ""
    versions: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    published: str = ""
    lang: str = ""
    name: str = ""


class Unreadable(ValueError):
    """A machine file that its own format does not allow."""


def feed_of(file: str, text: str) -> Feed:
    """A feed in any of the three formats; an empty one for a file that is no feed. Raises Unreadable."""
    if file.endswith((".json", ".webmanifest")):
        read = document_of(text)
        items = read.get("items") if isinstance(read, dict) else None
        is_feed = isinstance(read, dict) and "jsonfeed.org" in str(read.get("version"))
        if not is_feed and isinstance(items, list) and isinstance(read, dict) and "feed_url" in read:
            raise Unreadable("it does not say of which version of JSON Feed it is")
        if not is_feed:
            return Feed()
        if not re.match(r"https?://jsonfeed\.org/version/1(\.\d)?/?$", str(read.get("version"))):
            raise Unreadable("there is no such version of JSON Feed as it says")
        if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
            raise Unreadable("its items are none")
        told = [one for one in [read, *items] if isinstance(one, dict)]
        found = (str(one[name]) for one in told for name in _ADDRESSES if one.get(name))
        title, lang, page, own = (str(read.get(name) or "") for name in _HEAD)
        return Feed([_of_json(file, item) for item in told[1:]], frozenset(found), title, lang, page, own)
    top = tree_of(text)
    if top.tag == f"{ATOM}feed":
        entries = [_of_atom(file, one) for one in top.iter(f"{ATOM}entry")]
        own, page = (_linked(top, one) for one in ("self", "alternate"))
        lang, updated = top.get(_LANG, ""), _text(top, f"{ATOM}updated")
        gone = tuple((one.get("ref", ""), one.get("when", "")) for one in top.iter(f"{GONE}deleted-entry"))
        name = _text(top, f"{ATOM}id").strip()
        return Feed(
            entries, frozenset(_addresses(top)), _text(top, f"{ATOM}title"), lang, page, own, updated, name, gone
        )
    if top.tag == "rss":
        entries = [_of_rss(file, one) for one in top.iter("item")]
        title, lang, page = (_text(top, f"channel/{name}").strip() for name in ("title", "language", "link"))
        about = top.find("channel")
        own = _linked(about, "self") if about is not None else ""
        changed = _date(_text(top, "channel/lastBuildDate"))
        asked = {
            "title": title,
            "link": page,
            "description": _text(top, "channel/description").strip(),
            'version="2.0"': top.get("version") == "2.0",
        }
        lacks = [name for name, is_there in asked.items() if not is_there]
        lacks += ["category without attributes"] * any(one.attrib for one in top.iter("category"))
        return Feed(entries, frozenset(_addresses(top)), title, lang, page, own, changed, lacks=tuple(lacks))
    return Feed()


def _linked(element: ET.Element, relation: str) -> str:
    links = element.findall(f"{ATOM}link")
    return next((one.get("href", "") for one in links if one.get("rel", "alternate") == relation), "")


def tree_of(text: str) -> ET.Element:
    """The XML of a text, without entities of its own. Raises Unreadable."""
    if (
        (said := _ENCODING.match(text))
        and said[1].lower() not in _ALPHABETS
        and not text.isascii()
        and "\ufffd" not in text
    ):
        raise Unreadable(f"it is said to be in {said[1][:20]}, and is in UTF-8")
    if "\0" in text:
        raise Unreadable("it is in UTF-16, or holds bytes that are no letters")
    if "<!ENTITY" in text or "<!DOCTYPE" in text[:2000]:
        raise Unreadable("it declares entities")
    try:
        return ET.fromstring(text)  # noqa: S314 # entities are refused above
    except ET.ParseError as error:
        raise Unreadable(str(error)) from error


def document_of(text: str) -> Any:
    """The JSON of a text. Raises Unreadable."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number in JSON")


def listings_of(file: str, text: str) -> list[Listing]:
    """The entries of a sitemap or of an index of sitemaps. Raises Unreadable."""
    return [_listing(file, one) for one in tree_of(text) if _text(one, f"{SITEMAP}loc").strip()]


def _listing(file: str, entry: ET.Element) -> Listing:
    def said(name: str) -> str:
        return _text(entry, name).strip()

    return Listing(
        file,
        said(f"{SITEMAP}loc"),
        said(f"{SITEMAP}lastmod"),
        [(link.get("hreflang", ""), link.get("href", "")) for link in entry.findall(XHTML_LINK)],
        said(f"{NEWS}news/{NEWS}title"),
        said(f"{NEWS}news/{NEWS}publication_date"),
        said(f"{NEWS}news/{NEWS}publication/{NEWS}language"),
        said(f"{NEWS}news/{NEWS}publication/{NEWS}name"),
    )


def _addresses(top: ET.Element) -> Iterator[str]:
    for one in top.iter():
        if one.tag in (f"{ATOM}link", "enclosure") and one.get("rel") not in ("via", "related"):
            yield from (url for name in ("href", "url") if (url := one.get(name)))
        elif one.tag == "link" and one.text:
            yield one.text.strip()


def style_sheets_of(text: str) -> Iterator[str]:
    """What an XML file is to be shown with."""
    for found in _SHEET.finditer(text[:2000]):
        yield unescape(found[1])


def _of_atom(file: str, entry: ET.Element) -> Entry:
    links = [(one.get("rel", "alternate"), one.get("href", "")) for one in entry.findall(f"{ATOM}link")]
    summary, content = _text(entry, f"{ATOM}summary"), _text(entry, f"{ATOM}content")
    whole = entry.find(f"{ATOM}content")
    is_plain = whole is not None and whole.get("type", "text") == "text" and bool(_MARKUP.search(content))
    return Entry(
        file,
        _text(entry, f"{ATOM}id"),
        next((url for rel, url in links if rel == "alternate"), ""),
        _text(entry, f"{ATOM}title"),
        summary or content,
        _text(entry, f"{ATOM}published"),
        _text(entry, f"{ATOM}updated"),
        [_text(one, f"{ATOM}name") for one in entry.findall(f"{ATOM}author")],
        [one.get("term", "") for one in entry.findall(f"{ATOM}category")],
        [url for rel, url in links if rel == "via"],
        text=replace(feed_text_of(content), is_escaped=True) if is_plain else feed_text_of(content),
        license=_text(entry, f"{ATOM}rights"),
        origin=_origin_of_atom(entry.find(f"{ATOM}source")),
        enclosures=[
            (one.get("href", ""), one.get("length", ""), one.get("type", ""))
            for one in entry.findall(f"{ATOM}link")
            if one.get("rel") == "enclosure"
        ],
        preview=_preview(entry),
        preview_day=_text(entry, _PREVIEW_DAY).strip(),
        lang=entry.get(_LANG, ""),
        has_summary=bool(summary),
        other_parts=_other_parts(entry, _IN_ATOM),
        twice=_twice(entry, _ALONE_IN_ATOM),
        pages=[
            (_text(one, f"{ATOM}name"), url)
            for one in entry.findall(f"{ATOM}author")
            if (url := _text(one, f"{ATOM}uri"))
        ],
    )


def _other_parts(entry: ET.Element, known: frozenset[str]) -> tuple[str, ...]:
    """What an item holds besides what items do. What browsers show is no part of it."""
    tags = {one.tag for one in entry if not one.tag.startswith(_SHOWN)}
    return tuple(sorted(map(_called, tags - known)))


def _twice(entry: ET.Element, alone: frozenset[str]) -> tuple[str, ...]:
    """What it holds more often than it may."""
    tags = [one.tag for one in entry if one.tag in alone]
    return tuple(sorted({_called(one) for one in tags if tags.count(one) > 1})) if len(tags) > len({*tags}) else ()


def _called(tag: str) -> str:
    return tag.rpartition("}")[2]


def _preview(entry: ET.Element) -> tuple[str, str] | None:
    link = entry.find(_PREVIEW)
    return None if link is None else ("".join(link.itertext()), link.get("href", ""))


def _origin_of_atom(source: ET.Element | None) -> tuple[str, str]:
    if source is None:
        return "", ""
    return _text(source, f"{ATOM}title").strip(), _linked(source, "self") or _text(source, f"{ATOM}id").strip()


def _of_rss(file: str, item: ET.Element) -> Entry:
    source, guid = item.find("source"), item.find("guid")
    return Entry(
        file,
        _text(item, "guid"),
        _text(item, "link"),
        _text(item, "title"),
        _text(item, "description"),
        _date(_text(item, "pubDate")),
        None,
        [one.text or "" for one in item.findall(f"{DC}creator")],
        [one.text or "" for one in item.findall("category")],
        [one.text or "" for one in item.findall(f"{DC}source")],
        text=feed_text_of(_text(item, _CONTENT)),
        license=_text(item, f"{DC}rights"),
        origin=(_text(item, "source").strip(), source.get("url", "").strip() if source is not None else ""),
        enclosures=[
            (one.get("url", ""), one.get("length", ""), one.get("type", "")) for one in item.findall("enclosure")
        ],
        preview=_preview(item),
        preview_day=_text(item, _PREVIEW_DAY).strip(),
        other_parts=_other_parts(item, _IN_RSS),
        twice=_twice(item, _ALONE_IN_RSS),
        is_address=guid is not None and guid.get("isPermaLink", "true").strip().lower() != "false",
    )


def _of_json(file: str, item: dict[str, Any]) -> Entry:
    told = item.get("_provenance")
    told = told if isinstance(told, dict) else {}
    works = [one for one in _listed(told, "sources") if isinstance(one, dict)]
    return Entry(
        file,
        str(item.get("id", "")),
        str(item.get("url", "")),
        str(item.get("title", "")),
        str(item.get("summary") or ""),
        str(item.get("date_published", "")),
        str(item.get("date_modified", "")),
        [str(one.get("name", "")) for one in _listed(item, "authors") if isinstance(one, dict)],
        [str(one) for one in _listed(item, "tags")],
        [str(one["url"]) for one in works if one.get("url") and one.get("relation") != "with-partner"],
        str(told.get("relation", "")),
        str(told.get("credit", "")),
        works,
        feed_text_of(str(item.get("content_html") or "")),
        enclosures=[
            (str(one.get("url", "")), str(one.get("size_in_bytes", "")), str(one.get("mime_type", "")))
            for one in _listed(item, "attachments")
            if isinstance(one, dict)
        ],
        pages=[
            (str(one.get("name", "")), str(one["url"]))
            for one in _listed(item, "authors")
            if isinstance(one, dict) and one.get("url")
        ],
        other_parts=tuple(sorted(item.keys() - _IN_JSON)),
        about=str(told.get("about") or ""),
        image=str(item.get("image") or ""),
        lang=str(item.get("language") or ""),
    )


def _listed(told: dict[str, Any], name: str) -> list[Any]:
    given = told.get(name)
    return given if isinstance(given, list) else []


def _text(element: ET.Element, name: str) -> str:
    found = element.find(name)
    return "".join(found.itertext()) if found is not None else ""


def _date(text: str) -> str:
    """As machines write it elsewhere; what is no date in RSS stays none, and so does one of another weekday."""
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return f"{text} (no date in RSS)" if text else ""
    day = text.strip()[:3].lower()
    is_wrong = day in _WEEKDAYS and day != _WEEKDAYS[found.weekday()]
    return f"{text} (another weekday)" if is_wrong else found.isoformat()
