"""What is wrong with settings that are not a block of a plugin, and with the names of those blocks. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from .extensions import HOUSE
from .languages import is_language
from .links import host_of, parts_of
from .options import nearest
from .problem import FIXED, RULES, Problem

_FILE = "pelicanconf.py"
#: Settings whose names are like that of a plugin: one of Pelican's own, and what `newsroom build --explain` hands on.
_NO_BLOCKS = ("READERS", "INCREMENTAL_TELLS")
_SEVERITIES = ("error", "warning", "off")


def settings_faults(
    settings: Mapping[str, Any], severity: Mapping[str, Any], *, is_published: bool
) -> Iterator[Problem]:
    """`severity` is that of CHECKS. An address that is none is told where the site `is_published`: elsewhere many sites write `/` or a folder."""
    if is_published:
        yield from _address(str(settings["SITEURL"]))
    yield from _language(str(settings["DEFAULT_LANG"]))
    yield from _severities(severity)
    yield from _blocks(settings)


def _address(given: str) -> Iterator[Problem]:
    if not given:
        return
    parts = parts_of(given)
    if (
        parts.scheme.lower() not in ("http", "https")
        or not host_of(parts)
        or len(given.split()) != 1
        or given.strip() != given
    ):
        said = f'SITEURL is "{given}", which is no address of a site'
        yield _problem(said, "write it whole, as https://news.example.org")


def _language(given: str) -> Iterator[Problem]:
    if not is_language(given):
        yield _problem(
            f'DEFAULT_LANG is "{given}", which is no code of a language', "write en, de, pt-BR ...", "warning"
        )


def _severities(severity: Mapping[str, Any]) -> Iterator[Problem]:
    for rule, weight in severity.items():
        if rule not in RULES:
            near = nearest(str(rule), list(RULES))
            remedy = f'did you mean "{near}"?' if near else "look it up in the list of rules"
            yield _problem(f'CHECKS["severity"] names no rule with "{rule}"', remedy)
        elif weight not in _SEVERITIES:
            yield _problem(f'CHECKS["severity"] gives {rule} the weight "{weight}"', "write error, warning or off")
        elif rule in FIXED and weight != RULES[rule]:
            yield _problem(f'CHECKS["severity"] names {rule}, which no site can change', "take it out", "warning")


def _blocks(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """A block of options whose name is nearly that of a plugin: it would count for nothing."""
    names = [one.rpartition(".")[2] for one in settings.get("PLUGINS") or () if isinstance(one, str)]
    plugins = [one.upper() for one in names if one in HOUSE]  # those of others have settings of any name
    for name, value in settings.items():
        if isinstance(value, dict) and name.isupper() and name not in (*plugins, *_NO_BLOCKS):
            near = nearest(name, plugins)
            if near and near not in settings:
                yield _problem(f"{name} is a block of options that nobody reads", f"did you mean {near}?", "warning")


def _problem(said: str, remedy: str, severity: str = "") -> Problem:
    return Problem(_FILE, 0, 0, "E00", said, remedy, severity)
