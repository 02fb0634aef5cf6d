"""Slips of a hurried pen in a header that make it none, told by its lines. Pure."""

import re
from collections.abc import Iterator, Sequence

from . import keys

_TIGHT = re.compile(r"^ {0,3}([\w-]+)(:(?!//)(?=[^\s:])|[ \t\u00a0]*\uff1a(?=.)[ \t\u00a0]*)")
_TOML_LINE = re.compile(r"\s*[\w-]+\s*=\s*\S|\s*\[[^\]]*\]\s*$|\s*#")
_KEY = re.compile(r"([\w-]+)[ \t\u00a0]*:(?=\s|$)")
#: So far down a header is looked for that does not open its file, and so many lines it may have.
_FAR, _LONG = 30, 80
#: One of these and another key that we know make a header, and no list between two rules.
_TELLING = frozenset({"title", "date", "status", "draft", "embargo"})


def tight_colons(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """(index, (what stands there, what YAML wants)) of each line whose key is known and has no blank behind its colon."""
    for n, line in enumerate(lines):
        found = _TIGHT.match(line)
        if found and keys.is_known(found[1]):
            yield n, (found[0].lstrip(), f"{found[1]}: ")


def is_toml(lines: Sequence[str]) -> bool:
    """Whether these are lines as `title = "Tides"`."""
    written = [line for line in lines if line.strip()]
    return bool(written) and all(map(_TOML_LINE.match, written))


def header_in(lines: Sequence[str], start: int = 0, far: int | None = None) -> tuple[int, frozenset[str]] | None:
    """(index, keys) of the first fenced header in these lines that opens below `start` and above `start + far`: it gives a title, a date or a status, and another key that we know.

    A rule in the text, and a header that is shown as code, is none.
    """
    code = ""
    for n in range(start, len(lines) if far is None else min(len(lines), start + far)):
        line = lines[n].rstrip()
        if code:
            code = "" if line.strip().startswith(code) else code
        elif line.lstrip().startswith(("```", "~~~")):
            code = line.lstrip()[:3]
        elif line == "---" and (found := _keys_of(lines[n + 1 : n + 1 + _LONG])):
            return n, found
    return None


def header_below(lines: Sequence[str], start: int) -> int | None:
    """The index of a header above which other words stand."""
    found = header_in(lines, start + 1, _FAR)
    return found[0] if found else None


def _keys_of(lines: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for line in lines:
        if line.rstrip() == "---":
            known = frozenset(one for one in found if keys.is_known(one))
            return known if len(known) > 1 and known & _TELLING else frozenset()
        if key := _KEY.match(line):
            found.add(keys.meaning(key[1]))
        elif not line.startswith((" ", "\t", "-", "#")):
            break
    return frozenset()
