"""Ghost's export (JSON): posts and pages of every version, in Lexical, Mobiledoc, HTML or Markdown (ghost.org/docs/migration)."""

import dataclasses
import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from ..newsroom.commands import Wrong
from ..newsroom.dates import moment_of
from ..newsroom.slug import slug_of
from ..newsroom.story import Image
from .article import Imported, Notes, each_once, folder_of, moment_in, one_line, page_at, safe_slug, with_credit
from .fields import with_address
from .ghost_text import html_of_lexical, html_of_mobiledoc, markdown_body
from .html_markdown import markdown_of, plain
from .relink import relinked
from .wordpress_text import Pictures

_MOST_MEGABYTES = 1_000
_SITE = "__GHOST_URL__"
#: In milliseconds this is the year 1973, forty years before Ghost; in seconds 5138.
_SECONDS = 100_000_000_000
#: The caption that Ghost writes by itself below a picture of a collection: it is a credit.
_PHOTO_BY = re.compile(r"Photo by ([^/.]{1,80}?)\s*(?:/| on )\s*([^/.]{1,40})")


def read_ghost(file: Path, notes: Notes) -> Iterator[Imported]:
    """Every post and page of an export file."""
    data = _data(file)
    notes.lang = _language(data)
    tables = _tables(data)
    pictures = Pictures({}, notes.media, "")
    made = [_post(post, tables, pictures, notes) for post in _rows(data, "posts")]
    articles = [article for article in made if article]
    above = _routed(articles)
    notes.left += [
        f"/{path}/: links say that posts lay below it (routes.yaml); their addresses below it lead on as well"
        for path in sorted({*above.values()})
    ]
    articles = [
        with_address(one, f"/{above[one.slug]}/{one.slug}/") if one.slug in above and _is_post(one) else one
        for one in articles
    ]
    paths = {article.slug: notes.reserve(article) for article in articles if article.slug}
    topics = _moved(data, articles, notes)
    notes.moved |= topics
    leads = _leading(paths, above, topics)
    for article in articles:
        yield dataclasses.replace(article, body=relinked(article.body, leads))
    notes.left += _descriptions(data)
    notes.pictures += pictures.lines()


def _language(data: Mapping[str, Any]) -> str:
    """The language of the site by its settings, "" where they name none; the key has changed twice."""
    names = ("lang", "locale", "defaultLang")
    return next((str(one.get("value") or "") for one in _rows(data, "settings") if one.get("key") in names), "")


def _descriptions(data: Mapping[str, Any]) -> list[str]:
    """What is told of tags that somebody has described: a registry is an editor's affair."""
    return [
        f'tag "{tag.get("name")}": its description "{str(tag["description"])[:80]}"; write it into data/tags.yaml'
        for tag in _rows(data, "tags")
        if tag.get("description")
    ]


def _leading(
    paths: Mapping[str, str], above: Mapping[str, str], topics: Mapping[str, str]
) -> Callable[[str, bool], str]:
    """Where links of the old site lead: to an article of the export by its file, to a page of a tag or writer by its new address."""

    def leads(address: str, picture: bool) -> str:
        path, _, anchor = address.partition("#")
        slug = path.strip("/")
        last = slug.rpartition("/")[2]
        slug = last if slug == f"{above.get(last)}/{last}" else slug
        if picture or not address.startswith("/"):
            return address
        if f"{slug}/" in topics:
            return f"/{topics[f'{slug}/']}"
        if slug not in paths:
            return address
        return f"{{filename}}/{quote(paths[slug])}{'#' + anchor if anchor else ''}"

    return leads


def _is_post(article: Imported) -> bool:
    """Whether a post has an address that everybody could read."""
    return bool(article.slug and article.aliases) and article.kind != "page"


def _routed(articles: Sequence[Imported]) -> dict[str, str]:
    """Slug -> the path above it that `routes.yaml`, which no export holds, gave a post: `blog`, as far as links of several texts tell.

    A post to which none leads lay where the others did, if all of these lay below one path.
    """
    posts = {one.slug for one in articles if _is_post(one)}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    telling: set[str] = set()

    def see(address: str, picture: bool, where: str) -> str:
        *above, last = urlsplit(address).path.strip("/").split("/") if address.startswith("/") else [""]
        if not picture and last in posts and last != where:
            found[last]["/".join(above)] += 1
            telling.add(where)
        return address

    for one in articles:
        relinked(one.body, partial(see, where=one.slug))
    every = {path for paths in found.values() for path in paths}
    if len(telling) < 2 or "" in every:
        return {}
    alone = next(iter(every)) if len(every) == 1 else ""
    known = {slug: paths.most_common(1)[0][0] for slug, paths in found.items()}
    return {slug: path for slug in sorted(posts) if (path := known.get(slug, alone))}


def _moved(data: Mapping[str, Any], articles: Sequence[Imported], notes: Notes) -> dict[str, str]:
    """The old addresses of tags and authors whose page is another here: the first tag of a post became its category."""
    public = [one for one in articles if not one.status and one.kind != "page"]
    shown = {
        "category": {notes.slugs.of(name) for one in public for name in one.categories},
        "tag": {notes.slugs.of(name) for one in public for name in one.tags},
        "author": {notes.slugs.of(name) for one in public for name in one.authors},
    }
    found = {}
    for table, old, kinds in (("tags", "tag", ("tag", "category")), ("users", "author", ("author",))):
        for row in _rows(data, table):
            given, slug = safe_slug(str(row.get("slug") or "")), notes.slugs.of(plain(str(row.get("name") or "")))
            new = next((kind for kind in kinds if slug in shown[kind]), "")
            if given and slug and new and (new, slug) != (old, given) and given not in shown[old]:
                found[f"{old}/{given}/"] = f"{new}/{slug}/"
    return found


def _data(file: Path) -> Mapping[str, Any]:
    """The tables of the export: `db[0].data`, or bare `data`. Raises Wrong."""
    if file.stat().st_size > _MOST_MEGABYTES * 1_000_000:
        raise Wrong(f"{file} is larger than {_MOST_MEGABYTES} MB; export it in parts")
    try:
        read = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Wrong(f"{file} cannot be read as JSON: {error}") from error
    databases = read.get("db") if isinstance(read, dict) else None
    found = databases[0] if isinstance(databases, list) and databases else read
    tables = found.get("data") if isinstance(found, dict) else None
    if not isinstance(tables, dict) or not isinstance(tables.get("posts"), list | type(None)):
        raise Wrong(f"{file} is no export of Ghost: make one under Settings, Migration tools, Export")
    return tables


@dataclass(frozen=True)
class _Tables:
    """What stands beside the posts: tags, people and details by their ids, and which of them a post has."""

    topics: Mapping[str, Mapping[str, Any]]
    people: Mapping[str, Mapping[str, Any]]
    details: Mapping[str, Mapping[str, Any]]
    topics_of: Mapping[str, list[str]]
    people_of: Mapping[str, list[str]]


def _tables(data: Mapping[str, Any]) -> _Tables:
    return _Tables(
        topics=_by_id(data, "tags"),
        people=_by_id(data, "users"),
        details=_by_id(data, "posts_meta", "post_id"),
        topics_of=_linked(data, "posts_tags", "tag_id"),
        people_of=_linked(data, "posts_authors", "author_id"),
    )


def _rows(data: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    return [one for one in data.get(table) or () if isinstance(one, dict)]


def _by_id(data: Mapping[str, Any], table: str, column: str = "id") -> Mapping[str, Mapping[str, Any]]:
    return {str(one.get(column)): one for one in _rows(data, table)}


def _linked(data: Mapping[str, Any], table: str, column: str) -> Mapping[str, list[str]]:
    """post -> the ids that a table links to it, in the writer's order: the first is the primary one."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, row in enumerate(_rows(data, table)):
        order = row.get("sort_order")
        found[str(row.get("post_id"))].append((order if isinstance(order, int) else 0, number, str(row.get(column))))
    return {post: [name for _, _, name in sorted(rows)] for post, rows in found.items()}


def _post(post: Mapping[str, Any], tables: _Tables, pictures: Pictures, notes: Notes) -> Imported | None:
    number, title = str(post.get("id")), one_line(str(post.get("title") or ""))
    where = f'post {number} "{title[:60]}"'
    detail = tables.details.get(number, {})
    is_page = str(post.get("type") or ("page" if post.get("page") in (1, True, "1") else "post")) == "page"
    is_public, is_draft, said = _seen(post, detail, notes.now)
    body, left = _body(post, pictures)
    topics = [tables.topics[one] for one in tables.topics_of.get(number, ()) if one in tables.topics]
    shown = [_name(one) for one in topics if _said(one, "visibility", "public") == "public" and not _is_internal(one)]
    people = tables.people_of.get(number, ()) or [str(post.get("author_id"))]
    date = _moment(post.get("published_at")) or (_moment(post.get("created_at")) if is_public else "")
    changed = _moment(post.get("updated_at")) if is_public else ""
    slug = safe_slug(_said(post, "slug"))
    image = _said(post, "feature_image") or _said(post, "image")
    article = Imported(
        title=title if title not in ("", "(Untitled)") else "",
        summary=one_line(
            _said(post, "custom_excerpt") or _said(detail, "meta_description") or _said(post, "meta_description")
        ),
        date=date,
        modified=changed if changed > date else "",
        authors=each_once(_name(tables.people[one]) for one in people if one in tables.people),
        categories=each_once(shown[:1]) if not is_page else (),
        tags=each_once(shown[1:]),
        body=body,
        left=(*left, *said),
        kind="page" if is_page else "article",
        slug=slug,
        name=slug or slug_of(title),
        status="draft" if is_draft else "",
        image=_image(image, detail, pictures) if image else None,
        origin=f"ghost:{post.get('uuid') or number}",
        where=where,
        lang=_said(post, "locale").replace("_", "-"),
        guessed=(f"category: {shown[0]}, the first tag, as Ghost's themes show it",) if shown and not is_page else (),
        machinery=tuple(_machinery(post, topics)),
    )
    if not article.title:
        if not body.strip():
            notes.left.append(f"{where}: a post without title and text")
            return None
        guessed = (*article.guessed, "title: it has none")
        article = dataclasses.replace(article, title=f"Untitled {number}", guessed=guessed)
    article = _addressed(article, slug, is_page, is_public)
    return dataclasses.replace(
        with_credit(article, ""),
        folder="pages" if is_page else folder_of(article.categories),
        files=tuple((one, path) for path, one in sorted(pictures.taken().items())),
        unresolved=tuple(pictures.unresolved()),
    )


def _seen(post: Mapping[str, Any], detail: Mapping[str, Any], now: datetime) -> tuple[bool, bool, list[str]]:
    """Whether everybody could read a post, whether it becomes a draft, and what has to be said of that."""
    said = []
    status, seen_by = _said(post, "status", "draft"), _said(post, "visibility", "public")
    is_public = status == "published" and seen_by == "public"
    waits = status == "scheduled" and seen_by == "public"
    if status == "published" and not is_public:
        said.append(f"who may read it ({seen_by}): it is a draft until you decide whether everybody may")
    if canonical := _said(post, "canonical_url") or _said(detail, "canonical_url"):
        said.append(f"canonical_url: {canonical}; where the text was published there first, write it as sources")
    if status == "sent":
        said.append("it went out by mail only; it is a draft until you decide whether it becomes a page")
    if waits and (day := _moment(post.get("published_at"))) and moment_of(day, UTC) <= now:
        waits = False
        said.append(f"the day {day} on which it was to appear: it is past; it is a draft until you give it another")
    return is_public, not is_public and not waits, said


def _machinery(post: Mapping[str, Any], topics: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What only the old site's theme understood."""
    yield from (f"internal tag {one.get('name')}" for one in topics if _is_internal(one))
    if post.get("codeinjection_head") or post.get("codeinjection_foot"):
        yield "code of this page's head or foot"


def _said(row: Mapping[str, Any], column: str, otherwise: str = "") -> str:
    return str(row.get(column) or otherwise)


def _name(row: Mapping[str, Any]) -> str:
    return plain(_said(row, "name"))


def _is_internal(topic: Mapping[str, Any]) -> bool:
    return str(topic.get("name")).startswith("#")


def _addressed(article: Imported, slug: str, page: bool, public: bool) -> Imported:
    if not slug or not public:
        return article
    return page_at(article, f"{slug}/") if page else with_address(article, f"/{slug}/")


def _image(address: str, detail: Mapping[str, Any], pictures: Pictures) -> Image:
    src = pictures.address(address.replace(_SITE, "")).removeprefix("{static}")
    caption = one_line(plain(str(detail.get("feature_image_caption") or "")))
    by = _PHOTO_BY.fullmatch(caption)
    return Image(
        src,
        one_line(str(detail.get("feature_image_alt") or "")),
        "" if by else caption,
        f"{by[1].strip()} / {by[2].strip()}" if by else "",
    )


def _body(post: Mapping[str, Any], pictures: Pictures) -> tuple[str, list[str]]:
    """The body as Markdown, from the best form there is, and what was left out of it."""
    left: list[str] = []
    lexical, mobiledoc = _json(post.get("lexical")), _json(post.get("mobiledoc"))
    if lexical:
        made = html_of_lexical(lexical, left)
    elif mobiledoc and not _is_markdown(mobiledoc):
        made = html_of_mobiledoc(mobiledoc, left)
    elif mobiledoc or post.get("markdown"):
        text = _is_markdown(mobiledoc) if mobiledoc else str(post.get("markdown"))
        return markdown_body(text.replace(_SITE, ""), pictures.address, left), left
    else:
        words = html.escape(str(post.get("plaintext") or ""), quote=False)
        made = str(post.get("html") or "") or "".join(f"<p>{one}</p>" for one in words.split("\n\n") if one.strip())
    done = markdown_of(made.replace(_SITE, ""), link=pictures.address)
    return done.text, [one.replace(_SITE, "") for one in left + done.left]


def _is_markdown(mobiledoc: Mapping[str, Any]) -> str:
    """The Markdown of a Mobiledoc that is one card of it, as Ghost 1 and 2 wrote them; "" for others."""
    cards = [
        one
        for one in mobiledoc.get("cards") or ()
        if isinstance(one, list) and len(one) == 2 and isinstance(one[1], dict)
    ]
    sections = mobiledoc.get("sections") or ()
    if len(cards) == 1 and len(sections) <= 2 and cards[0][0] in ("markdown", "card-markdown"):
        return str(cards[0][1].get("markdown") or "")
    return ""


def _json(text: Any) -> Mapping[str, Any]:
    if not isinstance(text, str) or not text.strip():
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _moment(value: Any) -> str:
    """A date of the export: ISO text, or milliseconds since 1970 in its first versions; other programs write seconds, or dates as in mails."""
    try:
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        if isinstance(value, int | float):
            found = datetime.fromtimestamp(value if abs(value) < _SECONDS else value / 1000, UTC)
        elif isinstance(value, str) and value:
            found = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        else:
            return ""
    except (ValueError, OverflowError, OSError):
        return moment_in(value) if isinstance(value, str) else ""
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return f"{found.astimezone(UTC):%Y-%m-%d %H:%M:%S}+00:00"
