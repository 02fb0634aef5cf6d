"""The proof sheet of a story: the same facts as a reader, a search engine, a chat, a feed reader and the desk see them.

It is read off the built pages by the hooks that every page of ours carries, so it shows what was built, not what was meant.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from ..newsroom.feed_facts import Entry as Item
from ..newsroom.feed_facts import Unreadable, feed_of
from ..newsroom.page import Page
from ..newsroom.page_facts import page_of
from .edition import Entry

#: Search engines show about so many characters of a title and of a description; the rest is cut by width, so these are rules of thumb.
_TITLE, _DESCRIPTION = 60, 155

_HEAD = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex"><title>{title}</title><link rel="stylesheet" href="/_newsroom/proof.css"></head><body>'
)
_FOOT = '<script src="/_newsroom/live.js" defer></script></body></html>'


def sheets_page(problems: Sequence[Mapping[str, Any]], stories: Sequence[Entry]) -> bytes:
    """The list of all proof sheets of these stories, in their order; `problems` are those of all."""
    counts = _counts(problems)
    rows = "".join(
        f'<tr><td><a href="/_newsroom/proof/{escape(one.url)}">{escape(one.title)}</a></td><td>{escape(_state(one))}</td>'
        f"<td>{escape(one.date[:10])}</td><td>{escape(one.lang)}</td><td>{counts.get(one.path, 0) or ''}</td><td><code>{escape(one.path)}</code></td></tr>"
        for one in stories
    )
    body = (
        f"<main><h1>Proof sheets</h1><p>{len(stories)} stories and pages. What readers cannot see yet stands first.</p>"
        "<table><thead><tr><th>Story<th>State<th>Date<th>Language<th>Problems<th>File</tr></thead>"
        f"<tbody>{rows}</tbody></table></main>"
    )
    return (_HEAD.format(title="Proof sheets") + body + _FOOT).encode()


def sheet_page(
    file: str, problems: Sequence[Mapping[str, Any]], stories: Sequence[Entry], text_of: Callable[[str], str]
) -> bytes | None:
    """The sheet of the story that is written to `file`; None where there is none. `text_of` gives a file of the site, "" for none."""
    entry = next((one for one in stories if one.url == file), None)
    if entry is None:
        return None
    text = text_of(file)
    page = page_of(file, text)
    item = _item(page, text_of)
    own = [one for one in problems if one["path"] == entry.path]
    address = file.removesuffix("index.html")
    parts = (
        _part("Problems", _problems(own), "problems"),
        _part("What a search engine shows", _result(page), "search"),
        _part("What a chat or a social network shows", _card(page), "card"),
        _part("What a feed reader shows", _feed_item(item), "feed"),
        _part("The credit", _credit(page), "credit"),
        _part("Read next", _related(page), "related"),
        _part("What machines are told", _machines(page), "machines"),
    )
    body = (
        f'<main><p><a href="/_newsroom/proof/">All proof sheets</a></p><h1>{escape(entry.title)}</h1>'
        f'<p>{escape(_state(entry))} · <code>{escape(entry.path)}</code> · <a href="/{escape(address)}">the page</a></p>'
        f'<div class="sheet"><div class="sheet__facts">{"".join(parts)}</div>'
        f'<iframe class="sheet__page" title="The page as on a phone" src="/{escape(address)}" width="390" height="844"></iframe></div></main>'
    )
    return (_HEAD.format(title=f"Proof: {escape(entry.title)}") + body + _FOOT).encode()


def _part(title: str, body: str, name: str) -> str:
    return f'<section class="proof" data-proof="{name}"><h2>{escape(title)}</h2>{body}</section>'


def _state(one: Entry) -> str:
    return f"embargoed until {one.embargo}" if one.embargo and one.status != "published" else one.status


def _problems(problems: Sequence[Mapping[str, Any]]) -> str:
    if not problems:
        return "<p>None.</p>"
    rows = (
        f'<li class="{escape(one["severity"])}"><strong>{escape(one["rule"])}</strong> line {one["line"] or "-"}: '
        f"{escape(one['message'])}. <em>{escape(one['remedy'])}</em></li>"
        for one in problems
    )
    return f"<ul>{''.join(rows)}</ul>"


def _result(page: Page) -> str:
    if "noindex" in " ".join(page.robots.values()):
        return f"<p>Nothing: this page asks not to be listed ({escape(', '.join(sorted(page.robots)))}).</p>"
    canonical = page.canonical[0] if page.canonical else "no canonical address"
    return (
        f'<div class="result"><p class="result__address">{escape(canonical)}</p><p class="result__title">{escape(_cut(page.title, _TITLE))}</p>'
        f"<p>{escape(_cut(page.description, _DESCRIPTION)) or '<em>no description</em>'}</p></div>"
    )


def _card(page: Page) -> str:
    cards = page.cards
    if not cards:
        return "<p>No card: the page has no Open Graph facts.</p>"
    picture = urlsplit(cards.get("og:image", "")).path
    shown = (
        f'<img src="{escape(picture)}" alt="{escape(cards.get("og:image:alt", ""))}" width="500">'
        if picture
        else "<p>No picture.</p>"
    )
    return (
        f'<div class="card">{shown}<p class="card__site">{escape(cards.get("og:site_name", ""))}</p>'
        f"<p><strong>{escape(cards.get('og:title', ''))}</strong></p><p>{escape(cards.get('og:description', ''))}</p></div>"
    )


def _item(page: Page, text_of: Callable[[str], str]) -> Item | None:
    """The story in the feed of everything; None where it has gone from there or never was."""
    address = page.canonical[0] if page.canonical else ""
    text = text_of("feeds/all.json")
    try:
        found = feed_of("feeds/all.json", text).entries if text else []
    except Unreadable:
        found = []
    return next((one for one in found if address and one.url == address), None)


def _feed_item(item: Item | None) -> str:
    if item is None:
        return "<p>Nothing: the story is not in the feed of everything (it is not public, or newer ones have taken its place).</p>"
    return (
        f"<p><strong>{escape(item.title)}</strong><br>{escape(', '.join(item.authors))} · {escape(item.published[:10])}</p>"
        f"<p>{escape(item.opening)}</p><p><code>{escape(item.id)}</code></p>"
    )


def _credit(page: Page) -> str:
    if not page.relation:
        return "<p>None: the story is our own.</p>"
    links = "".join(
        f'<li><a href="{escape(one)}">{escape(one)}</a></li>' for one in dict.fromkeys(page.sources) if "://" in one
    )
    return f"<p><strong>{escape(page.relation)}</strong>: {escape(page.credit)}</p><ul>{links}</ul>"


def _related(page: Page) -> str:
    if not page.related:
        return "<p>No list.</p>"
    rows = (
        f"<li>{escape(one.title)} <span>({escape(one.role)}: {escape(one.reason)})</span></li>" for one in page.related
    )
    return f"<ol>{''.join(rows)}</ol>"


def _machines(page: Page) -> str:
    rows = [
        ("Language", page.lang),
        ("Licence", page.license),
        ("Authors", ", ".join(page.authors)),
        ("First published", page.published),
    ]
    rows += [("JSON-LD", _types(one)) for one in page.documents]
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value) or '-'}</dd>" for name, value in rows) + "</dl>"


def _types(document: Any) -> str:
    nodes = document.get("@graph", [document]) if isinstance(document, dict) else []
    kinds = [node.get("@type", "") for node in nodes if isinstance(node, dict)]
    return ", ".join(" + ".join(kind) if isinstance(kind, list) else str(kind) for kind in kinds)


def _counts(problems: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in problems:
        found[one["path"]] = found.get(one["path"], 0) + 1
    return found


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"
