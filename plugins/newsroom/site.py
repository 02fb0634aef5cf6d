"""What the core must know of a site, taken from its settings once: plain values, no Pelican."""

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from fnmatch import translate
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from .slug import Slugs

#: What `Path` would take out of a path, or read in another way.
_UNSETTLED = re.compile(r"//|/\.|\\")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

#: What Pelican's IGNORE_FILES holds by itself.
_HIDDEN = "**/.*"
#: A byte of a name that is no UTF-8, as Python holds it.
_NO_LETTER = re.compile(r"[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Options:
    """`NEWSROOM = {...}`.

    `preview` shows drafts, embargoed and future stories on this machine, marked as such; a site that is published leaves it off.
    `strict` makes a tag or category outside an existing registry an error instead of a warning.
    `same_address` says what happens to two stories with one address: "error", or "date" (the later one gets its date, then a number).
    `slug_from` says what makes the address of a story that names no slug: its "file", or its "title" as Pelican makes it by itself.
    `plain_links` lets texts lead to each other by their files' paths alone, `writing.md#when`, as code hosts and editors follow them.
    `type` and `license` are what a story has that names none. `words_per_minute` of 0 takes the language's.
    `junk` are tags that say nothing, taken out with a warning, beside those of the registry. `toc` and `comments` are the defaults of those keys.
    `front_url` is the address of the front page of another language than the site's, "" for none.
    A story says that it is more than `age_months` old, 0 for never; one whose type is in `evergreen` counts from its last change.
    `locale` is a folder of gettext catalogues (`pl.po`) of the site's own: they add a language, or say something in other words than ours.
    `data` is the folder of the registries below the content's. `max_megabytes` is the size above which a file is no story.
    """

    preview: bool = False
    strict: bool = True
    same_address: str = "error"
    slug_from: str = "file"
    plain_links: bool = False
    type: str = ""
    license: str = ""
    words_per_minute: int = 0
    junk: tuple[str, ...] = ("latest news", "breaking news", "news", "uncategorized")
    toc: bool = True
    comments: bool = False
    front_url: str = "{lang}/"
    age_months: int = 12
    evergreen: tuple[str, ...] = ("explainer",)
    locale: str = ""
    data: str = "data"
    max_megabytes: int = 5


@dataclass(frozen=True, slots=True)
class Checks:
    """`CHECKS = {...}`.

    `severity` is rule -> error, warning or off, for the rules a site may judge for itself: `{"W07": "off"}`.
    `elsewhere` are addresses below the site's that another program serves, so that a link to them is none of ours: `["shop/"]`.
    """

    severity: Mapping[str, str] = field(default_factory=dict, hash=False)
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One site at one moment. Folders are relative to `content`; `patterns` are Pelican's ARTICLE_URL and so on, by their names."""

    root: Path
    content: Path
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    zone: tzinfo = UTC
    lang: str = "en"
    url: str = ""
    name: str = ""
    options: Options = field(default_factory=Options)
    checks: Checks = field(default_factory=Checks)
    article_paths: tuple[str, ...] = ("",)
    article_excludes: tuple[str, ...] = ()
    page_paths: tuple[str, ...] = ("pages",)
    page_excludes: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extensions: frozenset[str] = frozenset({"md", "markdown", "mkd", "mdown"})
    patterns: Mapping[str, str] = field(default_factory=dict, hash=False)
    name_patterns: tuple[str, ...] = ()
    path_patterns: tuple[str, ...] = ()
    default_metadata: Mapping[str, Any] = field(default_factory=dict, hash=False)
    path_metadata: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    default_category: str = "misc"
    default_date: str = ""
    file_dates: bool = False
    """Whether the settings take the time of a file for its date: `newsroom check --fix` writes it into the file."""
    default_author: str = ""
    folder_is_category: bool = True
    slugs: Slugs = field(default_factory=Slugs)

    @property
    def preview(self) -> bool:
        return self.options.preview

    def absolute(self, url: str) -> str:
        """An address below the site's, or one with a scheme, in full, as a URI (RFC 3986): what is not ASCII is percent-encoded."""
        whole = url if _SCHEME.match(url) else f"{self.url}/{url.lstrip('/')}"
        return quote(whole, safe="/%:?#[]@!$&'()*+,;=~-._")

    def shown(self, file: Path) -> str:
        """A file's path as a writer reads it: relative to the site's root, with `/`."""
        return (file.relative_to(self.root) if file.is_relative_to(self.root) else file).as_posix()

    def shown_path(self, file: str) -> str:
        """As `shown`, of a path in text. Asked of every article: most paths are the root's with something behind it, and need no taking apart."""
        start = f"{self.root.as_posix()}/"
        rest = file[len(start) :]
        is_plain = file.startswith(start) and rest and not rest.endswith("/") and not _UNSETTLED.search(f"/{rest}")
        return rest if is_plain else self.shown(Path(file))

    def registry(self, name: str) -> str:
        """The file of a registry as a writer reads it: `content/data/tags.yaml`."""
        return self.shown(self.content / self.options.data / f"{name}.yaml")

    def inner(self, file: Path) -> str:
        """A file's path relative to the content folder, with `/`."""
        return file.relative_to(self.content).as_posix()

    def path_of(self, inner: str) -> str:
        """The path, as a writer reads it, of a file that is `inner` below the content folder."""
        return _before(self.root, self.content) + inner

    def folder_of(self, path: str) -> str:
        """The folder below the content folder in which a story lies whose path a writer reads so; "" for that folder itself."""
        return path.removeprefix(_before(self.root, self.content)).rpartition("/")[0]

    def kind_of(self, inner: str) -> str:
        """ "article", "page" or "" for a file of the content folder, as Pelican's *_PATHS and *_EXCLUDES say."""
        if any_of(self.ignore)(inner.rpartition("/")[2]) or self.hides(inner):
            return ""
        return self._kind_below(inner)

    def hides(self, inner: str) -> bool:
        """Whether a file is hidden by its name or by that of a folder above it, as in `.trash/`, and no story: so Pelican's documents say of
        `**/.*`, the default of IGNORE_FILES, of which Pelican itself makes nothing where it looks at names. Nor is one whose name is no text.
        """
        return (_HIDDEN in self.ignore and f"/{inner}".count("/.") > 0) or not has_readable_name(inner)

    def _kind_below(self, inner: str) -> str:
        """The kind of a file by the folders above it; `inner` may be the folder itself, with `/` at its end."""
        if any(map(any_of(self.ignore), inner.split("/")[:-1])) or self.hides(inner.rpartition("/")[0]):
            return ""
        if _is_reached(inner, self.page_paths, self.page_excludes):
            return "page"
        if _is_reached(inner, self.article_paths, self.article_excludes):
            return "article"
        return ""

    def kinds_of(self, files: Iterable[str]) -> list[tuple[str, str]]:
        """(file, its kind) of those of these files that have one: as `kind_of` says, which is asked once of each folder."""
        by_itself, ignored = {*self.page_paths, *self.article_paths}, any_of(self.ignore)
        of_folder: dict[str, str] = {}
        found = []
        for inner in files:
            folder, slash, name = inner.rpartition("/")
            kind = of_folder.get(folder)
            if inner in by_itself:
                kind = self.kind_of(inner)
            elif kind is None:
                kind = of_folder[folder] = self._kind_below(folder + slash)
            if kind and not ignored(name) and not (name.startswith(".") and self.hides(name)):
                found.append((inner, kind))
        return found

    def metadata_of(self, inner: str) -> dict[str, Any]:
        """What the site's settings say of a file by its name and place: DEFAULT_METADATA, FILENAME_METADATA, PATH_METADATA, EXTRA_PATH_METADATA."""
        found: dict[str, Any] = dict(self.default_metadata)
        named = PurePosixPath(inner).stem if self.name_patterns else ""
        for patterns, text in ((self.name_patterns, named), (self.path_patterns, inner)):
            for pattern in patterns:
                match = re.match(pattern, text)
                found.update({k.lower(): v for k, v in match.groupdict().items() if v} if match else {})
        for path in sorted(self.path_metadata, key=len):
            if inner == path or path == "" or inner.startswith(path.rstrip("/") + "/"):
                found.update({k.lower(): v for k, v in self.path_metadata[path].items()})
        return found


def has_readable_name(inner: str) -> bool:
    """Whether a path is text: names that came from another machine may be bytes of another encoding."""
    return inner.isascii() or _NO_LETTER.search(inner) is None


def default_date(value: Any) -> str:
    """Pelican's DEFAULT_DATE as a date is written in a header, "" without one: `(2026, 11, 20, 9, 30)` is "2026-11-20 09:30".

    "fs", the time of the file, is none: each checkout changes it, and the same content shall make the same site. `newsroom check --fix` writes it down once.
    """
    if not isinstance(value, (tuple, list)):
        return str(value) if value and value != "fs" else ""
    parts = [str(one).zfill(2) for one in value]
    if len(parts) == 4:
        parts.append("00")
    return " ".join(filter(None, ("-".join(parts[:3]), ":".join(parts[3:6]))))


def patterns_of(settings: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A pattern of the settings; Pelican's default one for the date in a file's name is the core's own business."""
    pattern = settings.get(name)
    return (pattern,) if pattern and pattern != r"(?P<date>\d{4}-\d{2}-\d{2}).*" else ()


def shown_templates(settings: Mapping[str, Any]) -> list[str]:
    """The pages that a theme makes of its own templates, those that are switched off left out."""
    return [one for one in settings["DIRECT_TEMPLATES"] if settings.get(f"{one.upper()}_SAVE_AS", True)]


@lru_cache(maxsize=16)
def _before(root: Path, content: Path) -> str:
    """What stands before a story's inner path where a writer reads it: `content/`."""
    shown = (content.relative_to(root) if content.is_relative_to(root) else content).as_posix()
    return "" if shown == "." else f"{shown.rstrip('/')}/"


@lru_cache(maxsize=16)
def any_of(globs: tuple[str, ...]) -> Callable[[str], object]:
    """Whether a name fits one of the globs, as `fnmatch` reads them on this system."""
    match = re.compile("|".join(translate(os.path.normcase(glob)) for glob in globs) or r"(?!)").match
    return match if os.path.normcase is posixpath.normcase else lambda name: match(os.path.normcase(name))


def _is_reached(inner: str, paths: tuple[str, ...], excludes: tuple[str, ...]) -> bool:
    """Whether Pelican comes by a file from one of these: it goes into no folder that is left out by its path below the content folder."""
    folder = inner.rpartition("/")[0]
    for path in paths:
        start = "" if path == "." else path.strip("/")
        if inner == start:
            return True
        left_out = [one for one in excludes if one and _is_below(one, start)]  # an empty one leaves out nothing
        if _is_below(inner, start) and not any(folder == one or _is_below(folder, one) for one in left_out):
            return True
    return False


def _is_below(inner: str, folder: str) -> bool:
    return not folder or inner.startswith(f"{folder}/")
