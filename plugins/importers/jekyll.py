"""A Jekyll site, or one of Hexo, which is laid out like it: `_posts` and `_drafts`, pages, Liquid tags, categories of folders, permalinks (jekyllrb.com/docs/permalinks)."""

import dataclasses
import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from ..newsroom.dates import leading_date
from ..newsroom.file_text import is_there
from ..newsroom.languages import is_language
from ..newsroom.links import host_of
from ..newsroom.slug import slug_of
from ..newsroom.yaml_text import Raw
from .article import HOUSEKEEPING, Imported, Notes, folder_of, page_at, safe_slug, spoken
from .bylines import names_of_writers, spelled_out
from .commonmark import for_python_markdown
from .fields import article_from, names_in, of_many
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
from .hexo import as_jekyll, hexo_source, is_filled_by_theme, without_tags
from .jekyll_site import JekyllSite
from .liquid import from_liquid, with_included
from .redirecting import without_redirecting
from .settings_files import settings_in

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_HOUSEKEEPING = HOUSEKEEPING | {"index"}
_DATED = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)")
#: What stays of a file's name in an address.
_PRETTY = "._~!$&'()+,;=@"
_MACHINERY = frozenset({
    "_includes", "_layouts", "_sass", "_data", "_plugins", "_templates", "_authors", "_author", "_vendor",
})  # fmt: skip
_OTHER_TEXTS = (".textile", ".html", ".htm", ".adoc", ".rst", ".org")


def read_jekyll(root: Path, notes: Notes) -> Iterator[Imported]:
    """Every post, draft and page of a Jekyll site, or of a folder of posts."""
    settings = settings_in(root, ("_config",))
    if source := hexo_source(root, settings):
        root, settings = source, as_jekyll(settings)
    root = _source(root, settings)
    host = host_of(str(settings.get("url") or ""))
    notes.lang = str(settings.get("lang") or settings.get("locale") or "")
    jekyll = JekyllSite(root, settings, host)
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
        body = without_tags(with_included(sheet.article.body, sheet.source, root), refer)
        done = from_liquid(body, refer, values(sheet))
        article = dataclasses.replace(
            spelled_out(sheet.article, writers),
            body=for_python_markdown(done.text),
            guessed=(*sheet.article.guessed, *done.left),
            unresolved=tuple(done.unresolved),
        )
        converted.append(dataclasses.replace(sheet, article=article))
    yield from finished(converted, site, notes.reserve, notes.slugs)


def _source(root: Path, settings: Mapping[str, Any]) -> Path:
    """The folder of the texts: `source` of the settings, or the one of its last name where that is made anew at each build."""
    given = PurePosixPath(str(settings.get("source") or "."))
    for folder in (root / given, root / given.name):
        if given.name and folder.is_dir() and folder.resolve().is_relative_to(root.resolve()):
            return folder
    return root


def _told(files: list[Path], jekyll: JekyllSite, notes: Notes) -> list[Path]:
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


def _sheet(file: Path, jekyll: JekyllSite, notes: Notes) -> Sheet | None:
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
    fields = {**of_many(jekyll.defaults(inner, kind)), **text.fields}
    if jekyll.is_hexo and is_filled_by_theme(kind, fields, text.body):
        notes.left.append(f"{inner}: a page without words, which the old theme filled")
        return None
    return _post(file, inner, kind, fields, text, jekyll)


def _post(
    file: Path, inner: PurePosixPath, kind: str, fields: Mapping[str, Raw], text: Text, jekyll: JekyllSite
) -> Sheet:
    article = _shown(article_from(_spaced(fields)), jekyll.root)
    guessed = list(text.guessed)
    named = _DATED.fullmatch(file.stem) if kind == "posts" else None
    stem = named[4] if named else leading_date(file.stem)[1] or file.stem
    day = _day(named[1], named[2], named[3]) if named else ""
    if named and day and int(day[8:]) != int(named[3]) and not article.date:
        guessed.append(f"date: {day}, as Ruby counts on from the day in the file's name, which no calendar has")
    date = article.date or day
    called = inner.parent.name if stem == "index" and inner.parent.name else stem  # its folder is its own
    slug = article.slug or safe_slug(called)
    if not article.title:
        article = dataclasses.replace(article, title=spoken(called))
        guessed.append(f"title: {article.title}, after the file's name")
    above = list(jekyll.below(inner).parts)
    above = above[: above.index(f"_{kind}")] if f"_{kind}" in above else []
    lang = article.lang or _language_of(above)
    categories = article.categories or _categories_of(inner, kind, above, lang)
    if categories and not article.categories:
        guessed.append(f"category: {', '.join(categories)}, after the folder")
    page = kind == "pages" and (not date or jekyll.is_hexo)  # `hexo new page` writes a date into each
    status = article.status or ("draft" if kind == "drafts" else "")
    address = _address(dataclasses.replace(article, date=date), fields, inner, kind, stem, above, jekyll)
    folder = "/".join(("pages", *(part.lstrip("_") for part in inner.parts[:-1]))) if page else folder_of(categories)
    article = dataclasses.replace(
        article,
        kind="page" if page else "article",
        date=date,
        status=status,
        categories=categories,
        lang=lang,
        name=slug,
        slug=slug,
        folder=folder,
        origin=f"jekyll:{jekyll.host or jekyll.root.resolve().name}:{inner}",
        where=inner.as_posix(),
        body=text.body,
        guessed=(*article.guessed, *guessed),
    )
    if page and address:
        article = page_at(article, address)
    return Sheet(file, inner.as_posix(), article, "" if kind == "drafts" else address)


def _language_of(above: Sequence[str]) -> str:
    """The language that the topmost folder above `_posts` names, if one does."""
    first = above[0].replace("_", "-") if above else ""
    return first if is_language(first) else ""


def _categories_of(inner: PurePosixPath, kind: str, above: Sequence[str], lang: str) -> tuple[str, ...]:
    """The folders above `_posts` are categories for Jekyll; else the first one below it is one for us."""
    topics = tuple(part for part in above if part.replace("_", "-") != lang)
    if topics or f"_{kind}" not in inner.parts:
        return topics
    below = [part for part in inner.parts[inner.parts.index(f"_{kind}") + 1 : -1] if not part.isdecimal()]
    return tuple(part.replace("-", " ").capitalize() for part in below[:1])


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
    jekyll: JekyllSite,
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
        is_folder = inner.stem == "index" or everywhere.endswith(("/", "pretty"))
        return f"/{place}/" if is_folder else f"/{place}.html"
    if not article.date and ":year" in pattern:
        return ""
    facts = _placeholders(article, fields, below, stem, above, jekyll) | {"collection": collection or "posts"}
    made = re.sub(r":([a-z_]+)", lambda found: facts.get(found[1], found[0]), pattern)
    if ":" in made:
        return ""
    made = re.sub(r"/{2,}", "/", f"/{made}")
    return made if made.endswith(("/", ".html", ".htm")) else f"{made}.html" if not own else made


def _placeholders(
    article: Imported, fields: Mapping[str, Raw], below: PurePosixPath, stem: str, above: list[str], jekyll: JekyllSite
) -> dict[str, str]:
    """What the marks of a permalink stand for: `:year`, `:title` and so on."""
    year, month, day = ([*jekyll.day(article.date).split("-"), "", ""])[:3] if article.date else ("", "", "")
    spaced = _spaced(fields)
    topics = list(dict.fromkeys([*above, *names_in(spaced.get("categories") or spaced.get("category") or "")]))
    given = article.slug or stem
    place = _place_in_hexo(below, stem, jekyll)
    return {
        "categories": "/".join(one.lower() for one in topics),
        "slugified_categories": "/".join(map(slug_of, topics)),
        "year": year,
        "short_year": year[-2:],
        "month": month,
        "i_month": month.lstrip("0"),
        "day": day[:2],
        "i_day": day[:2].lstrip("0"),
        "title": place or _slugified(given, _PRETTY),
        "slug": _slugified(given, "").lower(),
        "name": PurePosixPath(place).name or stem,
        "path": below.with_suffix("").as_posix(),
        "basename": stem,
        "output_ext": ".html",
    }


def _place_in_hexo(inner: PurePosixPath, stem: str, jekyll: JekyllSite) -> str:
    """What `:title` stands for with Hexo: the path below `_posts`, with the date in the file's name unless the settings tell it apart; "" elsewhere."""
    if not jekyll.is_hexo or "_posts" not in inner.parts:
        return ""
    told_apart = ":year" in str(jekyll.settings.get("new_post_name") or "")
    return PurePosixPath(
        *inner.parts[inner.parts.index("_posts") + 1 : -1], stem if told_apart else inner.stem
    ).as_posix()


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


def _values(jekyll: JekyllSite) -> Callable[[Sheet], Callable[[str], str | None]]:
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
