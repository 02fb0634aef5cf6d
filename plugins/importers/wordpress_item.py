"""One item of a WordPress export as an article: its text, its dates, what it is filed under, and who may read it."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from ..newsroom.dates import moment_of
from ..newsroom.links import host_of
from ..newsroom.slug import slug_of
from ..newsroom.story import Image
from .article import (
    Comment,
    Imported,
    Notes,
    cleaned,
    each_once,
    folder_of,
    moment_in,
    one_line,
    page_at,
    safe_slug,
    with_credit,
)
from .fields import with_address
from .html_markdown import markdown_of, plain
from .wordpress_blocks import whole, with_footnotes, with_marks
from .wordpress_channel import Channel, encoded_in, meta_of, name_of, text_in
from .wordpress_kinds import CUT, is_story, kept_back
from .wordpress_text import Pictures, html_of

#: Post meta that is a credit or a deck on many sites, by the plugins that write it.
_DECKS = ("subtitle", "_subtitle", "deck", "_deck", "standfirst", "kicker", "wps_subtitle", "secondary_title")
_SUMMARIES = ("_yoast_wpseo_metadesc", "_aioseop_description", "rank_math_description")


def item_of(element: Any, channel: Channel, pictures: Pictures, notes: Notes) -> Imported | None:
    """An item as an article. What is none is counted in `channel`, or named in `notes`."""
    kind, status = text_in(element, "post_type") or "post", text_in(element, "status") or "publish"
    number, title = _number_in(element), one_line(plain(text_in(element, "title")))
    where = f'item {number or "without id"} "{title[:60]}"'
    if not is_story(kind):
        channel.passed[kind] += 1
        return None
    if status in ("trash", "inherit"):
        notes.left.append(
            f"{where}: it lay in the bin" if status == "trash" else f"{where}: a part of another item ({kind})"
        )
        return None
    terms = _terms(element, channel)
    article = _with_text(_headed(element, kind, status, title, terms, channel, notes), element, channel, pictures)
    article = dataclasses.replace(article, where=where, comments=tuple(_comments(element, notes)))
    if not article.title:
        notes.left.append(f"{where}: an item without title and text")
        return None
    if kind not in ("post", "page"):
        guessed = (f"a story: in WordPress it was of the kind {kind}",)
        article = dataclasses.replace(article, extra={"old_type": kind}, guessed=guessed)
    article = _addressed(article, text_in(element, "link"), number, channel)
    if not article.status and article.kind != "page":
        _count_pages_of_terms(article, (*terms["used"], f"author/{text_in(element, 'creator')}"), channel, notes)
    return dataclasses.replace(
        with_credit(article, channel.host),
        folder=_folder(article, number, channel),
        files=tuple((file, path) for path, file in sorted(pictures.taken().items())),
        unresolved=tuple(pictures.unresolved()),
    )


def _headed(
    element: Any,
    kind: str,
    status: str,
    title: str,
    terms: Mapping[str, tuple[str, ...]],
    channel: Channel,
    notes: Notes,
) -> Imported:
    """The head of an item as an article without a text: its names, its dates, what it is filed under, who may read it."""
    is_page, meta, number = kind == "page", meta_of(element), _number_in(element)
    date, modified = _dates(element, status)
    is_draft, left = _held_back(element, kind, status, date, notes.now)
    slug = safe_slug(unquote(text_in(element, "post_name")))
    return Imported(
        title=title,
        deck=_told(meta, _DECKS),
        summary=_excerpt(encoded_in(element, "excerpt")) or _told(meta, _SUMMARIES),
        date=date,
        modified=modified,
        authors=terms["author"] or _author(element, channel),
        categories=() if is_page else terms["category"],
        tags=terms["tag"],
        kind="page" if is_page else "article",
        slug=slug,
        name=slug or slug_of(title),
        status="draft" if is_draft else "",
        left=tuple(left),
        origin=f"wordpress:{channel.host}{channel.base}?p={_number(element, number, channel)}",
        machinery=tuple(key for key in meta if not key.startswith("_"))[:20],
    )


def _with_text(article: Imported, element: Any, channel: Channel, pictures: Pictures) -> Imported:
    """The article with its text as Markdown and its picture; a text without a title is called after its number."""
    meta, number, left = meta_of(element), _number_in(element), list(article.left)
    source = encoded_in(element, "content") or ("" if number else text_in(element, "description"))
    body, footnotes = with_marks(whole(source, channel.blocks, left), meta.get("footnotes", ""))
    pictures.of_post = channel.children.get(number, ())
    done = markdown_of(html_of(body, pictures, left), link=pictures.address)
    image = _image(meta.get("_thumbnail_id", ""), channel, pictures, left)
    return dataclasses.replace(
        article,
        title=article.title or (f"Untitled {number}" if body.strip() else ""),
        body=with_footnotes(done.text, footnotes, lambda note: markdown_of(note, link=pictures.address).text),
        image=image,
        left=(*left, *done.left),
    )


def _count_pages_of_terms(article: Imported, used: Sequence[str], channel: Channel, notes: Notes) -> None:
    """Note which pages of terms the old site had for it: those that it `used`, and where ours will be."""
    names = (("category", article.categories), ("tag", article.tags), ("author", article.authors))
    channel.shown.update(f"{kind}/{notes.slugs.of(name)}" for kind, found in names for name in found)
    channel.used.update(used)


def _dates(element: Any, status: str) -> tuple[str, str]:
    """The date of an item and that of its last change, "" where that is not later."""
    date, modified = _moment(element, "post_date"), _moment(element, "post_modified")
    if not date and status in ("publish", "private"):
        # The year 0 in the one, but not in the other, or no export of WordPress's own.
        date = moment_in(text_in(element, "pubDate"))
    return date, "" if date and modified <= date else modified


def _held_back(element: Any, kind: str, status: str, date: str, now: datetime) -> tuple[bool, list[str]]:
    """Whether an item becomes a draft, and what has to be said of that."""
    why = kept_back(kind, status, text_in(element, "link"))
    is_draft, said = why is not None, [why] if why else []
    if status == "future" and date and moment_of(date, UTC) <= now:
        is_draft = True
        said.append(f"the day {date} on which it was to appear: it is past; it is a draft until you give it another")
    if text_in(element, "post_password"):
        is_draft = True
        said.append("the password: it is a draft until you decide whether everybody may read it")
    return is_draft, said


def _image(number: str, channel: Channel, pictures: Pictures, left: list[str]) -> Image | None:
    """The picture of an item by the number that the item gives. One that no file holds is named in `left`."""
    image = channel.pictures.get(number)
    if image and image.src:
        return dataclasses.replace(image, src=pictures.address(image.src).removeprefix("{static}"))
    if number.isdecimal():
        left.append(f"its picture, number {number}: it is not in the file; give all files of the export to one import")
    return None


def _told(meta: Mapping[str, str], keys: Sequence[str]) -> str:
    """What the first of these keys that holds something says."""
    return one_line(plain(next((meta[key] for key in keys if meta.get(key)), "")))


def _folder(article: Imported, number: str, channel: Channel) -> str:
    """Where its file goes: a page below the pages that were above it, a story into the folder of its first category."""
    if article.kind == "page":
        return "/".join(("pages", *_above(number, channel)))
    return folder_of(article.categories)


def _number_in(element: Any) -> str:
    """The number of an item; that of its oldest address where the file breaks off before it."""
    is_cut = text_in(element, "status") == CUT
    by_address = re.search(r"[?&](?:p|page_id)=(\d+)$", text_in(element, "guid")) if is_cut else None
    return text_in(element, "post_id") or (by_address[1] if by_address else "")


def _number(element: Any, number: str, channel: Channel) -> str:
    """The number of an item where it is its own; else, as in exports of other programs, what tells it from all others."""
    facts = [text_in(element, name) for name in ("guid", "link", "post_name", "title", "post_date")]
    told = hashlib.blake2b(json.dumps(facts).encode(), digest_size=8).hexdigest()
    if number and channel.numbers.setdefault(number, told) == told:
        return number
    return f"{number}-{told}"


def _terms(element: Any, channel: Channel) -> dict[str, tuple[str, ...]]:
    """Categories, tags and co-authors: they share one element, told apart by `domain`; the oldest exports have none."""
    found: dict[str, list[str]] = {"category": [], "tag": [], "author": [], "used": []}
    for child in element:
        if not isinstance(child.tag, str) or name_of(child) != "category" or not (child.text or "").strip():
            continue
        domain, nicename = child.get("domain") or "category", unquote(child.get("nicename") or "")
        kind = {"category": "category", "post_tag": "tag", "tag": "tag", "author": "author"}.get(domain, "")
        if not kind:
            continue
        name = plain(child.text)
        if kind == "category":
            name = channel.categories.get(nicename, ("", "", ""))[0] or name
            channel.categories.setdefault(nicename or slug_of(name), (name, "", ""))
        elif kind == "author":
            name = channel.authors.get(name, channel.authors.get(nicename.removeprefix("cap-"), name))
        if kind != "category" or name.casefold() != "uncategorized":
            found[kind].append(name)
            found["used"].append(f"{kind}/{nicename or slug_of(name)}")
    return {kind: each_once(names) for kind, names in found.items()}


def _author(element: Any, channel: Channel) -> tuple[str, ...]:
    login = text_in(element, "creator")
    return (channel.authors.get(login, login),) if login else ()


def _moment(element: Any, name: str) -> str:
    """A date with the offset that the local and the universal time have between them; a draft without a date has none."""
    local, universal = text_in(element, name), text_in(element, f"{name}_gmt")
    at, utc = _read(local), _read(universal)
    if at and utc:
        minutes = round((at - utc).total_seconds() / 60)
        if abs(minutes) <= 14 * 60:
            sign = "-" if minutes < 0 else "+"
            return f"{at:%Y-%m-%d %H:%M:%S}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        return f"{utc:%Y-%m-%d %H:%M:%S}+00:00"
    if utc:
        return f"{utc:%Y-%m-%d %H:%M:%S}+00:00"
    return (
        f"{at:%Y-%m-%d %H:%M:%S}" if at and text_in(element, "status") not in ("draft", "auto-draft", "pending") else ""
    )


def _read(text: str) -> datetime | None:
    try:
        found = datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007  (its offset is what is being found out)
    except ValueError:
        return None
    return found if found.year > 1900 else None


def _excerpt(excerpt: str) -> str:
    return markdown_of(excerpt).text if excerpt.strip() else ""


def _addressed(article: Imported, link: str, number: str, channel: Channel) -> Imported:
    """The article with its old addresses: the permalink, and `?p=` behind which WordPress finds everything by number."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return article
    path = unquote(parts.path)
    path = path[len(channel.base) :] if channel.base and path.startswith(f"{channel.base}/") else path
    own = host_of(parts) in (channel.host, "")
    public = not article.status
    if article.kind == "page" and own and path.strip("/") and not parts.query and public:
        article = page_at(article, _safe_path(path))
    short = f"/?{'page_id' if article.kind == 'page' else 'p'}={number}"
    aliases = (*((short,) if number.isdecimal() and public else ()),)
    article = dataclasses.replace(article, aliases=aliases)
    return (
        with_address(article, _safe_path(path, absolute=True))
        if own and public and not parts.query and not article.url
        else article
    )


def _safe_path(path: str, *, absolute: bool = False) -> str:
    parts = [part for part in cleaned(path).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    ended = "/" if path.endswith("/") else ""
    return f"{'/' if absolute else ''}{'/'.join(parts)}{ended}" if parts else ""


def _above(number: str, channel: Channel) -> list[str]:
    """The slugs of the pages above a page, the topmost first."""
    found: list[str] = []
    seen = {number}
    parent = channel.pages.get(number, ("", "0"))[1]
    while parent in channel.pages and parent not in seen:
        seen.add(parent)
        slug, above = channel.pages[parent]
        found.insert(0, slug)
        parent = above
    return found


def _comments(element: Any, notes: Notes) -> Iterator[Comment]:
    """The comments that readers could see. Addresses of mail and machine stay behind: they are nobody's to publish."""
    for child in element:
        if not isinstance(child.tag, str) or name_of(child) != "comment":
            continue
        if text_in(child, "comment_approved") != "1" or text_in(child, "comment_type") in ("pingback", "trackback"):
            notes.unseen_comments += 1
            continue
        at, utc = _read(text_in(child, "comment_date")), _read(text_in(child, "comment_date_gmt"))
        when = f"{utc:%Y-%m-%dT%H:%M:%S}+00:00" if utc else f"{at:%Y-%m-%dT%H:%M:%S}" if at else ""
        url = text_in(child, "comment_author_url")
        parent = text_in(child, "comment_parent")
        yield Comment(
            text_in(child, "comment_id"),
            plain(text_in(child, "comment_author")),
            when,
            markdown_of(re.sub(r"\n\s*\n", "<p>", text_in(child, "comment_content"))).text,
            "" if parent == "0" else parent,
            url if re.match(r"https?://", url) else "",
        )
