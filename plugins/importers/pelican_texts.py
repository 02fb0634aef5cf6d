"""The texts of a Pelican site as they come here: each with an address, an old one and an id that no other has. Pure."""

import dataclasses
import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from ..newsroom.dialects import Manuscript, read_manuscript
from ..newsroom.identity import slug_in
from .article import Notes
from .docinfo import header_of
from .folder import MARKDOWN
from .owners import owners_of


@dataclass(frozen=True, slots=True)
class Carried:
    """One file of the old site: its place below `content/`, and what it holds now. `address` is its old one, "" where it is unknown; `authors` wrote it."""

    source: Path
    path: str
    data: bytes
    address: str = ""
    authors: tuple[str, ...] = ()
    names: "Names | None" = None


@dataclass(frozen=True, slots=True)
class Names:
    """What a story has in its address here, and the slug that Pelican made of its title; `is_own` where its header says it."""

    lang: str
    day: str
    slug: str
    old_slug: str
    is_own: bool


def apart(carried: list[Carried]) -> list[Carried]:
    """The texts with a slug in the header of each that shares month and file name with another: Pelican told them apart by their titles."""
    months: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(carried):
        if one.names:
            months[one.names.lang, one.names.day[:7], one.names.slug].append(number)
    made = list(carried)
    for (lang, month, slug), numbers in months.items():
        taken: set[str] = set()
        for number in numbers if len(numbers) > 1 else ():
            names = carried[number].names
            if names is None:
                continue
            if names.is_own and slug not in taken:  # the first that asks for it has it
                taken.add(slug)
                continue
            wanted = [
                "" if names.is_own else names.old_slug,
                f"{slug}-{names.day[8:]}",
                *(f"{slug}-{count}" for count in range(2, len(numbers) + 2)),
            ]
            others = {name for name in wanted if (lang, month, name) in months and name != slug}
            found = next((name for name in wanted if name and name not in taken | others | {slug}), "")
            taken.add(found)
            made[number] = _with_key(carried[number], "slug", found, anew=names.is_own) if found else carried[number]
    return made


def identified(carried: list[Carried]) -> list[Carried]:
    """The texts with an id in the header of each whose day and old name are those of one before: ours is made of these."""
    seen: set[tuple[str, str, str]] = set()
    made = []
    for one in carried:
        key = (one.names.lang, one.names.day, slug_in(one.address)) if one.names and one.address else None
        made.append(_with_key(one, "id", blake2b(one.path.encode(), digest_size=6).hexdigest()) if key in seen else one)
        seen |= {key} if key else set()
    return made


def with_aliases(carried: list[Carried], notes: Notes) -> list[Carried]:
    """The texts with their old addresses among their aliases, each for one text only; Pelican wrote that of the last, and named the others in its log."""
    owners = owners_of((one.address, one.path) for one in carried if one.address)
    made = []
    for one in carried:
        first = owners.get(one.address, one.path)
        if first != one.path:
            notes.left.append(f"{one.path}: its old address {one.address} is that of {first} too, and leads there")
            made.append(dataclasses.replace(one, address=""))
        else:
            made.append(_with_key(one, "aliases", one.address) if one.address else one)
    return made


def _with_key(one: Carried, key: str, value: str, *, anew: bool = False) -> Carried:
    """The text with one more line in its header, in the header's own dialect; where that key is there already it is unchanged, or its line made `anew` in
    Markdown.
    """
    text = one.data.decode("utf-8-sig")
    if one.source.suffix.lower() not in MARKDOWN:
        header = header_of(text, one.source.suffix.lower())
        made = text if key in header.values else header.added(text, key, value)
    else:
        manuscript = read_manuscript(text)
        is_there = not manuscript.fields or any(field.key == key for field in manuscript.fields)
        if anew and (old := next((field.line for field in manuscript.fields if field.key == key), 0)):
            lines = text.split("\n")
            text, is_there = "\n".join([*lines[: old - 1], *lines[old:]]), False
            manuscript = read_manuscript(text)
        made = text if is_there else with_line(text, manuscript, key, value, is_list=key == "aliases")
    return one if made.encode() == one.data else dataclasses.replace(one, data=made.encode())


def with_line(text: str, manuscript: Manuscript, key: str, value: str, *, is_list: bool = False) -> str:
    """A text with one more line above the others of its header."""
    quoted = json.dumps(value, ensure_ascii=False)
    quoted = f"[{quoted}]" if is_list else quoted
    line = {"yaml": f"{key}: {quoted}", "toml": f"{key} = {quoted}", "classic": f"{key.capitalize()}: {value}"}[
        manuscript.dialect
    ]
    lines, at = text.split("\n"), min(one.line for one in manuscript.fields) - 1
    return "\n".join([*lines[:at], line, *lines[at:]])
