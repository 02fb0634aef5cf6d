"""A Jekyll site: `_posts` and `_drafts`, pages, Liquid tags, categories of folders, permalinks (jekyllrb.com/docs/permalinks)."""

import contextlib
import dataclasses
import datetime
import re
import unicodedata
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from ..newsroom.dates import DateFault, leading_date, moment_of
from ..newsroom.file_text import is_there
from ..newsroom.languages import is_language
from ..newsroom.slug import slug_of
from ..newsroom.yaml_text import Raw
from .article import Imported, Notes, page_at, safe_slug
from .bylines import names_of_writers, spelled_out
from .commonmark import for_python_markdown
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
    is_template,
    read_html,
    read_text,
)
from .liquid import from_liquid, with_included
from .redirecting import without_redirecting
from .settings_files import settings_in

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html", "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html", "weekdate": "/:categories/:year/W:week/:short_day/:title.html", "none": "/:categories/:title.html",
}  # fmt: skip
_HOUSEKEEPING = frozenset({"readme", "contributing", "license", "code_of_conduct", "code-of-conduct", "security", "changelog", "404", "index", "feed", "sitemap", "claude", "agents"})  # fmt: skip
_DATED = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)")
#: A moment that YAML takes for one in UTC.
_ZONELESS = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?")
#: What stays of a file's name in an address.
_PRETTY = "._~!$&'()+,;=@"
_MACHINERY = frozenset({"_includes", "_layouts", "_sass", "_data", "_plugins", "_templates", "_authors", "_author", "_vendor"})  # fmt: skip
_OTHER_TEXTS = (".textile", ".html", ".htm", ".adoc", ".rst", ".org")


@dataclass(frozen=True, slots=True)
class _Jekyll:
    root: Path
    settings: Mapping[str, Any]
    host: str

    def defaults(self, inner: PurePosixPath, kind: str) -> dict[str, Raw]:
        """The front matter that `defaults` of the settings gives to a path."""
        made: dict[str, Raw] = {}
        given = self.settings.get("defaults")
        for one in given if isinstance(given, list) else ():
            scope, values = (one.get("scope"), one.get("values")) if isinstance(one, Mapping) else (None, None)
            path = str(scope.get("path") or "").strip("/") if isinstance(scope, Mapping) else ""
            wanted = str(scope.get("type") or "") if isinstance(scope, Mapping) else ""
            fits = not path or inner.as_posix() == path or inner.as_posix().startswith(f"{path}/")
            if fits and wanted in ("", kind) and isinstance(values, Mapping):
                made |= {
                    str(name): value for name, value in values.items() if name != "image"
                }  # the card of every page
        return made

    def day(self, date: str) -> str:
        """The day that a date has in addresses: that of the site's `timezone`, of the machine where none is named, which is UTC as a rule."""
        try:
            zone: datetime.tzinfo = zoneinfo.ZoneInfo(str(self.settings.get("timezone") or "UTC"))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            zone = datetime.UTC
        with contextlib.suppress(DateFault):
            return moment_of(f"{date} +0000" if _ZONELESS.fullmatch(date) else date, zone).date().isoformat()
        return date[:10].replace("/", "-")

    def is_excluded(self, inner: PurePosixPath) -> bool:
        """Whether `exclude` of the settings keeps a file, or a folder that it lies in, from the site."""
        given = self.settings.get("exclude")
        wanted = [str(one).strip("/") for one in given if one] if isinstance(given, list) else []
        paths = [inner.as_posix(), *(folder.as_posix() for folder in inner.parents if folder.name)]
        return any(fnmatchcase(path, one) for one in wanted for path in paths)

    def is_left_out(self, inner: PurePosixPath) -> bool:
        """Whether a file lies where Jekyll looks for no pages: below a folder with `_` that is neither posts nor a collection with pages nor included."""
        if {"_posts", "_drafts"} & set(inner.parts) or self.root.name == "_posts":
            return False
        given = self.settings.get("include")
        included = {str(one).strip("/") for one in given} if isinstance(given, list) else set()
        hidden = [part for part in inner.parts[:-1] if part.startswith("_") and part not in included]
        return bool(hidden) and not self.is_shown(self.collection(inner)[0])

    def below(self, inner: PurePosixPath) -> PurePosixPath:
        """The path without the folder that holds the collections, where settings name one."""
        above = PurePosixPath(str(self.settings.get("collections_dir") or ""))
        return inner.relative_to(above) if inner.is_relative_to(above) else inner

    def collection(self, inner: PurePosixPath) -> tuple[str, PurePosixPath]:
        """(name, path below its folder) of the collection that a file belongs to; ("", inner) for none."""
        path = self.below(inner)
        name = path.parts[0].removeprefix("_")
        is_one = len(path.parts) > 1 and path.parts[0].startswith("_") and name in self._collections
        return (name, PurePosixPath(*path.parts[1:])) if is_one else ("", inner)

    def permalink(self, collection: str) -> str:
        """The pattern that the settings give to a collection's addresses, "" for none."""
        facts = self._collections.get(collection)
        return str(facts.get("permalink") or "") if isinstance(facts, Mapping) else ""

    def is_shown(self, collection: str) -> bool:
        """Whether the texts of a collection have pages."""
        facts = self._collections.get(collection)
        return isinstance(facts, Mapping) and facts.get("output") == "true"

    @property
    def _collections(self) -> Mapping[str, Any]:
        given = self.settings.get("collections")
        return given if isinstance(given, Mapping) else dict.fromkeys(given) if isinstance(given, list) else {}


def read_jekyll(root: Path, notes: Notes) -> Iterator[Imported]:
    """Every post, draft and page of a Jekyll site, or of a folder of posts."""
    settings = settings_in(root, ("_config",))
    root = _source(root, settings)
    address = urlsplit(str(settings.get("url") or ""))
    host = (address.hostname or "").removeprefix("www.")
    notes.lang = str(settings.get("lang") or settings.get("locale") or "")
    jekyll = _Jekyll(root, settings, host)
    made = ("_site", "vendor", str(settings.get("destination") or "").strip("./"))
    files = _told(files_of(root, {*MARKDOWN, *_OTHER_TEXTS}, made), jekyll, notes)
    sheets = [sheet for file in files if (sheet := _sheet(file, jekyll, notes))]
    base = "/" + str(settings.get("baseurl") or "").strip("/")
    site = OldSite(root, frozenset({host} - {""}), base if base != "/" else "", (root,))
    sheets = without_redirecting(sheets, site, notes)
    refer = _references(sheets, root)
    values = _values(jekyll)
    writers = names_of_writers(root / "_data", (root / "_authors", root / "_author"))
    converted = []
    for sheet in sheets:
        done = from_liquid(with_included(sheet.article.body, sheet.source, root), refer, values(sheet))
        article = dataclasses.replace(
            spelled_out(sheet.article, writers), body=for_python_markdown(done.text), guessed=(*sheet.article.guessed, *done.left), unresolved=tuple(done.unresolved)
        )  # fmt: skip
        converted.append(dataclasses.replace(sheet, article=article))
    yield from finished(converted, site, notes.reserve, notes.slugs)


def _source(root: Path, settings: Mapping[str, Any]) -> Path:
    """The folder of the texts: `source` of the settings, or the one of its last name where that is made anew at each build."""
    given = PurePosixPath(str(settings.get("source") or "."))
    for folder in (root / given, root / given.name):
        if given.name and folder.is_dir() and folder.resolve().is_relative_to(root.resolve()):
            return folder
    return root


def _told(files: list[Path], jekyll: _Jekyll, notes: Notes) -> list[Path]:
    """The files that have pages; of the others it is said in which folders they lie."""
    kept, passed = [], Counter[str]()
    for file in files:
        inner = PurePosixPath(file.relative_to(jekyll.root).as_posix())
        if not jekyll.is_left_out(inner):
            kept.append(file)
        elif inner.parts[0] not in _MACHINERY and file.suffix.lower() in MARKDOWN and not jekyll.is_excluded(inner):
            passed[inner.parts[0]] += 1
    for folder, count in sorted(passed.items()):
        words = "text has no page" if count == 1 else "texts have no pages"
        notes.left.append(
            f"{folder}: its {count} {words} of their own on the old site: write output: true for this collection into _config.yml to bring them along"
        )
    return kept


def _sheet(file: Path, jekyll: _Jekyll, notes: Notes) -> Sheet | None:
    inner = PurePosixPath(file.relative_to(jekyll.root).as_posix())
    if jekyll.is_excluded(inner):
        return None
    kind = (
        "drafts"
        if "_drafts" in inner.parts
        else "posts"
        if "_posts" in inner.parts or jekyll.root.name == "_posts"
        else "pages"
    )
    collection, _ = jekyll.collection(inner)
    is_html = kind != "pages" and file.suffix.lower() in HTML
    if not is_html and file.suffix.lower() not in MARKDOWN:
        if kind != "pages" or file.suffix.lower() not in (".html", ".htm", ".rst"):
            notes.failed.append(
                f"{inner}: {file.suffix} is not read; save its text as Markdown, or import the built page with --from html"
            )
        elif file.suffix.lower() in HTML and file.stem.lower() not in _HOUSEKEEPING and is_template(file):
            notes.left.append(f"{inner}: a page of HTML and Liquid; the built page can be imported with --from html")
        return None
    is_ours = file.stem.lower() in _HOUSEKEEPING and (file.stem != "index" or len(inner.parts) == 1)
    if kind == "pages" and is_ours and not collection:
        return None
    try:
        text = read_html(file) if is_html else read_text(file)
    except Unusable as fault:
        notes.failed.append(f"{inner}: {fault}")
        return None
    if kind == "pages" and not text.fields:
        return None  # a file without a header is none of Jekyll's pages
    fields = {**jekyll.defaults(inner, kind), **text.fields}
    return _post(file, inner, kind, fields, text, jekyll)


def _post(file: Path, inner: PurePosixPath, kind: str, fields: Mapping[str, Raw], text: Text, jekyll: _Jekyll) -> Sheet:
    article = _shown(article_from(_spaced(fields)), jekyll.root)
    guessed = list(text.guessed)
    named = _DATED.fullmatch(file.stem) if kind == "posts" else None
    stem = named[4] if named else leading_date(file.stem)[1] or file.stem
    day = _day(named[1], named[2], named[3]) if named else ""
    if named and day and int(day[8:]) != int(named[3]) and not article.date:
        guessed.append(f"date: {day}, as Ruby counts on from the day in the file's name, which no calendar has")
    date = article.date or day
    slug = article.slug or safe_slug(stem)
    if not article.title:
        article = dataclasses.replace(article, title=stem.replace("-", " ").replace("_", " ").capitalize())
        guessed.append(f"title: {article.title}, after the file's name")
    above = list(jekyll.below(inner).parts)
    above = above[: above.index(f"_{kind}")] if f"_{kind}" in above else []
    below = (
        [part for part in inner.parts[inner.parts.index(f"_{kind}") + 1 : -1] if not part.isdecimal()]
        if f"_{kind}" in inner.parts
        else []
    )
    first = above[0].replace("_", "-") if above else ""
    lang = article.lang or (first if is_language(first) else "")
    topics = [part for part in above if part.replace("_", "-") != lang]
    categories = (
        article.categories or tuple(topics) or (tuple(part.replace("-", " ").capitalize() for part in below[:1]))
    )
    if categories and not article.categories:
        guessed.append(f"category: {', '.join(categories)}, after the folder")
    page = kind == "pages" and not date
    status = article.status or ("draft" if kind == "drafts" else "")
    address = _address(dataclasses.replace(article, date=date), fields, inner, kind, stem, above, jekyll)
    folder = (
        "/".join(("pages", *(part.lstrip("_") for part in inner.parts[:-1])))
        if page
        else slug_of(categories[0])
        if categories
        else ""
    )
    article = dataclasses.replace(
        article, kind="page" if page else "article", date=date, status=status, categories=categories, lang=lang, name=slug, slug=slug,
        folder=folder, origin=f"jekyll:{jekyll.host or jekyll.root.resolve().name}:{inner}", where=inner.as_posix(), body=text.body,
        guessed=(*article.guessed, *guessed),
    )  # fmt: skip
    if page and address:
        article = page_at(article, address)
    return Sheet(file, inner.as_posix(), article, "" if kind == "drafts" else address)


def _shown(article: Imported, root: Path) -> Imported:
    """The article with the path of its picture as many themes write it: by its name in the folder of all pictures."""
    image = article.image
    if image and not re.match(r"/|\w+:", image.src):
        for folder in ("images", "assets/images", "img", "assets/img"):
            if is_there(root / folder / image.src):
                return dataclasses.replace(article, image=dataclasses.replace(image, src=f"/{folder}/{image.src}"))
    return article


def _day(year: str, month: str, day: str) -> str:
    """The day in a file's name, "" where none is; Ruby counts on from one that no calendar has: 31 April is 1 May."""
    if len(year) != 4 or not int(year) or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return ""
    return (datetime.date(int(year), int(month), 1) + datetime.timedelta(days=int(day) - 1)).isoformat()


def _slugified(name: str, kept: str) -> str:
    """A file's name as Jekyll's filter `slugify` puts it into an address: a hyphen for what is no letter, no digit and not kept."""
    known = (one if one in kept or unicodedata.category(one)[0] in "LM" or one.isdecimal() else " " for one in name)
    return "-".join("".join(known).split())


def _spaced(fields: Mapping[str, Raw]) -> Mapping[str, Raw]:
    """Jekyll splits `categories: a b` and `tags: a b` at blanks, where no comma stands."""
    made = dict(fields)
    for name in ("categories", "tags"):
        value = made.get(name)
        if isinstance(value, str) and "," not in value and ";" not in value:
            made[name] = list(value.split())
        elif isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and not value[0].strip():
            made.pop(name)
    return made


def _address(
    article: Imported,
    fields: Mapping[str, Raw],
    inner: PurePosixPath,
    kind: str,
    stem: str,
    above: list[str],
    jekyll: _Jekyll,
) -> str:
    """The address that Jekyll gave the text."""
    own = fields.get("permalink")
    everywhere = str(jekyll.settings.get("permalink") or "date")
    collection, below = jekyll.collection(inner)
    wanted = jekyll.permalink(collection if kind == "pages" else "posts")
    pattern = str(own) if isinstance(own, str) and own else wanted or everywhere
    pattern = _STYLES.get(pattern, pattern)
    if kind == "pages" and not own and not wanted:
        place = (
            (PurePosixPath(collection) / below if collection else inner)
            .with_suffix("")
            .as_posix()
            .removesuffix("/index")
        )
        return f"/{place}/" if everywhere.endswith(("/", "pretty")) else f"/{place}.html"
    if not article.date and ":year" in pattern:
        return ""
    year, month, day = ([*jekyll.day(article.date).split("-"), "", ""])[:3] if article.date else ("", "", "")
    spaced = _spaced(fields)
    topics = list(dict.fromkeys([*above, *names_in(spaced.get("categories") or spaced.get("category") or "")]))
    given = article.slug or stem
    facts = {
        "categories": "/".join(one.lower() for one in topics), "slugified_categories": "/".join(map(slug_of, topics)), "year": year, "short_year": year[-2:], "month": month, "i_month": month.lstrip("0"),
        "day": day[:2], "i_day": day[:2].lstrip("0"), "title": _slugified(given, _PRETTY), "slug": _slugified(given, "").lower(), "name": stem,
        "path": below.with_suffix("").as_posix(), "basename": stem, "output_ext": ".html", "collection": collection or "posts",
    }  # fmt: skip
    made = re.sub(r":([a-z_]+)", lambda found: facts.get(found[1], found[0]), pattern)
    if ":" in made:
        return ""
    made = re.sub(r"/{2,}", "/", f"/{made}")
    return made if made.endswith(("/", ".html", ".htm")) else f"{made}.html" if not own else made


def _references(sheets: list[Sheet], root: Path) -> Callable[[str, str], str]:
    """What `{% link %}` and `{% post_url %}` find."""
    by_path = {sheet.inner: sheet.inner for sheet in sheets}
    by_name: dict[str, str] = {}
    for sheet in sheets:
        path = PurePosixPath(sheet.inner).with_suffix("")
        by_name.setdefault(path.name, sheet.inner)
        if "_posts" in path.parts:
            by_name.setdefault("/".join(path.parts[path.parts.index("_posts") + 1 :]), sheet.inner)

    def refer(kind: str, path: str) -> str:
        path = path.strip().lstrip("/")
        if kind == "link":
            return f"/{path}" if path in by_path or is_there(root / path) else ""
        found = by_name.get(path) or by_name.get(path.rsplit("/", 1)[-1])
        return f"/{found}" if found else ""

    return refer


def _values(jekyll: _Jekyll) -> Callable[[Sheet], Callable[[str], str | None]]:
    """What `site.x` and `page.x` stand for in a text: nothing before an address, the plain texts of settings and header elsewhere."""

    def of(sheet: Sheet) -> Callable[[str], str | None]:
        def value(name: str) -> str | None:
            if name in ("site.baseurl", "site.url", "site.github.url"):
                return ""
            found: Any = None
            if name.startswith("site."):
                found = jekyll.settings.get(name.removeprefix("site.").lower())
            elif name == "page.title":
                found = sheet.article.title
            return found if isinstance(found, str) and found else None

        return value

    return of
