"""Settings of Pelican's that hold a value of another kind than they can have, and what was meant: a number as text, a list of one without its brackets. Pure."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .problem import Problem
from .setting_parts import parts

#: What Pelican takes as one text as well, what may be a function or a class, and what a format of days with its locale may be.
_FREE = ("PLUGIN_PATHS", "ARTICLE_ORDER_BY", "PAGE_ORDER_BY", "PELICAN_CLASS", "DEFAULT_DATE_FORMAT")
#: What Pelican's own defaults say nothing of.
_KINDS = {"DEFAULT_PAGINATION": int, "PLUGINS": list, "SITEURL": str, "TIMEZONE": str, "AUTHOR": str}
#: Texts that a site cannot be without.
_NEEDED = ("SITEURL", "SITENAME", "DEFAULT_LANG", "DEFAULT_CATEGORY")
#: Pelican adds to these.
_GROWING = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES")
#: What means no where it is written as text.
_NO = ("", "0", "false", "no", "off", "none")
_PAIRS = ("MENUITEMS", "LINKS", "SOCIAL")


@dataclass(frozen=True, slots=True)
class Misread:
    """One setting; `value` stands in for it, so that the site can be built. Nothing is `said` of what all know how to take."""

    name: str
    value: Any
    said: str = ""
    remedy: str = ""


def in_their_place(settings_file: str, own: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in for settings that hold another kind of value, and MISREAD: the problems of these. `own` is what the file says."""
    found = list(misread(own, defaults))
    told = tuple(
        Problem(*_place(Path(settings_file), one.name), 0, "E00", one.said, one.remedy) for one in found if one.said
    )
    return {**{one.name: one.value for one in found}, **({"MISREAD": told} if told else {})}


def misread(own: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[Misread]:
    """Those of a site's own settings, by Pelican's `defaults`."""
    for name in sorted(own):
        value, default = own[name], defaults.get(name)
        whole = [] if name in _FREE else list(_whole(name, value, default))
        yield from whole or (Misread(*one) for one in parts(name, value, default))
    if (
        "JINJA_EXTENSIONS" in own and "JINJA_ENVIRONMENT" not in own
    ):  # Pelican moves them there, and finds it only where a site has it
        yield Misread("JINJA_ENVIRONMENT", {**defaults.get("JINJA_ENVIRONMENT", {})})


def _whole(name: str, value: Any, default: Any) -> Iterator[Misread]:
    """One setting that holds another kind of value than it can have."""
    kind = _KINDS.get(name) or (type(default) if default is not None else None)
    if name == "LOCALE" and isinstance(value, str):
        return
    if name in _PAIRS:
        yield from _pairs(name, value)
    elif name == "REVERSE_CATEGORY_ORDER":
        if not isinstance(value, int):
            yield _of(name, value, bool(value), "write True or False")
    elif name == "PAGINATION_PATTERNS":
        if not isinstance(value, list | tuple) or not all(
            isinstance(one, list | tuple) and len(one) == 3 for one in value
        ):
            yield _of(name, value, default, 'write [(1, "{url}", "{save_as}"), ...]')
    elif kind is list:
        if value is not None or default is not None:  # PLUGINS may be None
            yield from _list(name, value, default)
    elif kind is dict:
        if value is None:
            yield Misread(name, default)
        elif not isinstance(value, Mapping) and not _is_pairs(value):
            yield _of(name, value, default, "write {...}, names with their values")
    elif kind is int:
        yield from _number(name, value, default)
    elif kind is bool and isinstance(value, str):
        meant = value.strip().lower() not in _NO
        yield _of(name, value, meant, f"write {meant}, without quotes")
    elif kind is str and not isinstance(value, str | os.PathLike) and (value or name in _NEEDED):
        yield _of(name, value, default or ("UTC" if name == "TIMEZONE" else ""), "write text, in quotes")


def _list(name: str, value: Any, default: Any) -> Iterator[Misread]:
    if isinstance(value, str):
        given = f'["{value}"]' if value else "[]"
        yield _of(name, value, [value] if value else default, f"write a list: {given}")
    elif isinstance(value, Mapping) or not hasattr(value, "__iter__"):
        yield _of(name, value, default, "write a list: [...], or take that line out")
    elif name in _GROWING and not isinstance(value, list):
        yield Misread(name, list(value))


def _number(name: str, value: Any, default: Any) -> Iterator[Misread]:
    if value is None or isinstance(value, int):
        return
    digits = value.strip() if isinstance(value, str) else str(int(value)) if isinstance(value, float) else ""
    meant = int(digits) if digits.isdecimal() else default
    yield _of(name, value, meant, f"write {meant}" if digits.isdecimal() else "write a number")


def _pairs(name: str, value: Any) -> Iterator[Misread]:
    wanted = f'write {name} = [("Name", "https://an.example/")]'
    if isinstance(value, Mapping) and name != "MENUITEMS":  # a theme may want them so
        return
    if value is None:
        yield Misread(name, ())
    elif isinstance(value, str | Mapping) or not isinstance(value, Sequence):
        yield _of(name, value, (), wanted)
    elif odd := [one for one in value if not isinstance(one, str | Mapping) and not _leads(one)]:
        meant = tuple(one for one in value if one not in odd)
        yield Misread(name, meant, f"{name} holds {odd[0]!r} where a name and its address belong", wanted)
    elif texts := [one for one in value if isinstance(one, str)]:
        is_one = len(texts) == len(value) == 2
        meant = (tuple(value),) if is_one else tuple(one for one in value if not isinstance(one, str))
        said = f'{name} holds "{texts[0]}" where a name and its address belong'
        yield Misread(
            name, meant, said, f"{wanted}, with a comma behind a single pair in round brackets" if is_one else wanted
        )


def _leads(one: Any) -> bool:
    """Whether it is a name and an address, or what a theme wants besides; an address may be a list of others below that name."""
    return isinstance(one, list | tuple) and len(one) > 1 and not isinstance(one[1], int | float | None)


def _is_pairs(value: Any) -> bool:
    """Whether it is what old sites write in place of a mapping: `(("author", "Ann"),)`."""
    return isinstance(value, list | tuple) and all(isinstance(one, list | tuple) and len(one) == 2 for one in value)


def _of(name: str, value: Any, meant: Any, remedy: str) -> Misread:
    shown = f'"{value}"' if isinstance(value, str) else repr(value)
    return Misread(name, meant, f"{name} is {shown[:60]}, which it cannot be", remedy)


def _place(settings: Path, name: str) -> tuple[str, int]:
    """The file that says it and its line: that of the settings, or the one beside it from which they took it over."""
    said = re.compile(rf"^{name}\b\s*=", re.MULTILINE)
    for file in (settings, settings.with_name("pelicanconf.py")):
        if file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            if found := [*said.finditer(text)]:
                return file.name, text.count("\n", 0, found[-1].start()) + 1
    return settings.name, 0
