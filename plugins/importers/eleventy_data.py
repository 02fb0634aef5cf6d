"""Where an Eleventy site keeps its texts, and what its data files say of them: JSON and YAML are read, of JavaScript what stands there as it is."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from ..newsroom.links import host_of
from .fields import of_many
from .folder import as_text

CONFIGS = (
    ".eleventy.js", ".eleventy.cjs", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
    "eleventy.config.ts",
)  # fmt: skip
_ENDINGS = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.mjs", ".11tydata.cjs")
_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.DOTALL)
#: `input: "src"` of the folders in a configuration.
_FOLDER = re.compile(r"\b(input|output|includes|layouts|data)\s*:\s*[\"']([^\"'\n]+)[\"']")
_SET = re.compile(r"\bset(Input|Output|Includes|Layouts|Data)Directory\(\s*[\"']([^\"'\n]+)[\"']")
#: `addPassthroughCopy({"public": "/"})`: files that lay at the site's root.
_COPIED = re.compile(r"[\"']\.?/?([\w./-]+)[\"']\s*:\s*[\"'](?:\.?/?)[\"']")
#: `key: "value"`, at the top of an object as far as a reader can tell.
_KEY = re.compile(
    r"^[ \t]*[\"']?(?P<name>\w+)[\"']?\s*:\s*(?P<value>\"[^\"\n]*\"|'[^'\n]*'|true|false|\[[^\]]*\])\s*,?\s*$",
    re.MULTILINE,
)
_PERMALINK = re.compile(
    r"\bpermalink[\"']?\s*(?::\s*|\()(?:(?P<plain>\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|false)|[^,;\n]*?(?:=>|\{\s*(?:\n\s*)?return)\s*\(?(?P<made>`[^`]*`|\"[^\"\n]*\"|'[^'\n]*'|false)\s*\)?\s*[,;\n}])"
)
_INSERTED = re.compile(r"\$\{\s*(?:data\.|this\.)?([\w.]+)\s*\}")
_TEXT = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_URL = re.compile(r"\b(?:url|siteUrl|siteURL|baseUrl)[\"']?\s*:\s*[\"'](https?://[^\"'\s]+)")
_LANG = re.compile(r"\b(?:language|lang|locale)[\"']?\s*:\s*[\"']([A-Za-z]{2}(?:[-_]\w+)?)[\"']")
#: In the place of a value that only a run would tell.
COMPUTED: Mapping[str, str] = {"": ""}


@dataclass(frozen=True, slots=True)
class EleventySite:
    """`input` holds the texts, `data` what all of them know; `roots` are the folders whose files lay at the site's root."""

    root: Path
    input: Path
    data: Path
    left_out: frozenset[PurePosixPath]
    ignored: tuple[str, ...]
    made: tuple[str, ...]
    roots: Sequence[Path]
    host: str = ""
    lang: str = ""

    def is_left_out(self, inner: PurePosixPath) -> bool:
        """Whether Eleventy makes no page of a file, by its path below the folder of texts."""
        if any(inner.is_relative_to(one) for one in self.left_out):
            return True
        whole = (self.input / inner).relative_to(self.root).as_posix()
        return any(fnmatch(whole, one) or whole.startswith(f"{one.rstrip('/*')}/") for one in self.ignored)


def is_eleventy(folder: Path) -> bool:
    return any((folder / name).is_file() for name in CONFIGS)


def eleventy_site(root: Path) -> EleventySite:
    """The site in a folder, which may be the folder of its texts alone."""
    config = next((_source(root / name) for name in CONFIGS if (root / name).is_file()), "")
    found = {
        "input": "content" if not config and (root / "content").is_dir() else ".",
        "output": "_site",
        "includes": "_includes",
        "layouts": "_layouts",
        "data": "_data",
    }
    found |= {name: value for name, value in _FOLDER.findall(config) if name in found}
    found |= {name.lower(): value for name, value in _SET.findall(config)}
    texts = root / found["input"].strip("/")
    texts = texts if texts.is_dir() and texts.resolve().is_relative_to(root.resolve()) else root
    left_out = {
        PurePosixPath(found[name].strip("./")) for name in ("includes", "layouts", "data") if found[name].strip("./")
    }
    copied = [root / one for one in _COPIED.findall(config)]
    places = (texts, *copied, texts / "public", texts / "static", root / "public", root / "static", root)
    facts = "\n".join(
        _source(root / folder / f"{name}{ending}")
        for folder in (PurePosixPath(found["input"].strip("/")) / found["data"], PurePosixPath("_data"))
        for name in ("metadata", "site", "meta", "config")
        for ending in (".js", ".cjs", ".mjs", ".json")
    )
    url, lang = _URL.search(facts), _LANG.search(facts)
    return EleventySite(
        root,
        texts,
        texts / found["data"],
        frozenset(left_out),
        _ignored(root),
        tuple(dict.fromkeys(("_site", found["output"].strip("./"), "vendor"))),
        tuple(dict.fromkeys(one for one in places if one.is_dir() and one.resolve().is_relative_to(root.resolve()))),
        host_of(url[1]) if url else "",
        lang[1].replace("_", "-") if lang else "",
    )


def folder_data(inner: PurePosixPath, eleventy: EleventySite) -> dict[str, Any]:
    """What the data files of its folders and of itself say of a text, the nearest last; lists of tags are joined."""
    found: dict[str, Any] = {}
    folders = [PurePosixPath(), *reversed(inner.parents[:-1])]
    names = [(eleventy.input / one) / (one.name or eleventy.input.name) for one in folders]
    names.append(eleventy.input / inner.with_suffix(""))
    for name in names:
        for ending in _ENDINGS:
            told = _data_in(name.with_name(f"{name.name}{ending}"))
            given = told if name is names[-1] else of_many(told)
            before = found.get("tags")
            found |= given
            if before and given.get("tags"):
                found["tags"] = [*_listed(before), *_listed(given["tags"])]
    return found


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _data_in(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        return {}
    if file.suffix == ".json":
        try:
            read = json.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            return {}
        found = as_text(read)
        return found if isinstance(found, dict) else {}
    return _data_of(_source(file))


def _data_of(code: str) -> dict[str, Any]:
    """What a data file in JavaScript says as it stands there; a permalink that it computes in another way is COMPUTED."""
    found: dict[str, Any] = {}
    keys = [(code.count("{", 0, one.start()) - code.count("}", 0, one.start()), one) for one in _KEY.finditer(code)]
    outermost = min((depth for depth, _ in keys), default=0)
    for one in (key for depth, key in keys if depth == outermost):
        value = one["value"]
        if value.startswith("["):
            found.setdefault(one["name"], [first or second for first, second in _TEXT.findall(value)])
        else:
            found.setdefault(one["name"], value.strip("\"'"))
    found.pop("permalink", None)
    said = _PERMALINK.search(code)
    if said:
        value = said["plain"] or said["made"]
        found["permalink"] = _INSERTED.sub(r"{{ \1 }}", value[1:-1]) if value != "false" else value
        if "${" in found["permalink"]:
            found["permalink"] = COMPUTED
    elif "permalink" in code:
        found["permalink"] = COMPUTED
    return found


def _ignored(root: Path) -> tuple[str, ...]:
    """The patterns of .eleventyignore."""
    lines = _text(root / ".eleventyignore").splitlines()
    return tuple(
        one.strip().removeprefix("./").lstrip("/") for one in lines if one.strip() and not one.startswith(("#", "!"))
    )


def _source(file: Path) -> str:
    """A file in JavaScript without its comments, or one in JSON; "" where there is none."""
    return _COMMENTS.sub("", _text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    except (OSError, ValueError):
        return ""
