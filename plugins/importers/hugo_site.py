"""Where a Hugo site keeps its texts, and what its settings say: languages, sections, permalinks (gohugo.io/configuration)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..newsroom.languages import is_language
from ..newsroom.links import host_of, parts_of
from .settings_files import settings_in, settings_of

_CONFIGS = ("hugo", "zola", "config", "config/_default/hugo", "config/_default/config")
#: What stands in files of its own beside the settings: `permalinks.toml`, `languages.fr.yaml`.
_PARTS = ("permalinks", "languages", "taxonomies", "params")


@dataclass(frozen=True, slots=True)
class HugoSite:
    """What has to be known of a site to read one of its texts. `langs` are the folders of languages, `dated` the sections that hold stories, `undated` the folders that hold none, `own_tags` the
    taxonomy that stands in the place of tags.

    Where `only_langs`, nothing outside the folders of languages is a text of the site.
    """

    root: Path
    content: Path
    settings: Mapping[str, Any]
    langs: Mapping[Path, str]
    only_langs: bool = False
    dated: frozenset[str] = frozenset()
    undated: frozenset[str] = frozenset()
    own_tags: str = ""

    @property
    def host(self) -> str:
        return host_of(self._address)

    @property
    def base(self) -> str:
        """The path below which the site lay."""
        return parts_of(self._address).path.rstrip("/")

    @property
    def _address(self) -> str:
        return str(self.settings.get("baseurl") or self.settings.get("base_url") or "")

    @property
    def is_zola(self) -> bool:
        return "base_url" in self.settings  # Hugo's is baseURL

    @property
    def own_language(self) -> str:
        return str(self.settings.get("defaultcontentlanguage") or self.settings.get("default_language") or "en")

    @property
    def told_language(self) -> str:
        """The language that the settings name, "" where they name none."""
        names = ("defaultcontentlanguage", "default_language", "languagecode", "locale")
        return next((str(self.settings[name]) for name in names if self.settings.get(name)), "")

    def folders(self) -> list[Path]:
        """The folders that hold texts, none within another."""
        every = sorted({*self.langs, *(() if self.only_langs else (self.content,))})
        return [one for one in every if not any(one != other and one.is_relative_to(other) for other in every)]

    def left_out(self) -> list[str]:
        """The folders below the content folder that are no part of the site, by their paths."""
        if not self.only_langs or not self.content.is_dir() or self.content == self.root:
            return []
        others = [
            one
            for one in sorted(self.content.iterdir())
            if one.is_dir() and not any(one == lang or one in lang.parents for lang in self.langs)
        ]
        return [one.relative_to(self.root).as_posix() for one in others]

    def folder_lang(self, file: Path) -> str:
        """The language in whose folder a file lies, "" for none."""
        return self.langs.get(self._home(file), "")

    def place(self, file: Path) -> PurePosixPath:
        """The path below the content folder, or below the folder of its language."""
        return PurePosixPath(*file.relative_to(self._home(file)).parts)

    def section(self, file: Path) -> str:
        """The first folder below that of the texts, which Hugo takes for the section; "" for a text beside the folders."""
        parts = self.place(file).parts
        return parts[0] if len(parts) > 1 else ""

    def inner(self, file: Path) -> str:
        """The path below the content folder, the folder of a language with it."""
        return file.relative_to(self.content if file.is_relative_to(self.content) else self.root).as_posix()

    def lang(self, lang: str) -> str:
        """A language, where it is one and not the site's own."""
        return lang if is_language(lang) and lang.lower() != self.own_language.lower() else ""

    def prefix(self, lang: str) -> str:
        """What stands before the addresses of a language: "fr/"."""
        in_folder = _is_true(self.settings.get("defaultcontentlanguageinsubdir"))
        if lang.lower() in ("", self.own_language.lower()):
            return f"{self.own_language.lower()}/" if in_folder else ""
        return f"{lang.lower()}/"

    def is_ugly(self, section: str) -> bool:
        """Whether the addresses of a section end with .html."""
        ugly = self.settings.get("uglyurls")
        return _is_true(ugly.get(section) if isinstance(ugly, Mapping) else ugly)

    def permalink(self, section: str) -> str:
        """The pattern of a section's addresses, "" for none."""
        patterns = self.settings.get("permalinks")
        pattern = patterns.get(section) or patterns.get("page", "") if isinstance(patterns, Mapping) else ""
        return str(pattern.get(section, "") if isinstance(pattern, Mapping) else pattern)

    def term_permalink(self, folder: str) -> str:
        """The pattern of the addresses of a taxonomy's pages, by its name in the settings; "" for none. Newer sites have it below `term`."""
        patterns = self.settings.get("permalinks")
        given = patterns.get("term", patterns) if isinstance(patterns, Mapping) else {}
        pattern = given.get(folder) if isinstance(given, Mapping) else ""
        return pattern if isinstance(pattern, str) else ""

    def _home(self, file: Path) -> Path:
        return max(
            (one for one in self.langs if file.is_relative_to(one)),
            key=lambda one: len(one.parts),
            default=self.content,
        )


def hugo_site(root: Path) -> HugoSite:
    """The site in a folder, which may be its content folder alone."""
    content = root / "content" if (root / "content").is_dir() else root
    settings = _settings(root)
    languages = _languages(settings)
    given = {root / folder: code for code, one in languages.items() if (folder := _content_folder(root, one))}
    return HugoSite(
        root, content, settings, given or _named_so(content, settings), only_langs=0 < len(given) == len(languages)
    )


def _settings(root: Path) -> dict[str, Any]:
    found = settings_in(root, _CONFIGS)
    folder = root / "config" / "_default"
    for name in _PARTS if folder.is_dir() else ():
        if more := settings_in(folder, (name,)):
            found[name] = more
    for file in sorted(folder.glob("languages.*.*")):
        languages = found.get("languages")
        found["languages"] = {
            **(languages if isinstance(languages, Mapping) else {}),
            file.name.split(".")[1]: settings_of(file),
        }
    return found or next((settings_of(file) for file in sorted(root.glob("config*.toml"))), {})


def _languages(settings: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The settings of each language by its code."""
    own = settings.get("languages")
    if not isinstance(own, Mapping):
        return {}
    return {
        str(code): _lowered(one)
        for code, one in own.items()
        if isinstance(one, Mapping) and not _is_true(_lowered(one).get("disabled"))
    }


def _content_folder(root: Path, language: Mapping[str, Any]) -> str:
    """The folder that a language has by `contentDir`; "" for none, for one that is not there or not the site's."""
    given = str(language.get("contentdir") or "").strip("/")
    folder = root / given
    return given if given and folder.is_dir() and folder.resolve().is_relative_to(root.resolve()) else ""


def _named_so(content: Path, settings: Mapping[str, Any]) -> dict[Path, str]:
    """The folders at the top that hold a language each: those of the settings, or all of them where each is named as one."""
    named = {code.lower() for code in _languages(settings)}
    folders = [one for one in content.iterdir() if one.is_dir()]
    if not named and not all(is_language(one.name) for one in folders):
        return {}
    return {one: one.name for one in folders if not named or one.name.lower() in named}


def _lowered(given: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name).lower(): value for name, value in given.items()}


def _is_true(value: Any) -> bool:
    return str(value).lower() == "true"
