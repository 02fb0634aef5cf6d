"""Headings that keep the id they had: each generator makes one of the words in a way of its own, and links lead to it. Pure."""

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import unquote

from markdown.extensions.toc import slugify
from unidecode import unidecode

from ..newsroom.outline import Heading, anchors_in, outline_of, seen_in
from .relink import relinked

_ID = re.compile(r"[\w.:-]+")
_SIGNS = re.compile(r"[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+")
_NUMBERED = re.compile(r"(.+)[-_](\d{1,3})")


def with_ids(body: str, wanted: Collection[str]) -> tuple[str, dict[str, str]]:
    """`body` with `{#id}` behind each heading that one of the `wanted` names led to and that would have another id here.

    With it the names that lead to a heading of another id, and that id: a heading has one only.
    """
    if not wanted:
        return body, {}
    outline = outline_of(body)
    lines = body.split("\n")
    seen = [(heading, seen_in(heading, lines)) for heading in outline.headings]
    # What a build makes of the words, letter by letter: a check takes another spelling for known as well.
    given = {*anchors_in(body, dataclasses.replace(outline, headings=()))}
    known = given | {slugify(words, "-") for _, words in seen}
    asked: dict[int, list[str]] = {}
    for name in sorted(wanted):
        heading = _meant(unquote(name), seen)
        if heading:
            asked.setdefault(heading.line, []).append(name)
    others: dict[str, str] = {}
    for number, names in asked.items():
        line = lines[number - 1]
        own = next((name for name in names if unquote(name) in known), "")
        if not own and "{" not in line and "<" not in line:
            own = next((unquote(name) for name in names if _ID.fullmatch(unquote(name))), "")
            lines[number - 1] = f"{line.rstrip()} {{#{own}}}" if own else line
        others |= {name: own for name in names if own and unquote(name) != unquote(own) and unquote(name) not in known}
    return "\n".join(lines), others


def _meant(name: str, headings: Sequence[tuple[Heading, str]]) -> Heading | None:
    """The heading whose words a name was made of; `tides-1` is the second of two called Tides, where none is called Tides 1."""

    def called(words: str) -> list[Heading]:
        return [one for one, seen in headings if _letters(seen) == words]

    letters = _letters(name)
    if not letters:
        return None
    if alike := called(letters):
        return alike[0]
    numbered = _NUMBERED.fullmatch(name)
    if numbered and 0 < int(numbered[2]) < len(alike := called(_letters(numbered[1]))):
        return alike[int(numbered[2])]
    drawn = [one for one, seen in headings if _fits_around_signs(seen, name)]
    if not drawn and name.isascii():  # Zola writes a name in Latin letters, as `peziteburu`
        drawn = [one for one, seen in headings if not seen.isascii() and _letters(unidecode(seen)) == letters]
    return drawn[0] if len(drawn) == 1 else None


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _fits_around_signs(text: str, name: str) -> bool:
    """Whether a name may be that of a heading with pictograms in it, for which Zola writes words: `Bugs 🦀` is `bugs-crab`."""
    words = [_letters(one) for one in _SIGNS.split(text)]
    if len(words) < 2 or not any(words):
        return False
    return re.fullmatch(r"[\w-]*".join(map(re.escape, words)), name.casefold().replace("-", "")) is not None


def with_names(body: str, others: Mapping[str, Mapping[str, str]]) -> str:
    """`body` with its links to headings as these are called now; `others` holds, by the path of a text, "" for its own, the names that have another."""

    def change(address: str, picture: bool) -> str:
        place, hash_, name = address.partition("#")
        if picture or not hash_ or (place and not place.startswith("{filename}/")):
            return address
        text = unquote(place.removeprefix("{filename}/"))
        return f"{place}#{others.get(text, {}).get(name, name)}"

    return relinked(body, change) if "#" in body else body
