"""A Hugo site: its content folder in three dialects, bundles, shortcodes, aliases and old addresses (gohugo.io/content-management).

Zola's folder is laid out like Hugo's (getzola.org/documentation/content); what it writes otherwise is put into Hugo's words first.
"""

import dataclasses
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from ..newsroom.dates import DateFault, leading_date, moment_of
from ..newsroom.languages import is_language
from ..newsroom.slug import slug_of
from ..newsroom.yaml_text import Raw
from .article import Imported, Notes, folder_of, page_at, safe_slug, spoken
from .bylines import names_beside, names_of_writers, spelled_out, without_writers
from .commonmark import for_python_markdown
from .fields import article_from, date_in, is_told_a_page, names_in
from .folder import (
    HTML,
    MARKDOWN,
    MDX,
    OldSite,
    Sheet,
    Text,
    Unusable,
    files_of,
    finished,
    read_html,
    read_text,
)
from .hugo_addresses import moved_terms, other_terms, own_tags, permalink, urlized
from .hugo_site import HugoSite, hugo_site
from .hugo_text import from_hugo, with_params
from .mdx_text import framed, from_mdx
from .owners import key_of
from .redirecting import without_redirecting
from .shortcodes import Template, templates_in
from .zola_text import as_hugo, header_of

_LANG = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2}(?:-[a-z]{2,4})?)$", re.IGNORECASE)
_OTHER_TEXTS = (".html", ".htm", ".adoc", ".asciidoc", ".org", ".rst", ".pandoc", ".pdc")
#: What lies beside the texts where the folder of the site is that of its texts.
_MADE = frozenset({"public", "resources", "vendor", "_vendor", "output", "_site"})
#: The day in an address: `/2014/11/20/cargo/`.
_DAY = re.compile(r"(?:^|/)((?:19|20)\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/")
#: In the place of a language: whatever it is.
_ANY = "*"
#: Sections that say no more than that these are the stories.
_STORIES = frozenset({"post", "posts", "blog", "articles", "stories"})


def read_hugo(root: Path, notes: Notes) -> Iterator[Imported]:
    """Every text of a Hugo site, or of its content folder alone."""
    hugo = hugo_site(root)
    notes.lang = hugo.told_language
    texts = list(_texts(hugo, notes))
    if hugo.is_zola:
        texts = [(file, Text(header_of(text.fields), as_hugo(text.body), text.guessed)) for file, text in texts]
    days = [(file, bool(_date(file, text.fields))) for file, text in texts]
    dated = _mostly_dated([(hugo.section(file), is_dated) for file, is_dated in days])
    undated = _never_dated([(_shelf(file, hugo), is_dated) for file, is_dated in days])
    tags = own_tags((text.fields for _, text in texts), hugo.settings)
    hugo = dataclasses.replace(hugo, dated=dated, undated=undated, own_tags=tags)
    sheets = [_sheet(file, text, hugo, notes.now) for file, text in texts]
    places = (root / "static", root / "assets", root / "static" / "images", *hugo.langs, *hugo.folders())
    site = OldSite(root, frozenset({hugo.host} - {""}), hugo.base, tuple(one for one in places if one.is_dir()))
    sheets = without_redirecting(sheets, site, notes)
    refer = _references(sheets, hugo)
    writers = names_beside(root) | names_of_writers(root / "data", (hugo.content / "authors", hugo.content / "author"))
    sheets = without_writers(sheets, notes, writers)
    renamed = {file for file, text in texts if _with_tags(text.fields, hugo) is not text.fields}
    notes.moved |= moved_terms(sheets, hugo, notes.slugs, writers, renamed)
    notes.left += other_terms(sheets, hugo)
    notes.moved |= _sections(sheets, hugo, notes)
    params = hugo.settings.get("params")
    values = params if isinstance(params, Mapping) else {}
    own = _own_shortcodes(root, hugo)
    yield from finished(
        [_converted(sheet, refer, writers, values, own) for sheet in sheets], site, notes.reserve, notes.slugs
    )


def _sections(sheets: Sequence[Sheet], hugo: HugoSite, notes: Notes) -> dict[str, str]:
    """The lists of sections that became topics, where no text has their address: `news/` -> `category/news/`."""
    taken = {key_of(sheet.address) for sheet in sheets if sheet.address}
    sections = {hugo.section(sheet.source): sheet for sheet in sheets if sheet.article.kind == "article"}
    return {
        f"{section}/": f"category/{notes.slugs.of(spoken(section))}/"
        for section, sheet in sections.items()
        if section and key_of(section) not in taken and spoken(section) in sheet.article.categories
    }


def _texts(hugo: HugoSite, notes: Notes) -> Iterator[tuple[Path, Text]]:
    for name in hugo.left_out():
        notes.left.append(f"{name}: in the folder of no language, and so no part of the old site")
    for file in [
        one
        for folder in hugo.folders()
        for one in files_of(folder, {*MARKDOWN, MDX, *_OTHER_TEXTS}, _MADE if folder == hugo.root else ())
    ]:
        shown = file.relative_to(hugo.root).as_posix()
        is_html = file.suffix.lower() in HTML
        if not is_html and file.suffix.lower() not in (*MARKDOWN, MDX):
            if "static" not in file.relative_to(hugo.root).parts:
                notes.failed.append(f"{shown}: {file.suffix} is not read; save its text as Markdown")
            continue
        try:
            text = read_html(file) if is_html else read_text(file)
        except Unusable as fault:
            if "static" not in file.relative_to(hugo.root).parts and not (is_html and _is_in_bundle(file)):
                notes.failed.append(f"{shown}: {fault}")
            continue
        if file.stem.split(".")[0] == "404" and len(hugo.place(file).parts) == 1:
            notes.left.append(f"{shown}: what is said where no page is; ours stands for it")
        elif layout := _filled_by_theme(text):
            notes.left.append(f"{shown}: a page without words, which the old theme filled (layout: {layout})")
        elif file.stem.split(".")[0] == "_index" and (not text.body.strip() or hugo.place(file).parent.name == ""):
            notes.left.append(f"{shown}: the text of a list of stories; our lists have none of their own")
        else:
            yield file, text


def _filled_by_theme(text: Text) -> str:
    """The layout of a text that says nothing itself, as one for the archives or the search does; "" for any other."""
    given = {name.lower(): value for name, value in text.fields.items()}
    layout = given.get("layout")
    is_empty = not text.body.strip() and not any(
        given.get(name) for name in ("date", "publishdate", "link", "source", "image")
    )
    return layout if is_empty and isinstance(layout, str) else ""


def _is_in_bundle(file: Path) -> bool:
    """Whether it lies beside the text of a leaf bundle, which brings it along."""
    return any((file.parent / f"index{ending}").is_file() for ending in MARKDOWN)


def _mostly_dated(texts: Sequence[tuple[str, bool]]) -> frozenset[str]:
    """The sections whose texts are dated as a rule: what has no date there is a story that lacks it, elsewhere a page."""
    count: dict[str, list[bool]] = defaultdict(list)
    for section, dated in texts:
        count[section].append(dated)
    return frozenset(section for section, found in count.items() if sum(found) * 2 > len(found))


def _never_dated(texts: Sequence[tuple[str, bool]]) -> frozenset[str]:
    """The folders with several texts none of which has a date: they are pages, though those of the folders beside it are stories."""
    count: dict[str, list[bool]] = defaultdict(list)
    for shelf, dated in texts:
        count[shelf].append(dated)
    return frozenset(shelf for shelf, found in count.items() if len(found) > 1 and not any(found))


def _shelf(file: Path, hugo: HugoSite) -> str:
    """The folder in which a text lies beside others: that of a bundle is its own."""
    folder = hugo.place(file).parent
    return (folder.parent if file.stem.split(".")[0] in ("index", "_index") else folder).as_posix()


def _date(file: Path, fields: Mapping[str, Raw]) -> str:
    if given := date_in(fields):
        return given
    stem, folder = leading_date(file.stem)[0], leading_date(file.parent.name)[0]
    return stem or (folder if file.stem.split(".")[0] == "index" else "") or _day_of(_given_address(fields))


def _given_address(fields: Mapping[str, Raw]) -> str:
    return next((str(value) for name, value in fields.items() if name.lower() == "url" and isinstance(value, str)), "")


def _day_of(address: str) -> str:
    found = _DAY.search(address)
    return "-".join(found.groups()) if found else ""


def _sheet(file: Path, text: Text, hugo: HugoSite, now: datetime) -> Sheet:
    shown, place, section = file.relative_to(hugo.root).as_posix(), hugo.place(file), hugo.section(file)
    stem, lang = _stem(file)
    lang = lang or hugo.folder_lang(file)
    article = _waiting(article_from(_with_tags(text.fields, hugo)), now)
    guessed = list(text.guessed)
    if not article.date and (named := leading_date(stem)[0]):
        article = dataclasses.replace(article, date=named)
    if not article.date and (day := _day_of(_given_address(text.fields))):
        article = dataclasses.replace(article, date=day)
        guessed.append(f"date: {day}, after its address")
    is_at_top = not section and hugo.content != hugo.root and not hugo.is_zola
    is_list = file.stem.split(".")[0] == "_index"
    is_loose = section not in hugo.dated or _shelf(file, hugo) in hugo.undated
    page = is_list or (not article.date and (is_loose or is_at_top))
    if is_told_a_page(text.fields):
        page = True
    elif page:
        beside = (
            "it has no date, and lies above all sections"
            if is_at_top
            else "the text of a list"
            if is_list or not is_loose
            else "neither it nor most of what lies beside it has a date"
        )
        guessed.append(f"a page, not a story: {beside}")
    slug = article.slug or safe_slug(leading_date(stem)[1] or stem)
    if not article.title:
        article = dataclasses.replace(article, title=spoken(stem))
        guessed.append(f"title: {article.title}, after the file's name")
    categories = article.categories
    is_bundle = len(place.parts) == 2 and place.stem.split(".")[0] == "index"  # its folder is its own, and no section
    if (
        not page
        and not categories
        and section
        and section not in _STORIES
        and not section.isdecimal()
        and not is_bundle
    ):
        categories = (spoken(section),)
        guessed.append(f"category: {categories[0]}, after the section")
    folder = "/".join(("pages", *place.parts[:-1])) if page else folder_of(categories)
    article = dataclasses.replace(
        article,
        kind="page" if page else "article",
        categories=categories,
        lang=hugo.lang(article.lang or lang),
        name=slug,
        slug=slug,
        folder=folder,
        origin=f"hugo:{hugo.host or hugo.root.resolve().name}:{hugo.inner(file)}",
        where=shown,
        body=text.body,
        guessed=(*article.guessed, *guessed),
    )
    address = _address(article, text.fields, place, section, stem, hugo)
    if not hugo.is_zola:  # there all of them begin at the site
        article = dataclasses.replace(article, aliases=tuple(_whole(alias, address) for alias in article.aliases))
    if page and "?" not in address:  # a page keeps its address: two of one name in two folders are two pages
        article = page_at(article, address)
    return Sheet(file, shown, article, address)


def _waiting(article: Imported, now: datetime) -> Imported:
    """The article as a draft where the day from which Hugo shows it, `publishDate`, is to come: its date may be long past."""
    given = article.extra.get("publishdate")
    try:
        waits = not article.status and isinstance(given, str) and moment_of(given, UTC) > now
    except DateFault:
        return article
    if not waits:  # past, it says nothing that the date does not
        others = {name: value for name, value in article.extra.items() if name != "publishdate"}
        return dataclasses.replace(article, extra=others) if given else article
    said = f"publishDate: {given}; it is a draft until you write that day as its date or embargo"
    return dataclasses.replace(article, status="draft", left=(*article.left, said))


def _stem(file: Path) -> tuple[str, str]:
    """(name, language) of a file, or of its folder for a bundle."""
    stem, lang = file.stem, ""
    found = _LANG.fullmatch(stem)
    if found and is_language(found["lang"]):
        stem, lang = found["stem"], found["lang"]
    return (file.parent.name if stem in ("index", "_index") else stem), lang


def _with_tags(fields: Mapping[str, Raw], hugo: HugoSite) -> Mapping[str, Raw]:
    """The header with the site's own name for tags made ours; the same one where nothing is to be done."""
    name = hugo.own_tags
    if name not in fields or "tags" in fields:
        return fields
    return {**{one: value for one, value in fields.items() if one != name}, "tags": list(names_in(fields[name]))}


def _address(
    article: Imported, fields: Mapping[str, Raw], inner: PurePosixPath, section: str, stem: str, hugo: HugoSite
) -> str:
    """The address that Hugo gave the text (gohugo.io/content-management/urls): `url`, else the permalink of its section, else its place."""
    url = _given_address(fields)
    if url:
        return f"/{url.lstrip('/')}"
    given = next(
        (str(value) for name, value in fields.items() if name.lower() == "slug" and isinstance(value, str)), ""
    )
    folder = inner.parent
    if inner.stem.split(".")[0] in ("index", "_index"):
        folder = folder.parent
    given = urlized(given)
    last = given or (slug_of(leading_date(stem)[1] or stem) if hugo.is_zola else urlized(stem))
    pattern = hugo.permalink(section)
    if pattern and article.date:
        path = permalink(pattern, article, section, folder.as_posix(), given, stem).strip("/")
    else:
        path = "/".join(urlized(part) for part in (*folder.parts, last) if part not in (".", ""))
    whole = f"/{hugo.prefix(article.lang)}{path}"
    if not hugo.is_ugly(section):
        return f"{whole}/"
    return whole if whole.endswith(".html") else f"{whole}.html"


def _whole(alias: str, address: str) -> str:
    """An alias without a slash before it lies beside the text's own address."""
    if alias.startswith(("/", "http:", "https:")):
        return alias
    end = "/" if alias.endswith("/") else ""
    return posixpath.normpath(f"{address.rstrip('/')}/../{alias}") + end


def _references(sheets: Sequence[Sheet], hugo: HugoSite) -> Callable[[str, str, str], str]:
    """What `ref` and `relref` find, for a text in a language: another one by its path, with or without ending, from a folder or the top, that of its own
    language first, or by name alone where that is plain.
    """
    by_path: dict[tuple[str, str], str] = {}
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sheet in sheets:
        stem, _ = _stem(sheet.source)
        ways = [*_ways(PurePosixPath(hugo.inner(sheet.source))), *_ways(hugo.place(sheet.source))]
        for lang in (sheet.article.lang, _ANY):
            for way in ways:
                by_path.setdefault((lang, way.lower()), sheet.inner)
            by_name[lang, stem.lower()].add(sheet.inner)

    sections = {hugo.section(sheet.source).lower() for sheet in sheets} - {""}
    files = {hugo.inner(sheet.source).lower(): sheet.inner for sheet in sheets if hugo.is_zola}  # there one is named

    def refer(given: str, lang: str, folder: str) -> str:
        path, mark, anchor = given.partition("#")
        key = path.strip().strip("/").lower().removesuffix("/index.md").removesuffix("/_index.md")
        near = [] if path.strip().startswith("/") or not folder else [f"{folder}/{key}".lower()]
        options = [(one, way.removesuffix(end)) for way in (*near, key) for one in (lang, _ANY) for end in ("", ".md")]
        found = files.get(path.strip().strip("/").lower(), "")
        found = found or next((by_path[one] for one in options if one in by_path), "")
        name = key.rsplit("/", 1)[-1].removesuffix(".md")
        for one in (lang, _ANY):
            named = by_name.get((one, name), set())
            found = found or (next(iter(named)) if len(named) == 1 else "")
        if not path and anchor:
            return f"#{anchor}"
        if not found and key in sections:  # a list of stories
            return f"/{key}/{mark}{anchor}"
        return f"/{found}{mark}{anchor}" if found else ""

    return refer


def _ways(path: PurePosixPath) -> tuple[str, ...]:
    """How a text is named by its path: whole, without its ending or the name of a bundle's file, without its language."""
    bundle = path.stem.split(".")[0] in ("index", "_index")
    whole = (path.parent if bundle else path.with_suffix("")).as_posix()
    return path.as_posix(), whole, re.sub(r"\.[a-z]{2}$", "", whole)


def _own_shortcodes(root: Path, hugo: HugoSite) -> dict[str, Template]:
    """The templates of shortcodes that can be put in: the site's, then those of the themes that lie with it."""
    inner = "templates/shortcodes" if hugo.is_zola else "layouts/shortcodes"
    return templates_in([root / inner, *sorted(root.glob(f"themes/*/{inner}"))], of_zola=hugo.is_zola)


def _converted(
    sheet: Sheet,
    refer: Callable[[str, str, str], str],
    writers: Mapping[str, str],
    params: Mapping[str, Any],
    own: Mapping[str, Template],
) -> Sheet:
    def beside(path: str) -> str:
        """A `ref` as the text means it: a dotted path from its own folder, any other from there first and from the top then."""
        folder = PurePosixPath(sheet.inner.removeprefix("content/")).parent
        if path.startswith(("./", "../")):
            parts = [part for part in folder.parts if part != "."]
            for part in path.split("/"):
                if part == "..":
                    parts = parts[:-1]
                elif part != ".":
                    parts.append(part)
            path = "/".join(parts)
        return refer(path, sheet.article.lang, folder.as_posix().removeprefix("."))

    given = sheet.article.body
    done = framed(given)
    left = done.left
    if sheet.source.suffix.lower() == MDX:
        done = from_mdx(done.text)
        left = [*left, *done.left]
    done = from_hugo(with_params(done.text, sheet.article.extra, params), beside, own)
    article = dataclasses.replace(
        spelled_out(sheet.article, writers),
        body=for_python_markdown(done.text, in_html=True),
        guessed=(*sheet.article.guessed, *left, *done.left),
        unresolved=tuple(done.unresolved),
    )
    return dataclasses.replace(sheet, article=article)
