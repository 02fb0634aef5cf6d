"""An Eleventy site: its texts, what data files say of whole folders, and the addresses that permalinks give (11ty.dev/docs/data-cascade, 11ty.dev/docs/permalinks).

Nothing is run: where an address is computed, it stays unknown, and that is said.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..newsroom.dates import leading_date
from ..newsroom.languages import is_language
from ..newsroom.slug import slug_of
from ..newsroom.yaml_text import Raw
from .article import HOUSEKEEPING, Imported, Notes, folder_of, page_at, safe_slug, spoken
from .bylines import names_of_writers, spelled_out, without_writers
from .commonmark import for_python_markdown
from .eleventy_data import EleventySite, eleventy_site, folder_data
from .fields import article_from, names_in
from .folder import (
    HTML,
    MARKDOWN,
    OldSite,
    Sheet,
    Text,
    Unusable,
    files_of,
    finished,
    read_html,
    read_text,
)
from .liquid import from_liquid
from .redirecting import without_redirecting

#: Texts that are templates first.
_TEMPLATES = frozenset({".njk", ".liquid", ".webc", ".hbs", ".ejs", ".pug"})
#: Tags that name a collection of the old site and no topic.
_STORIES = frozenset(
    {"post", "posts", "blog", "article", "articles", "news", "blogpost", "blog-post", "blogposts", "stories"}
)
_COLLECTIONS = _STORIES | {"all", "nav", "page", "pages"}
#: Words in the place of a date: the time of the file, or of its last commit.
_NO_DATE = frozenset({"last modified", "created", "git last modified", "git created"})
#: What is taken of `eleventyComputed`.
_TOLD = frozenset({"permalink", "title", "description", "date"})
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_VALUE = re.compile(r"\{\{-?\s*([^{}]+?)\s*-?\}\}")
_FILTER = re.compile(r"\s*\|\s*")
_DATED = re.compile(r"""date:?\s*\(?\s*["']([^"']+)["']\s*\)?""")
_MARKS = {"%Y": 0, "YYYY": 0, "yyyy": 0, "%m": 1, "MM": 1, "LL": 1, "%d": 2, "DD": 2, "dd": 2}


def read_eleventy(root: Path, notes: Notes) -> Iterator[Imported]:
    """Every text of an Eleventy site that is no template."""
    eleventy = eleventy_site(root)
    notes.lang = eleventy.lang
    texts = list(_texts(eleventy, notes))
    dated = Counter[PurePosixPath]()
    for inner, _, fields, _ in texts:
        dated[inner.parent] += 1 if _date(inner, fields) else -1
    sheets = [_sheet(*one, eleventy, is_dated=dated[one[0].parent] > 0) for one in texts]
    site = OldSite(root, frozenset({eleventy.host} - {""}), "", eleventy.roots)
    sheets = without_redirecting(sheets, site, notes)
    writers = names_of_writers(eleventy.data, (eleventy.input / "authors", eleventy.input / "author"))

    sheets = without_writers(sheets, notes, writers)

    def refer(_kind: str, _path: str) -> str:
        return ""

    def value(name: str) -> str | None:
        return "" if name in ("site.url", "metadata.url") else None

    converted = []
    for sheet in sheets:
        done = from_liquid(sheet.article.body, refer, value)
        article = dataclasses.replace(
            spelled_out(sheet.article, writers),
            body=for_python_markdown(done.text, in_html=True),
            guessed=(*sheet.article.guessed, *done.left),
            unresolved=tuple(done.unresolved),
        )
        converted.append(dataclasses.replace(sheet, article=article))
    yield from finished(converted, site, notes.reserve, notes.slugs)


def _texts(eleventy: EleventySite, notes: Notes) -> Iterator[tuple[PurePosixPath, Text, Mapping[str, Any], Path]]:
    """(path below the folder of texts, text, all that is said of it, file) of what is no template."""
    templates = Counter[str]()
    for file in files_of(eleventy.input, {*MARKDOWN, *HTML, *_TEMPLATES}, eleventy.made):
        inner = PurePosixPath(file.relative_to(eleventy.input).as_posix())
        if eleventy.is_left_out(inner) or (len(inner.parts) == 1 and file.stem.lower() in HOUSEKEEPING):
            continue
        if file.suffix.lower() in _TEMPLATES:
            templates[file.suffix.lower()] += 1
            continue
        is_html = file.suffix.lower() in HTML
        try:
            text = read_html(file) if is_html else read_text(file)
        except Unusable as fault:
            if not is_html:
                notes.failed.append(f"{inner}: {fault}")
            continue
        fields = _together(folder_data(inner, eleventy), text.fields)
        if is_html and not _date(inner, fields):
            templates[file.suffix.lower()] += 1
        elif text.fields or text.body.strip():
            yield inner, text, fields, file
    for ending, count in sorted(templates.items()):
        pages = "page of a template is" if count == 1 else "pages of templates are"
        notes.left.append(f"{count} {pages} no text ({ending}): a built page can be imported with --from html")


def _together(data: Mapping[str, Any], fields: Mapping[str, Raw]) -> Mapping[str, Any]:
    """The header with what the data files say, `eleventyComputed` above both."""
    given: dict[str, Any] = {**data, **fields}
    computed = given.pop("eleventyComputed", None)
    if isinstance(computed, Mapping):
        given |= {name: _inserted(value, given) for name, value in computed.items() if name in _TOLD}
    if str(given.get("date") or "").strip().lower() in _NO_DATE:
        given.pop("date")
    return given


def _inserted(value: Any, given: Mapping[str, Any]) -> Any:
    """A text with the values of the header that it asks for."""
    if not isinstance(value, str):
        return value

    def said(found: re.Match[str]) -> str:
        known = given.get(found[1])
        return known if isinstance(known, str) else found[0]

    return _VALUE.sub(said, value)


def _date(inner: PurePosixPath, fields: Mapping[str, Any]) -> str:
    """The date of the header, else the day that stands in the path."""
    given = fields.get("date")
    found = _DAY.search(inner.as_posix())
    return str(given) if given else found[0] if found else ""


def _sheet(
    inner: PurePosixPath, text: Text, fields: Mapping[str, Any], file: Path, eleventy: EleventySite, *, is_dated: bool
) -> Sheet:
    own = {name: value for name, value in fields.items() if name not in ("tags", "permalink")}
    article = article_from({**own, **({"tags": text.fields["tags"]} if "tags" in text.fields else {})})
    collections = {one.lower() for one in names_in(fields.get("tags") or "")}
    guessed, left = list(text.guessed), list(article.left)
    date = article.date or _date(inner, {})
    is_index = inner.stem == "index" and len(inner.parts) > 1
    stem = leading_date(inner.parent.name if is_index else inner.stem)
    name = stem[1] or (inner.parent.name if is_index else inner.stem)
    is_story = bool(collections & _STORIES) or bool(date) or is_dated
    apart = bool(collections & {"page", "pages"}) or fields.get("eleventyExcludeFromCollections") == "true"
    page = not is_story or apart
    slug = article.slug or safe_slug(name)
    if not article.title:
        article = dataclasses.replace(article, title=_navigation_title(fields) or spoken(name))
        guessed.append(
            f"title: {article.title}, after {'its entry in the menu' if _navigation_title(fields) else 'the file'}"
        )
    section = _section(inner, is_index=is_index)
    categories = article.categories
    if not page and not categories and section:
        categories = (spoken(section),)
        guessed.append(f"category: {categories[0]}, after the folder")
    status = article.status
    address = _address(fields, article, inner, date)
    if address is None:
        status, address = "draft", ""
        left.append("permalink: false: the old site made no page of it; it is a draft until you decide")
    elif not address:
        left.append("permalink: it is computed, so the old address is not known; write it as aliases")
    article = dataclasses.replace(
        article,
        kind="page" if page else "article",
        date=date,
        status=status,
        tags=tuple(one for one in article.tags if one.lower() not in _COLLECTIONS),
        categories=categories if not page else (),
        lang="" if article.lang.lower() == eleventy.lang.lower() else article.lang,
        name=slug,
        slug=slug,
        folder="/".join(("pages", *inner.parts[:-1])) if page else folder_of(categories),
        origin=f"eleventy:{eleventy.host or eleventy.root.resolve().name}:{inner}",
        where=file.relative_to(eleventy.root).as_posix(),
        body=text.body,
        guessed=(*article.guessed, *guessed),
        left=tuple(left),
    )
    if page and address:
        article = page_at(article, address)
    return Sheet(file, article.where, article, address)


def _navigation_title(fields: Mapping[str, Any]) -> str:
    entry = fields.get("eleventyNavigation")
    found = (entry.get("title") or entry.get("key")) if isinstance(entry, Mapping) else ""
    return found if isinstance(found, str) else ""


def _section(inner: PurePosixPath, *, is_index: bool) -> str:
    """The innermost folder that says what its texts are about: no year, no language and no word for stories."""
    folders = inner.parts[: -2 if is_index else -1]
    said = [
        one
        for one in folders[1:] or folders
        if one.lower().strip("_") not in _COLLECTIONS
        and not _DAY.match(one)
        and not one.isdecimal()
        and not is_language(one)
    ]
    return said[-1].strip("_") if said else ""


def _address(fields: Mapping[str, Any], article: Imported, inner: PurePosixPath, date: str) -> str | None:
    """The address that Eleventy gave the text, "" where it is computed, None where it made no page of it."""
    given = fields.get("permalink")
    if isinstance(given, str) and given.strip().lower() == "false":
        return None
    if given is None or given == "":
        parts = list(inner.with_suffix("").parts)
        if parts[-1] == "index" or (len(parts) > 1 and parts[-1] == parts[-2]):
            parts.pop()
        return f"/{'/'.join(parts)}/" if parts else "/"
    if not isinstance(given, str):
        return ""
    made = _filled(given, fields, article, inner, date)
    if not made:
        return ""
    path = re.sub(r"/{2,}", "/", f"/{made.strip()}")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def _filled(pattern: str, fields: Mapping[str, Any], article: Imported, inner: PurePosixPath, date: str) -> str:
    """A permalink with its values, "" where one of them is not plain."""
    is_index = inner.stem == "index"
    last = inner.parent.name if is_index else inner.stem
    stem = leading_date(last)[1] or last
    known = {
        "page.fileSlug": stem,
        "page.filePathStem": f"/{(inner.parent / (leading_date(inner.stem)[1] or inner.stem)).as_posix()}",
        "title": article.title,
        "page.date": date[:10],
        "date": date[:10],
    }
    lost = False

    def said(found: re.Match[str]) -> str:
        nonlocal lost
        name, *filters = _FILTER.split(found[1])
        name = name.removeprefix("data.").removeprefix("this.")
        raw = known.get(name, fields.get(name))
        value = raw if isinstance(raw, str) else ""
        for one in filters:
            value = _filtered(value, one)
        lost = lost or not value
        return value

    made = _VALUE.sub(said, pattern)
    return "" if lost or "{%" in made or "{{" in made else made


def _filtered(value: str, name: str) -> str:
    """A value through one filter of a template, "" for one that only the old site had."""
    if name in ("slug", "slugify", "slugifyUnicode"):
        return slug_of(value, unicode=name == "slugifyUnicode")
    if name in ("url", "trim", "safe", "string"):
        return value
    if name in ("lower", "downcase"):
        return value.lower()
    found = _DATED.fullmatch(name)
    parts = value.split("-")
    if not found or len(parts) != 3:
        return ""
    marks = re.split(r"(%[Ymd]|YYYY|yyyy|MM|LL|DD|dd)", found[1])
    made = "".join(parts[_MARKS[one]] if one in _MARKS else one for one in marks)
    return made if not re.search(r"[%A-Za-z]", made) else ""
