"""What the settings of a Nikola site say: which files are its texts, in which languages, and below which addresses (getnikola.com/handbook.html).

`conf.py` is read as data and never run; what it works out has the value that Nikola gives where nothing is said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from unidecode import unidecode

from ..newsroom.links import host_of
from .folder import HTML, MARKDOWN
from .settings_files import Computed, python_settings

_LANGUAGE = "en"
_RST = frozenset({".rst", ".txt", ".rest"})
#: Which program read a text, by its ending, unless the settings say it.
_READ_BY: Mapping[str, str] = {
    **dict.fromkeys(_RST, "rest"),
    **dict.fromkeys(MARKDOWN, "markdown"),
    **dict.fromkeys(HTML, "html"),
    ".ipynb": "ipynb",
}
#: Folders of files to fetch, of what is shown in another way, and of what Nikola makes.
_NO_TEXTS = frozenset(
    {"files", "images", "galleries", "listings", "themes", "templates", "plugins", "shortcodes", "output", "cache"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A text: its file, that of its main language where this is a translation, its language ("" for that of the site), and the folder of its address."""

    file: Path
    main: Path | None
    lang: str
    folder: str
    is_post: bool
    section: str


@dataclass(frozen=True)
class NikolaSite:
    """The folder of a site and its settings."""

    root: Path
    settings: Mapping[str, Any]

    @classmethod
    def at(cls, root: Path) -> "NikolaSite":
        given = python_settings(root / "conf.py")
        return cls(root, {name: value for name, value in given.items() if not isinstance(value, Computed)})

    @cached_property
    def lang(self) -> str:
        return self._text("DEFAULT_LANG") or _LANGUAGE

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Language -> the folder of its pages, the one of the site among them."""
        given = self.settings.get("TRANSLATIONS")
        found = {str(lang): _path(path) for lang, path in given.items()} if isinstance(given, Mapping) else {}
        return {self.lang: "", **found}

    @cached_property
    def host(self) -> str:
        return host_of(self._text("SITE_URL") or self._text("BLOG_URL"))

    @cached_property
    def author(self) -> str:
        """Whom Nikola names below a text that names nobody."""
        return self._text("BLOG_AUTHOR")

    @cached_property
    def zone(self) -> ZoneInfo | None:
        try:
            return ZoneInfo(self._text("TIMEZONE") or "UTC")
        except (ValueError, OSError, KeyError):
            return None

    def is_on(self, name: str, usual: bool) -> bool:
        value = self.settings.get(name, usual)
        return value if isinstance(value, bool) else usual

    def listed(self, name: str) -> tuple[Any, ...]:
        """A setting that is a list."""
        value = self.settings.get(name)
        return tuple(value) if isinstance(value, list | tuple) else ()

    def _text(self, name: str) -> str:
        """A setting in words, the one of the main language where each has its own."""
        value = self.settings.get(name)
        value = value.get(self.settings.get("DEFAULT_LANG", _LANGUAGE)) if isinstance(value, Mapping) else value
        return value.strip() if isinstance(value, str) else ""

    def places(self) -> Iterator[Place]:
        """Every text, in the order of the settings; one that two patterns meet is the first one's."""
        seen: set[Path] = set()
        for pattern, target, is_post in self._patterns:
            top = self.root / PurePosixPath(pattern).parent
            if not top.is_dir() or not top.resolve().is_relative_to(self.root.resolve()):
                continue
            for file in sorted(top.rglob("*")):
                name, lang = self._apart(file.name)
                inner = file.relative_to(top)
                if (
                    file in seen
                    or file.suffix == ".meta"
                    or not fnmatchcase(name, PurePosixPath(pattern).name)
                    or any(part.startswith(".") for part in inner.parts)
                    or not file.is_file()
                    or not file.resolve().is_relative_to(self.root.resolve())
                ):
                    continue
                seen.add(file)
                below = inner.parent.as_posix()
                folder = _path(f"{_path(_of_language(target, lang or self.lang))}/{below if below != '.' else ''}")
                section = next((part for part in inner.parts[:-1] if not part.isdecimal()), "")
                yield Place(file, file.with_name(name) if lang else None, lang, folder, is_post, section)

    @cached_property
    def _patterns(self) -> list[tuple[str, Any, bool]]:
        """(pattern of files, folder of addresses, whether they are posts)."""
        found = [
            (str(one[0]), one[1], is_post)
            for name, is_post in (("POSTS", True), ("PAGES", False))
            for one in self.listed(name)
            if isinstance(one, tuple | list) and len(one) > 1
        ]
        found += [  # as it was called at first
            (str(one[0]), one[1], len(one) < 4 or bool(one[3]))
            for one in self.listed("post_pages")
            if isinstance(one, tuple | list) and len(one) > 1
        ]
        if found:
            return found
        usual = (("posts", "posts", True), ("pages", "pages", False), ("stories", "stories", False))
        return [(f"{folder}/*{ending}", to, is_post) for folder, to, is_post in usual for ending in sorted(_READ_BY)]

    def _apart(self, name: str) -> tuple[str, str]:
        """(the name of a file without its language, that language): `rain.es.md`, and `rain.md.es` as it was once."""
        parts = name.split(".")
        for at in (-2, -1):
            if len(parts) > 2 and parts[at] in self.prefixes and parts[at] != self.lang:
                lang = parts.pop(at)
                return ".".join(parts), lang
        return name, ""

    def reader(self, name: str) -> str:
        """What read the texts in files of this ending: `rest`, `markdown`, `html`, or another program."""
        ending = PurePosixPath(name).suffix.lower()
        given = self.settings.get("COMPILERS")
        for program, endings in given.items() if isinstance(given, Mapping) else ():
            if isinstance(endings, list | tuple) and ending in endings and program != "pandoc":
                return str(program)
        return _READ_BY.get(ending, ending)

    def left_out(self, taken: set[Path]) -> Iterator[tuple[str, int]]:
        """(folder at the top, how many texts in it no pattern of the settings meets)."""
        counts: dict[str, int] = {}
        for file in self.root.rglob("*"):
            top = file.relative_to(self.root).parts[0]
            if (
                file.suffix.lower() in MARKDOWN | {".rst"}
                and file.parent != self.root
                and top not in _NO_TEXTS
                and not any(
                    part.startswith(".") or part == "node_modules" for part in file.relative_to(self.root).parts
                )
                and file not in taken
            ):
                counts[top] = counts.get(top, 0) + 1
        yield from sorted(counts.items())

    def address(self, slug: str, folder: str, lang: str, own: str = "") -> str:
        """The address that Nikola gave a text; `own` is what its header says of `pretty_url`."""
        path = _path(f"{self.prefixes.get(lang or self.lang, '')}/{folder}/{slug}")
        is_pretty = own.lower() in ("true", "yes", "1") if own else self.is_on("PRETTY_URLS", True) and slug != "index"
        return f"/{path}/" if is_pretty else f"/{path}.html".removesuffix("index.html" if slug == "index" else "\0")

    def page_of(self, kind: str, name: str, lang: str) -> str:
        """The address of the page of a tag, a category or a writer."""
        tags = self._text("TAG_PATH") or "categories"
        folder = {
            "tag": tags,
            "category": self._text("CATEGORY_PATH") or tags,
            "author": self._text("AUTHOR_PATH") or "authors",
        }[kind]
        prefix = self.settings.get("CATEGORY_PREFIX", "cat_") if kind == "category" else ""
        made = f"{prefix}{self.slug(name)}"
        path = _path(f"{self.prefixes.get(lang or self.lang, '')}/{folder}/{made}")
        return f"/{path}/" if self.is_on("PRETTY_URLS", True) else f"/{path}.html"

    def slug(self, name: str) -> str:
        """A name as Nikola puts it into an address."""
        if not self.is_on("USE_SLUGIFY", True):
            return re.sub(r"[/\\?#\"'\r\n\t*:<>|]", "-", name)
        kept = re.sub(r"[^+\w\s-]", "", unidecode(name)).strip().lower()
        return re.sub(r"[-\s]+", "-", kept)


def is_nikola(folder: Path) -> bool:
    """Whether the settings in a folder are Nikola's; Sphinx calls its own `conf.py`, too."""
    return bool({"POSTS", "PAGES", "post_pages"} & set(python_settings(folder / "conf.py")))


def _of_language(target: Any, lang: str) -> str:
    """The folder of addresses, which each language may call otherwise."""
    found = target.get(lang, next(iter(target.values()), "")) if isinstance(target, Mapping) else target
    return found if isinstance(found, str) else ""


def _path(text: str) -> str:
    """A path without slashes around, and without parts that say nothing."""
    return "/".join(part for part in str(text).split("/") if part not in ("", ".", ".."))
