"""A Pelican site: its files as they are, in their own dialects, with the addresses that its settings gave them kept as redirects."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from unidecode import unidecode

from ..newsroom.dates import DateFault, leading_date, moment_of
from ..newsroom.dialects import read_manuscript
from ..newsroom.file_text import Unreadable, text_of
from ..newsroom.headline import first_heading
from ..newsroom.links import host_of
from .article import Notes
from .docinfo import header_of
from .fields import names_in
from .folder import MARKDOWN
from .owners import key_of
from .pelican_texts import Carried, Names, apart, identified, with_aliases, with_line
from .relink import relinked
from .settings_files import Computed, python_settings

_READ = MARKDOWN | {".rst", ".html", ".htm"}
#: Texts that Pelican reads with a plugin alone.
_OF_PLUGINS = frozenset(
    {".adoc", ".asciidoc", ".asc", ".creole", ".docx", ".mdx", ".odt", ".org", ".qmd", ".rmd", ".textile", ".typ"}
)
#: Files of a word processor: programmes and forms to fetch, where no plugin reads them.
_OFFICE = frozenset({".docx", ".odt"})
_TITLE = re.compile(rb"^[ \t]*[:#.@]*(?:pelican\.)?title[ \t]*[:=]", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(rb"^[ \t]*[:#.@]*(?:pelican\.)?date[ \t]*[:=]", re.IGNORECASE | re.MULTILINE)
#: As many bytes as a header has at most.
_HEAD = 8192
_SKIPPED = frozenset({"__pycache__", "node_modules"})
#: What lies beside the texts where the folder of the site is that of its texts.
_MADE = frozenset({"output", "cache"})
#: Pelican's own addresses; a site's settings are read as data and stand before them.
_DEFAULTS = {
    "ARTICLE_URL": "{slug}.html",
    "PAGE_URL": "pages/{slug}.html",
    "ARTICLE_LANG_URL": "{slug}-{lang}.html",
    "PAGE_LANG_URL": "pages/{slug}-{lang}.html",
    "SLUGIFY_SOURCE": "title",
    "PATH": "content",
    "PAGE_PATHS": ["pages"],
    "DEFAULT_LANG": "en",
    "DEFAULT_CATEGORY": "misc",
}
#: What the settings of today were called once.
_CALLED = {"PAGE_DIR": "PAGE_PATHS", "ARTICLE_DIR": "ARTICLE_PATHS"}
_FILES, _TEXTS = "files that readers need are not published", "texts are read otherwise"
#: Settings that a site cannot do without: what is lost, and the values that say no more than a new site's own settings.
_NEEDED: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "STATIC_PATHS": (_FILES, ([], ["images"])),
    "EXTRA_PATH_METADATA": (_FILES, ({},)),
    "PAGE_PATHS": (_TEXTS, (["pages"],)),
    "PAGE_EXCLUDES": (_TEXTS, ([], [""])),
    "ARTICLE_PATHS": (_TEXTS, ([""], ["."])),
    "ARTICLE_EXCLUDES": (_TEXTS, ([], [""], ["pages"])),
    "DEFAULT_METADATA": (_TEXTS, ({},)),
    "DEFAULT_CATEGORY": (_TEXTS, ("misc",)),
    "DEFAULT_DATE": (_TEXTS, ("", False, "fs")),
    "FILENAME_METADATA": (_TEXTS, ("", r"(?P<date>\d{4}-\d{2}-\d{2}).*")),
    "PATH_METADATA": (_TEXTS, ("",)),
    "USE_FOLDER_AS_CATEGORY": (_TEXTS, (True,)),
}


def read_pelican(root: Path, notes: Notes) -> Iterator[Carried]:
    """Every file of a Pelican site's content folder: texts with their old address among their aliases, pictures as they are."""
    carried = identified(with_aliases(apart(list(_files(root, notes))), notes))
    paths = {key_of(one.address): one.path for one in carried if one.address}
    hosts = _hosts(root)
    for one in carried:
        yield _relinked(one, paths, hosts) if one.address and one.source.suffix.lower() in MARKDOWN else one


def _files(root: Path, notes: Notes) -> Iterator[Carried]:
    settings = settings_of(root / "pelicanconf.py")
    unread: dict[str, list[str]] = {}
    plugins = str(_given_in(root / "pelicanconf.py").get("PLUGINS") or "").lower()
    reads_office = any(name in plugins for name in ("docx", "odt", "office", "pandoc", "word"))
    notes.left.extend(_needed_of(_given_in(root / "pelicanconf.py")))
    content = root / settings["PATH"]
    content = content if content.is_dir() and content.resolve().is_relative_to(root.resolve()) else root
    for file in sorted(content.rglob("*")):
        inner = file.relative_to(content)
        if not file.is_file() or any(part in _SKIPPED or part.startswith(".") for part in inner.parts):
            continue
        if content == root and inner.parts[0] in _MADE:
            continue
        if not file.resolve().is_relative_to(root.resolve()):
            notes.failed.append(f"{inner}: it is a link out of the folder; put the file itself there")
            continue
        if file.suffix.lower() in _READ:
            yield _text(file, inner.as_posix(), settings, notes)
            continue
        data = file.read_bytes()
        if is_text_of_plugin(file.name, data) and (file.suffix.lower() not in _OFFICE or reads_office):
            unread.setdefault(file.suffix.lower(), []).append(inner.as_posix())
        yield Carried(file, inner.as_posix(), data)
    notes.failed += [_unread(ending, names) for ending, names in sorted(unread.items())]


def is_text_of_plugin(name: str, data: bytes) -> bool:
    """Whether a file is a story that a plugin of the old site read: by its ending, or by a header with a title and a date."""
    head = data[:_HEAD]
    if PurePosixPath(name).suffix.lower() in _OF_PLUGINS:
        return not head.startswith(b"-----BEGIN ")  # a key or a signature, beside a file to fetch
    return b"\x00" not in head and all(one.search(head) for one in (_TITLE, _DATE))


def _unread(ending: str, names: list[str]) -> str:
    what = (
        f"{names[0]}: {ending or 'a text without an ending'} is"
        if len(names) == 1
        else f"{names[0]} and {len(names) - 1} more: {ending or 'texts without an ending'} is"
    )
    return f"{what} read by a plugin of the old site and not by us; name that plugin in PLUGINS, or save the text as Markdown"


def _needed_of(given: Mapping[str, Any]) -> Iterator[str]:
    for name, (loss, harmless) in _NEEDED.items():
        value = given.get(name)
        if isinstance(value, Computed):
            yield f"pelicanconf.py: {name} is computed: write what comes of it into yours, or {loss}"
        elif value is not None and value not in harmless:
            yield f"pelicanconf.py: {name} = {value!r}: write it into yours, or {loss}"
    if given.get("DEFAULT_DATE") == "fs":
        yield 'pelicanconf.py: DEFAULT_DATE = "fs": the time of a file is no date here; write one into each text that has none'


def _hosts(root: Path) -> frozenset[str]:
    """The site's own hosts, by either of its settings."""
    found = (settings_of(root / name).get("SITEURL") for name in ("publishconf.py", "pelicanconf.py"))
    return frozenset(host_of(str(one)) for one in found if one) - {
        "",
        "localhost",
        "127.0.0.1",
    }


def _relinked(one: Carried, paths: Mapping[str, str], hosts: frozenset[str]) -> Carried:
    """The text with its links to old addresses of the site turned to the files behind them; nothing else is touched."""

    def change(address: str, picture: bool) -> str:
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        own = host_of(parts) in hosts if parts.netloc else address.startswith("/")
        found = (
            paths.get(key_of(unquote(parts.path)))
            if own and not picture and not parts.query and parts.path.strip("/")
            else ""
        )
        return f"{{filename}}/{quote(found)}{'#' + parts.fragment if parts.fragment else ''}" if found else address

    text = one.data.decode()
    body = read_manuscript(text).body
    changed = relinked(body, change)
    return one if changed == body else dataclasses.replace(one, data=(text[: len(text) - len(body)] + changed).encode())


def settings_of(file: Path) -> dict[str, Any]:
    """The plain values of a pelicanconf.py, with Pelican's own for what it does not say or computes."""
    given = _given_in(file)
    alike = {name: value for name, value in given.items() if isinstance(value, type(_DEFAULTS.get(name, value)))}
    return {**_DEFAULTS, **{name: value for name, value in alike.items() if not isinstance(value, Computed)}}


def _given_in(file: Path) -> dict[str, Any]:
    """What a pelicanconf.py says itself, read and never run."""
    given = python_settings(file)
    found: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    for old, new in _CALLED.items():
        if isinstance(found.get(old), str):
            found.setdefault(new, [found[old].strip("/")])
    return found


def _text(file: Path, path: str, settings: Mapping[str, Any], notes: Notes) -> Carried:
    data = file.read_bytes()
    try:
        text = text_of(file, 20)
    except Unreadable as fault:
        notes.failed.append(f"{path}: {fault}; {fault.remedy}")
        return Carried(file, path, data)
    status = _usual_status(settings)
    if file.suffix.lower() not in MARKDOWN:
        return _of_others(file, path, text, settings, status)
    manuscript = read_manuscript(text)
    if status and manuscript.fields and not any(one.key == "status" for one in manuscript.fields):
        text = with_line(text, manuscript, "status", status)  # without the old settings it would be public
        manuscript = read_manuscript(text)
    heading = first_heading(manuscript.body)
    given = {one.key: one.value for one in manuscript.fields}
    return _known(file, path, text.encode() if status else data, given, heading[0] if heading else "", settings)


def _of_others(file: Path, path: str, text: str, settings: Mapping[str, Any], status: str) -> Carried:
    """A text in reStructuredText or HTML."""
    header = header_of(text, file.suffix.lower())
    data = file.read_bytes()
    if status and "status" not in header.values:
        data = header.added(text, "status", status).encode()
        header = header_of(data.decode(), file.suffix.lower())
    return _known(file, path, data, header.values, header.title, settings)


def _known(
    file: Path, path: str, data: bytes, given: Mapping[str, Any], heading: str, settings: Mapping[str, Any]
) -> Carried:
    """A text with what its header says of who wrote it, and of its address there and here."""
    address = _address(given, heading, path, settings) if given else ""
    authors = names_in(given.get("authors", ""), people=True)
    return Carried(file, path, data, address, authors, _names(given, heading, path, settings))


def _names(given: Mapping[str, Any], heading: str, path: str, settings: Mapping[str, Any]) -> Names | None:
    stem = Path(path).stem
    named, rest = leading_date(stem)
    try:
        day = f"{moment_of(str(given.get('date') or named), UTC):%Y-%m-%d}"
    except DateFault:
        return None
    if not given or _is_page(path, settings) or given.get("url") or given.get("save_as"):
        return None
    own = str(given.get("slug") or "").strip()
    lang = str(given.get("lang") or settings["DEFAULT_LANG"])
    return Names(
        lang, day, own or (rest or stem).lower(), slug_of_pelican(str(given.get("title") or heading)), bool(own)
    )


def _is_page(path: str, settings: Mapping[str, Any]) -> bool:
    return any(path.startswith(f"{str(one).strip('/')}/") for one in settings["PAGE_PATHS"])


def _usual_status(settings: Mapping[str, Any]) -> str:
    """The status that `DEFAULT_METADATA` gives to a text without one, "" where readers see it."""
    given = settings.get("DEFAULT_METADATA")
    status = str(given.get("status") or "").lower() if isinstance(given, dict) else ""
    return status if status in ("draft", "hidden", "skip") else ""


def _address(given: Mapping[str, Any], heading: str, path: str, settings: Mapping[str, Any]) -> str:
    """The address that stock Pelican gave the text with this header, or "" where its pattern asks for what cannot be known here."""
    if str(given.get("status", "published")).strip().lower() not in ("", "published", "hidden"):
        return ""
    if "url" in given:  # an empty one is that of the site, where another page stands
        own = str(given["url"] or given.get("save_as") or "").strip().lstrip("/")
        return f"/{own}" if own not in ("", "index.html") else ""
    stem = Path(path).stem
    for name, where in (("FILENAME_METADATA", stem), ("PATH_METADATA", path)):
        given = {**_named(settings.get(name), where), **given}
    title = str(given.get("title") or heading)
    source = title if settings["SLUGIFY_SOURCE"] == "title" else stem
    slug = str(given.get("slug") or "").strip() or slug_of_pelican(source)
    category = _first(given.get("categories")) or Path(path).parent.name or settings["DEFAULT_CATEGORY"]
    facts: dict[str, Any] = {
        **{name: str(value) for name, value in given.items() if isinstance(value, str)},
        "path": path,
        "slug": slug,
        "lang": str(given.get("lang") or settings["DEFAULT_LANG"]),
        "category": slug_of_pelican(category),
        "author": slug_of_pelican(_first(given.get("authors"))),
    }
    day = str(given.get("date") or leading_date(stem)[0])
    kind = "PAGE" if _is_page(path, settings) else "ARTICLE"
    pattern = str(settings[f"{kind}_URL" if facts["lang"] == settings["DEFAULT_LANG"] else f"{kind}_LANG_URL"])
    try:
        if "date" in {name.split(":")[0] for _, name, _, _ in Formatter().parse(pattern) if name}:
            facts["date"] = moment_of(day, UTC)
        return f"/{pattern.format(**facts).lstrip('/')}" if slug else ""
    except (DateFault, KeyError, IndexError, ValueError, AttributeError):
        return ""


def _named(pattern: Any, text: str) -> dict[str, str]:
    """What a pattern of the settings reads from a file's name or path."""
    try:
        found = re.match(pattern, text) if isinstance(pattern, str) and len(text) < 300 else None
    except re.error:
        return {}
    return {key: value for key, value in found.groupdict().items() if value} if found else {}


def _first(value: Any) -> str:
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return str(value or "").split(",")[0].strip()


def slug_of_pelican(text: str) -> str:
    """The slug that stock Pelican makes of a title: signs taken out, blanks and hyphens as one hyphen, in ASCII."""
    plain = re.sub(r"[^\w\s-]", "", unidecode(text)).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)
