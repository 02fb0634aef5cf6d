"""WordPress's export file (WXR), read as a stream: a gigabyte of it needs no more memory than a megabyte.

The format is RSS 2.0 with the `wp:` namespace (wordpress.org/documentation/article/tools-export-screen). Files of real sites are often not
well-formed: what can be read of them is, and the rest is named.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..newsroom.commands import Wrong
from ..newsroom.dates import moment_of
from ..newsroom.slug import slug_of
from .article import Comment, Imported, Notes, cleaned, each_once, moment_in, one_line, page_at, safe_slug, with_credit
from .fields import with_address
from .html_markdown import MISSING, markdown_of, plain
from .wordpress_blocks import whole, with_footnotes, with_marks
from .wordpress_broken import Broken, encoding_of
from .wordpress_channel import Channel, borrow, close, encoded_in, learn, meta_of, name_of, text_in
from .wordpress_kinds import CUT, is_story, kept_back
from .wordpress_text import Pictures, html_of

_HEAD = 65_536
#: Post meta that is a credit or a deck on many sites, by the plugins that write it.
_DECKS = ("subtitle", "_subtitle", "deck", "_deck", "standfirst", "kicker", "wps_subtitle", "secondary_title")
_SUMMARIES = ("_yoast_wpseo_metadesc", "_aioseop_description", "rank_math_description")


def read_wordpress(file: Path, notes: Notes) -> Iterator[Imported]:
    """Every post and page of an export file. WordPress makes several files of a large site: pictures and blocks may stand in another one."""
    channel, read = _learned(file, notes)
    for other in notes.beside:
        if other != file:
            borrow(channel, _learned(other, notes)[0])
    pictures = Pictures(channel.pictures, notes.media, channel.host)
    for element in read():
        if name_of(element) == "item":
            article = _item(element, channel, pictures, notes)
            if article:
                yield article
    close(channel, pictures, notes)


def _learned(file: Path, notes: Notes) -> tuple[Channel, Callable[[], Iterator[Any]]]:
    """What stands around the posts of a file, and how its elements are read."""
    if file in notes.learned:
        found: tuple[Channel, Callable[[], Iterator[Any]]] = notes.learned[file]
        return found
    _refuse_entities(file)
    channel = Channel()
    read: Callable[[], Iterator[Any]] = partial(_elements, file)
    try:
        for element in read():
            learn(element, channel)
    except _not_well_formed() as error:
        broken = Broken(file)
        read, channel = broken.elements, Channel()
        for element in read():
            learn(element, channel)
        first = next((one for one in error.error_log if one.level_name in ("ERROR", "FATAL")), None)
        _tell(broken, first.line if first else error.lineno or 1, first.message if first else error.msg or "", notes)
    notes.learned[file] = channel, read
    return channel, read


def _tell(broken: Broken, line: int, what: str, notes: Notes) -> None:
    """What is said of a file that is not well-formed: every item of it was read; one that it breaks off in is not whole, and after it others may be missing."""
    read = f"its {broken.items} item{'s were' if broken.items != 1 else ' was'} read all the same"
    if broken.cut_at:
        notes.failed.append(
            f"{broken.file}:{broken.cut_at}: the file breaks off here: export it once more; what stood before was imported, an item without its end as a draft"
        )
    else:
        said = what.strip().partition("\n")[0].partition(", line ")[0]  # what follows is a piece of the file
        notes.left.append(f"{broken.file}:{line}: the file is not well-formed here ({said}); {read}")


_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+\w+\s*>", re.IGNORECASE)


def _refuse_entities(file: Path) -> None:
    """No export declares entities; a file that does wants to make us read other files or fill the memory."""
    with file.open("rb") as opened:
        data = opened.read(_HEAD)
    head = data.decode(encoding_of(data), "replace")
    before = _PLAIN_DOCTYPE.sub("", head.partition("<rss")[0])  # one that only names the root declares nothing
    if "<!ENTITY" in head or "<!DOCTYPE" in before.upper():
        raise Wrong(
            f"{file} declares entities, which no export of WordPress does; it was not read: if you know where it comes from, take out what stands from <!DOCTYPE to its end"
        )
    if "<rss" not in head and "<channel" not in head:
        raise Wrong(f"{file} is no export of WordPress: make one under Tools, Export, All content")


def _not_well_formed() -> type[Any]:
    try:
        from lxml import etree
    except ImportError as error:
        raise Wrong(MISSING) from error
    return etree.XMLSyntaxError  # type: ignore[no-any-return]


def _elements(file: Path) -> Iterator[Any]:
    """The items, authors and terms of the channel, each thrown away after it was looked at. Raises what `_not_well_formed` says."""
    from lxml import etree

    wanted = ("item", "author", "category", "tag", "link", "language", "base_blog_url", "base_site_url")
    with file.open("rb") as opened:
        events = etree.iterparse(
            opened,
            events=("end",),
            huge_tree=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
        )
        for _, element in events:
            parent = element.getparent()
            if parent is None or name_of(parent) != "channel":
                continue
            if name_of(element) in wanted:
                yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]


def _item(element: Any, channel: Channel, pictures: Pictures, notes: Notes) -> Imported | None:
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
    body, excerpt, meta = encoded_in(element, "content"), encoded_in(element, "excerpt"), meta_of(element)
    date, modified = _moment(element, "post_date"), _moment(element, "post_modified")
    if not date and status in (
        "publish",
        "private",
    ):  # the year 0 in the one, but not in the other, or no export of WordPress's own
        date = moment_in(text_in(element, "pubDate"))
    body = body or ("" if number else text_in(element, "description"))
    left: list[str] = []
    guessed: list[str] = []
    if modified and date and modified <= date:
        modified = ""
    page = kind == "page"
    if kind not in ("post", "page"):
        guessed.append(f"a story: in WordPress it was of the kind {kind}")
    slug = safe_slug(unquote(text_in(element, "post_name")))
    terms = _terms(element, channel)
    link = text_in(element, "link")
    hidden = kept_back(kind, status, link)
    left += [hidden] if hidden else []
    if status == "future" and date and moment_of(date, UTC) <= notes.now:
        hidden = ""
        left.append(f"the day {date} on which it was to appear: it is past; it is a draft until you give it another")
    pictures.of_post = channel.children.get(number, ())
    body, footnotes = with_marks(whole(body, channel.blocks, left), meta.get("footnotes", ""))
    done = markdown_of(html_of(body, pictures, left), link=pictures.address)
    text = with_footnotes(done.text, footnotes, lambda note: markdown_of(note, link=pictures.address).text)
    image = channel.pictures.get(meta.get("_thumbnail_id", ""))
    if meta.get("_thumbnail_id", "").isdecimal() and not (image and image.src):
        left.append(
            f"its picture, number {meta['_thumbnail_id']}: it is not in the file; give all files of the export to one import"
        )
    files: dict[str, Path] = {}
    if image and image.src:
        image = dataclasses.replace(image, src=pictures.address(image.src).removeprefix("{static}"))
    if text_in(element, "post_password"):
        hidden = ""
        left.append("the password: it is a draft until you decide whether everybody may read it")
    article = Imported(
        title=title or (f"Untitled {number}" if body.strip() else ""),
        deck=one_line(plain(next((meta[key] for key in _DECKS if meta.get(key)), ""))),
        summary=_excerpt(excerpt) or one_line(plain(next((meta[key] for key in _SUMMARIES if meta.get(key)), ""))),
        date=date,
        modified=modified,
        authors=terms["author"] or _author(element, channel),
        categories=() if page else terms["category"],
        tags=terms["tag"],
        body=text,
        left=(*left, *done.left),
        guessed=tuple(guessed),
        kind="page" if page else "article",
        slug=slug,
        name=slug or slug_of(title),
        status="" if hidden is None else "draft",
        image=image if image and image.src else None,
        origin=f"wordpress:{channel.host}{channel.base}?p={_number(element, number, channel)}",
        where=where,
        extra={"old_type": kind} if kind not in ("post", "page") else {},
        comments=tuple(_comments(element, notes)),
        machinery=tuple(key for key in meta if not key.startswith("_"))[:20],
    )
    if not article.title:
        notes.left.append(f"{where}: an item without title and text")
        return None
    article = _addressed(article, link, number, channel)
    if not article.status and not page:
        names = (("category", article.categories), ("tag", article.tags), ("author", article.authors))
        channel.shown.update(f"{kind}/{notes.slugs.of(name)}" for kind, found in names for name in found)
        channel.used.update((*terms["used"], f"author/{text_in(element, 'creator')}"))
    folder = (
        "/".join(("pages", *_above(number, channel)))
        if page
        else slug_of(article.categories[0])
        if article.categories
        else ""
    )
    article = with_credit(article, channel.host)
    used = pictures.taken()
    files.update(used)
    return dataclasses.replace(
        article,
        folder=folder,
        files=tuple((file, path) for path, file in sorted(files.items())),
        unresolved=tuple(pictures.unresolved()),
    )


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
    own = (parts.hostname or "").removeprefix("www.") in (channel.host, "")
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
