"""What a site's settings name and is not there: the theme and the plugins of an old site often stayed on another machine."""

import re
from collections.abc import Iterator, Mapping
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .options import nearest
from .problem import Problem

#: What Pelican imports for TYPOGRIFY.
_TYPOGRIFY = ("typogrify", "smartypants")
_SUBMODULE = re.compile(r"^\s*path\s*=\s*(\S+)\s*$", re.MULTILINE)


def lacking(settings_file: str, own: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence with its remedy for the theme, for the plugins and for the library of TYPOGRIFY that the settings name and nobody has."""
    found = lacked(settings_file, own)
    return tuple(f"{one.path}{f':{one.line}' if one.line else ''}: {one.message}; {one.remedy}" for one in found)


def lacked(settings_file: str, own: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The same as problems, for a command that goes on without them. `own` is what the file itself says."""
    folder = Path(settings_file).absolute().parent
    fetched = _submodules(folder)
    found = [*_theme(own.get("THEME"), folder, fetched), *_plugins(own, folder, fetched), *_typogrify(own)]
    text = Path(settings_file).read_text(encoding="utf-8") if found else ""
    file = Path(settings_file).name
    told = ((name, said.partition("; ")) for name, said in found)
    return tuple(Problem(file, _line(text, name), 0, "E00", said, remedy) for name, (said, _, remedy) in told)


def lacks_theme(settings_file: str, own: Mapping[str, Any]) -> bool:
    """Whether nobody has the theme that the settings name."""
    return any(_theme(own.get("THEME"), Path(settings_file).absolute().parent, frozenset()))


def lacks_typogrify(own: Mapping[str, Any]) -> bool:
    """Whether the settings ask for finer typography and what makes it is not there: Pelican ends at the first text then."""
    return bool(own.get("TYPOGRIFY")) and not all(map(find_spec, _TYPOGRIFY))


def _typogrify(own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if lacks_typogrify(own):
        lost = [one for one in _TYPOGRIFY if not find_spec(one)]
        yield (
            "TYPOGRIFY",
            f"TYPOGRIFY asks for {' and '.join(lost)}; `pip install {' '.join(lost)}`, or write TYPOGRIFY = False",
        )


def _theme(theme: Any, folder: Path, fetched: frozenset[Path]) -> Iterator[tuple[str, str]]:
    pelican = find_spec("pelican")
    brought = [Path(one) / "themes" for one in (pelican.submodule_search_locations or () if pelican else ())]
    if not isinstance(theme, str | Path) or any((place / theme).is_dir() for place in (folder, *brought)):
        return
    remedy = _fetch(folder / theme, fetched) or "copy that folder there"
    yield (
        "THEME",
        f'there is no theme {theme}; {remedy}, or write THEME = "simple", one of Pelican\'s own, to see the texts',
    )


def _plugins(own: Mapping[str, Any], folder: Path, fetched: frozenset[Path]) -> Iterator[tuple[str, str]]:
    named, given = own.get("PLUGINS"), own.get("PLUGIN_PATHS")
    paths = [folder / one for one in ([given] if isinstance(given, str) else given or ()) if isinstance(one, str)]
    lost = [one for one in named or () if isinstance(one, str) and not _is_there(one, paths)]
    if not lost:
        return
    package = f"pelican-{lost[0].removeprefix('pelican.plugins.').partition('.')[0].replace('_', '-')}"
    them, names = ("them", "their names") if len(lost) > 1 else ("it", "its name")
    remedy = next((found for one in paths if (found := _fetch(one, fetched))), "") or (
        f"did you mean {near}?"
        if (near := _nearly(lost[0]))
        else f"install what brings {them} (`pip install {package}`, if that is there)"
    )
    yield lost[0], f"neither installed nor in PLUGIN_PATHS: {', '.join(lost)}; {remedy}, or take {names} out of PLUGINS"


def _nearly(name: str) -> str:
    """The plugin of ours whose full name is nearly this one."""
    prefix = "pelican.plugins."
    near = nearest(
        name.removeprefix(prefix), sorted(one.parent.name for one in Path(__file__).parents[1].glob("*/plugin.py"))
    )
    return f"{prefix}{near}" if near and name.startswith(prefix) else ""


def _is_there(name: str, paths: list[Path]) -> bool:
    first = name.partition(".")[0]
    if PathFinder.find_spec(first, [str(one) for one in paths]):
        return True
    for module in (f"pelican.plugins.{first}", name if name.startswith("pelican.plugins.") else first):
        try:
            if find_spec(module):
                return True
        except (ImportError, ValueError, AttributeError):
            continue
    return False


def _submodules(folder: Path) -> frozenset[Path]:
    """The folders that git fetches only when it is asked to, as the nearest .gitmodules names them."""
    for place in (folder, *folder.parents):
        file = place / ".gitmodules"
        if file.is_file():
            found = _SUBMODULE.findall(file.read_text(encoding="utf-8", errors="replace"))
            return frozenset((place / one).resolve() for one in found)
        if (place / ".git").exists():
            break
    return frozenset()


def _fetch(path: Path, fetched: frozenset[Path]) -> str:
    path = path.resolve()
    return (
        "`git submodule update --init` fetches that folder"
        if any(path == one or one in path.parents for one in fetched)
        else ""
    )


def _line(text: str, name: str) -> int:
    """Where the settings say it, 0 where they do so elsewhere."""
    said = re.compile(
        rf"^\s*{name}\b\s*=" if name in ("THEME", "TYPOGRIFY") else rf"""^[^#\n]*["']{re.escape(name)}["']""",
        re.MULTILINE,
    )
    found = said.search(text)
    return text.count("\n", 0, found.end()) + 1 if found else 0
