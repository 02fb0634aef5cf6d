"""Slips of a hurried pen in a header that make it none, told by its lines. Pure."""

import re
from collections.abc import Iterator, Sequence

from . import keys

_TIGHT = re.compile(r"^ {0,3}([\w-]+)(:(?!//)(?=[^\s:])|[ \t\u00a0]*\uff1a(?=.)[ \t\u00a0]*)")
_TOML_LINE = re.compile(r"\s*[\w-]+\s*=\s*\S|\s*\[[^\]]*\]\s*$|\s*#")
_KEY = re.compile(r"([\w-]+)[ \t\u00a0]*:(?=\s|$)")
#: A line of signs that a word processor or a chat makes of a fence, or that stands around one.
_NEARLY_FENCE = re.compile(r"[-\u2010-\u2015\u2212_=*~+]{1,80}|(?:`{3,}|~{3,})[\w-]{0,20}")
_SIMPLE_KEY = re.compile(r"([\w-]+)[ \t\u00a0]*[:\uff1a](?!//)")
#: The first key of an object of JSON, with the brace before it or in the line above.
_JSON_KEY = re.compile(r"""\{?\s*["\u201c]([\w -]+)["\u201d]\s*:""")
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


def nearly_a_header(opening: str, lines: Sequence[str]) -> tuple[str, str] | None:
    """(what is wrong, the remedy) of a header whose first line is nearly a fence, `----` or the one dash that was made of three hyphens, or which is JSON, as with Hugo.

    `lines` are the first three. None for a text without one.
    """
    if opening[:1] == "{":
        key = next((found for line in lines[: 1 if opening != "{" else 2] if (found := _JSON_KEY.match(line))), None)
        if key and (keys.is_known(key[1]) or opening == "{"):
            return (
                "the header is JSON, which is read in an import only",
                "write it as YAML: a line ---, then lines as `title: Tides`, and a line --- again",
            )
    if not _NEARLY_FENCE.fullmatch(opening):
        return None
    inside = lines[1:]
    is_around = opening[0] in "`~" and inside[:1] and inside[0] in ("---", "+++")
    key = _SIMPLE_KEY.match(inside[0]) if inside else None
    if not is_around and not (key and keys.is_known(key[1])):
        return None
    if opening[0] == "`" or is_around:
        return "the header stands in a block of code", f"take out this line and the {opening[:3]} that closes the block"
    return (
        f"the header opens with {opening} and not with ---",
        "write three hyphens, here and in the line behind the header",
    )


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


#: What a telephone or a word processor makes of the quotation marks around a word.
_SMART = {
    "\u201c": "\u201d\u201c",
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
    "\u201a": "\u2018\u2019",
}


def without_marks(text: str) -> str:
    """A text without the typographic quotation marks that stand around the whole of it, and nowhere in it."""
    inner = text[1:-1]
    closings = _SMART.get(text[:1], "")
    if len(text) < 3 or text[-1] not in closings or any(one in inner for one in (text[0], *closings)):
        return text
    return inner.strip()


#: What stands around a name in a byline that was copied from a mail or a page.
_AROUND_A_NAME = re.compile(r"^by[ :]+(?=\S)|\s*(?:<[^<>\s]+@[^<>\s]+>|\([^()\s]+@[^()\s]+\))\s*$", re.IGNORECASE)


def bare_name(text: str) -> str:
    """A person's name without "by" before it and an address of mail in brackets behind it, which is nobody's to read."""
    return _AROUND_A_NAME.sub("", text).strip() or text


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
