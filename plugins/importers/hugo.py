"""A Hugo site: its content folder in three dialects, bundles, shortcodes, aliases and old addresses (gohugo.io/content-management).

Zola's folder is laid out like Hugo's (getzola.org/documentation/content); what it writes otherwise is put into Hugo's words first.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from ..newsroom.dates import leading_date
from ..newsroom.languages import is_language
from ..newsroom.slug import slug_of
from ..newsroom.yaml_text import Raw
from .article import Imported, Notes, page_at, safe_slug
from .bylines import names_of_writers, spelled_out
from .fields import article_from, names_in
from .folder import HTML, MARKDOWN, OldSite, Sheet, Text, Unusable, files_of, finished, read_html, read_text
from .hugo_text import from_hugo
from .settings_files import settings_in, settings_of
from .zola_text import as_hugo, header_of

_CONFIGS = ("hugo", "zola", "config", "config/_default/hugo", "config/_default/config")
_LANG = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2}(?:-[a-z]{2,4})?)$", re.IGNORECASE)
_OTHER_TEXTS = (".html", ".htm", ".adoc", ".asciidoc", ".org", ".rst", ".pandoc", ".pdc")
#: The day in an address: `/2014/11/20/cargo/`.
_DAY = re.compile(r"(?:^|/)((?:19|20)\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/")
#: Sections that say no more than that these are the stories.
_STORIES = frozenset({"post", "posts", "blog", "articles", "stories"})


@dataclass(frozen=True, slots=True)
class _Hugo:
    """What has to be known of a site to read one of its texts. `dated` are the sections that hold stories, `langs` the folders of languages."""

    root: Path
    content: Path
    settings: Mapping[str, Any]
    host: str
    langs: frozenset[str]
    dated: frozenset[str] = frozenset()

    def place(self, file: Path) -> PurePosixPath:
        """The path below the content folder, the folder of its language left out."""
        parts = file.relative_to(self.content).parts
        return PurePosixPath(*(parts[1:] if parts[0] in self.langs else parts))

    def section(self, file: Path) -> str:
        parts = self.place(file).parts
        return parts[0] if len(parts) > 1 else ""

    def lang(self, lang: str) -> str:
        """A language, where it is one and not the site's own."""
        own = _own_language(self.settings)
        return lang if is_language(lang) and lang.lower() != own.lower() else ""


def read_hugo(root: Path, notes: Notes) -> Iterator[Imported]:
    """Every text of a Hugo site, or of its content folder alone."""
    content = root / "content" if (root / "content").is_dir() else root
    settings = _settings(root)
    address = urlsplit(str(settings.get("baseurl") or settings.get("base_url") or ""))
    host = (address.hostname or "").removeprefix("www.")
    hugo = _Hugo(root, content, settings, host, _languages(content, settings))
    texts = list(_texts(hugo, notes))
    if _is_zola(settings):
        texts = [(file, Text(header_of(text.fields), as_hugo(text.body), text.guessed)) for file, text in texts]
    dated = _mostly_dated([(hugo.section(file), bool(_date(file, text.fields))) for file, text in texts])
    hugo = dataclasses.replace(hugo, dated=dated)
    sheets = [_sheet(file, text, hugo) for file, text in texts]
    places = (root / "static", root / "assets", root / "static" / "images", content)
    site = OldSite(
        root, frozenset({host} - {""}), address.path.rstrip("/"), tuple(one for one in places if one.is_dir())
    )
    refer = _references(sheets)
    writers = names_of_writers(root / "data", (content / "authors", content / "author"))
    for sheet in sheets:  # Hugo's pages of topics, where ours have another address
        for old, kind, names in (
            ("tags", "tag", sheet.article.tags),
            ("categories", "category", sheet.article.categories),
        ):
            notes.moved |= {f"{old}/{_urlized(name)}/": f"{kind}/{slug_of(name)}/" for name in names}
        for key in sheet.article.authors:
            if name := writers.get(key.lower()):
                notes.moved[f"authors/{_urlized(key)}/"] = f"author/{slug_of(name)}/"
    yield from finished([_converted(sheet, refer, writers) for sheet in sheets], site, notes.reserve)


def _texts(hugo: _Hugo, notes: Notes) -> Iterator[tuple[Path, Text]]:
    for file in files_of(hugo.content, {*MARKDOWN, *_OTHER_TEXTS}):
        shown = file.relative_to(hugo.root).as_posix()
        is_html = file.suffix.lower() in HTML
        if not is_html and file.suffix.lower() not in MARKDOWN:
            if "static" not in file.relative_to(hugo.root).parts:
                notes.failed.append(f"{shown}: {file.suffix} is not read; save its text as Markdown")
            continue
        try:
            text = read_html(file) if is_html else read_text(file)
        except Unusable as fault:
            if "static" not in file.relative_to(hugo.root).parts and not (is_html and _is_in_bundle(file)):
                notes.failed.append(f"{shown}: {fault}")
            continue
        if file.stem.split(".")[0] == "_index" and (not text.body.strip() or hugo.place(file).parent.name == ""):
            notes.left.append(f"{shown}: the text of a list of stories; our lists have none of their own")
        else:
            yield file, text


def _is_in_bundle(file: Path) -> bool:
    """Whether it lies beside the text of a leaf bundle, which brings it along."""
    return any((file.parent / f"index{ending}").is_file() for ending in MARKDOWN)


def _settings(root: Path) -> dict[str, Any]:
    found = settings_in(root, _CONFIGS)
    folder = root / "config" / "_default"
    for name in ("permalinks", "languages", "taxonomies", "params"):
        more = settings_in(folder, (name,)) if folder.is_dir() else {}
        if more:
            found[name] = more
    return found or next((settings_of(file) for file in sorted(root.glob("config*.toml"))), {})


def _is_zola(settings: Mapping[str, Any]) -> bool:
    return "base_url" in settings  # Hugo's is baseURL


def _own_language(settings: Mapping[str, Any]) -> str:
    return str(settings.get("defaultcontentlanguage") or settings.get("default_language") or "en")


def _languages(content: Path, settings: Mapping[str, Any]) -> frozenset[str]:
    """The folders at the top that hold a language each: those of the settings, or all of them where each is named as one."""
    own = settings.get("languages")
    named = {str(name).lower() for name in own} if isinstance(own, Mapping) else set()
    folders = {one.name for one in content.iterdir() if one.is_dir()}
    if named:
        return frozenset(one for one in folders if one.lower() in named)
    return frozenset(folders) if folders and all(map(is_language, folders)) else frozenset()


def _mostly_dated(texts: Sequence[tuple[str, bool]]) -> frozenset[str]:
    """The sections whose texts are dated as a rule: what has no date there is a story that lacks it, elsewhere a page."""
    count: dict[str, list[bool]] = defaultdict(list)
    for section, dated in texts:
        count[section].append(dated)
    return frozenset(section for section, found in count.items() if sum(found) * 2 > len(found))


def _date(file: Path, fields: Mapping[str, Raw]) -> str:
    for name, value in fields.items():
        if name.lower() in ("date", "publishdate") and value:
            return str(value)
    stem, folder = leading_date(file.stem)[0], leading_date(file.parent.name)[0]
    return stem or (folder if file.stem.split(".")[0] == "index" else "") or _day_of(_given_address(fields))


def _given_address(fields: Mapping[str, Raw]) -> str:
    return next((str(value) for name, value in fields.items() if name.lower() == "url" and isinstance(value, str)), "")


def _day_of(address: str) -> str:
    found = _DAY.search(address)
    return "-".join(found.groups()) if found else ""


def _sheet(file: Path, text: Text, hugo: _Hugo) -> Sheet:
    shown, place, section = file.relative_to(hugo.root).as_posix(), hugo.place(file), hugo.section(file)
    inner = file.relative_to(hugo.content)
    stem, lang = _stem(file)
    lang = lang or (inner.parts[0] if inner.parts[0] in hugo.langs else "")
    article = article_from(_taxonomies(text.fields, hugo.settings))
    guessed = list(text.guessed)
    if not article.date and (named := leading_date(stem)[0]):
        article = dataclasses.replace(article, date=named)
    if not article.date and (day := _day_of(_given_address(text.fields))):
        article = dataclasses.replace(article, date=day)
        guessed.append(f"date: {day}, after its address")
    page = not article.date and section not in hugo.dated
    if page:
        guessed.append("a page, not a story: neither it nor most of what lies beside it has a date")
    slug = article.slug or safe_slug(leading_date(stem)[1] or stem)
    if not article.title:
        article = dataclasses.replace(article, title=stem.replace("-", " ").replace("_", " ").capitalize())
        guessed.append(f"title: {article.title}, after the file's name")
    categories = article.categories
    if not page and not categories and section and section not in _STORIES:
        categories = (section.replace("-", " ").replace("_", " ").capitalize(),)
        guessed.append(f"category: {categories[0]}, after the section")
    folder = "/".join(("pages", *place.parts[:-1])) if page else slug_of(categories[0]) if categories else ""
    article = dataclasses.replace(
        article, kind="page" if page else "article", categories=categories, lang=hugo.lang(article.lang or lang), name=slug, slug=slug,
        folder=folder, origin=f"hugo:{hugo.host or hugo.root.resolve().name}:{inner.as_posix()}", where=shown, body=text.body,
        guessed=(*article.guessed, *guessed),
    )  # fmt: skip
    address = _address(article, text.fields, place, section, stem, hugo.settings)
    if page and "?" not in address:  # a page keeps its address: two of one name in two folders are two pages
        article = page_at(article, address)
    return Sheet(file, shown, article, address)


def _stem(file: Path) -> tuple[str, str]:
    """(name, language) of a file, or of its folder for a bundle."""
    stem, lang = file.stem, ""
    found = _LANG.fullmatch(stem)
    if found and is_language(found["lang"]):
        stem, lang = found["stem"], found["lang"]
    return (file.parent.name if stem in ("index", "_index") else stem), lang


def _taxonomies(fields: Mapping[str, Raw], settings: Mapping[str, Any]) -> Mapping[str, Raw]:
    """The header with the site's own names for tags and categories made ours: `[taxonomies] topic = "topics"`."""
    own = settings.get("taxonomies")
    names = set(own.values()) if isinstance(own, Mapping) else set()
    if not names or names & {"tags", "categories"}:
        return fields
    made = dict(fields)
    for name in sorted(str(one) for one in names):
        if name in made and name not in ("series", "authors") and "tags" not in made:
            made["tags"] = list(names_in(made.pop(name)))
    return made


def _address(
    article: Imported,
    fields: Mapping[str, Raw],
    inner: PurePosixPath | Path,
    section: str,
    stem: str,
    settings: Mapping[str, Any],
) -> str:
    """The address that Hugo gave the text (gohugo.io/content-management/urls): `url`, else the permalink of its section, else its place."""
    url = _given_address(fields)
    if url:
        return f"/{url.lstrip('/')}"
    ugly = str(settings.get("uglyurls", "")).lower() == "true"
    patterns = settings.get("permalinks")
    pattern = patterns.get(section) or patterns.get("page", "") if isinstance(patterns, Mapping) else ""
    if isinstance(pattern, Mapping):
        pattern = pattern.get(section, "")
    given = next(
        (str(value) for name, value in fields.items() if name.lower() == "slug" and isinstance(value, str)), ""
    )
    folder = PurePosixPath(inner).parent
    if PurePosixPath(inner).stem.split(".")[0] in ("index", "_index"):
        folder = folder.parent
    given = _urlized(given)
    last = given or (slug_of(leading_date(stem)[1] or stem) if _is_zola(settings) else _urlized(stem))
    if pattern and article.date:
        filled = _permalink(str(pattern), article, section, folder.as_posix(), given, stem)
        return filled if ugly and filled.endswith(".html") else f"/{filled.strip('/')}/"
    path = "/".join(_urlized(part) for part in (*folder.parts, last) if part not in (".", ""))
    lang = "" if article.lang in ("", _own_language(settings)) else f"{article.lang}/"
    return f"/{lang}{path}.html" if ugly else f"/{lang}{path}/"


def _permalink(pattern: str, article: Imported, section: str, sections: str, given: str, stem: str) -> str:
    last = given or _urlized(stem)
    year, month, day = ([*article.date[:10].replace("/", "-").split("-"), "", ""])[:3]
    facts = {
        "year": year, "month": month.zfill(2), "day": day[:2].zfill(2), "slug": given or _urlized(article.title), "slugorfilename": last, "slugorcontentbasename": last,
        "filename": stem, "contentbasename": stem, "title": _urlized(article.title), "section": section, "sections": sections,
    }  # fmt: skip
    return re.sub(r":(\w+)(?:\[[^\]]*\])?", lambda found: facts.get(found[1], ""), pattern)


def _urlized(text: str) -> str:
    """A path's part as Hugo writes it: lower case, blanks as hyphens, other signs gone."""
    return re.sub(r"[^\w.-]", "", re.sub(r"\s+", "-", text.strip().lower()))


def _references(sheets: Sequence[Sheet]) -> Callable[[str], str]:
    """What `ref` and `relref` find: a text by its path, with or without ending, from the top or by name alone where that is plain."""
    by_path: dict[str, str] = {}
    by_name: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        inner = sheet.inner.removeprefix("content/")
        path = PurePosixPath(inner)
        stem, _ = _stem(Path(inner))
        bundle = path.stem.split(".")[0] in ("index", "_index")
        whole = (path.parent if bundle else path.with_suffix("")).as_posix()
        for way in (inner, whole, re.sub(r"\.[a-z]{2}$", "", whole)):
            by_path.setdefault(way.lower(), sheet.inner)
        by_name[stem.lower()].add(sheet.inner)

    def refer(given: str) -> str:
        path, mark, anchor = given.partition("#")
        key = path.strip().strip("/").lower().removesuffix("/index.md").removesuffix("/_index.md")
        found = by_path.get(key) or by_path.get(key.removesuffix(".md"))
        if not found:
            named = by_name.get(key.rsplit("/", 1)[-1].removesuffix(".md"), set())
            found = next(iter(named)) if len(named) == 1 else ""
        if not path and anchor:
            return f"#{anchor}"
        return f"/{found}{mark}{anchor}" if found else ""

    return refer


def _converted(sheet: Sheet, refer: Callable[[str], str], writers: Mapping[str, str]) -> Sheet:
    def beside(path: str) -> str:
        """A `ref` as the text means it: a dotted path from its own folder, else as it stands."""
        if path.startswith(("./", "../")):
            folder = PurePosixPath(sheet.inner.removeprefix("content/")).parent
            parts = [part for part in folder.parts if part != "."]
            for part in path.split("/"):
                if part == "..":
                    parts = parts[:-1]
                elif part != ".":
                    parts.append(part)
            path = "/".join(parts)
        return refer(path)

    done = from_hugo(sheet.article.body, beside)
    article = dataclasses.replace(
        spelled_out(sheet.article, writers), body=done.text, guessed=(*sheet.article.guessed, *done.left), unresolved=tuple(done.unresolved)
    )  # fmt: skip
    return dataclasses.replace(sheet, article=article)
