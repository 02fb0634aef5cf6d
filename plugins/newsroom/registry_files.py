"""Reads the registries of `content/data/`. All are optional; what is wrong in them is a problem with file and line."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from . import keys
from .dates import DateFault, day_of
from .options import meant, nearest
from .outward import climbs
from .problem import Problem
from .registry import Author, Definition, Front, Moved, Outlet, Registries, Registry, Storyline, Topic
from .slug import fold, is_slug, slug_of
from .story import RELATIONS
from .yaml_text import Document, Raw, YamlFault, read_yaml

E = TypeVar("E", Topic, Outlet, Author, Storyline, Definition)

FILES = ("tags", "categories", "sources", "authors", "storylines", "glossary", "front", "redirects")

#: (kind of entry, key) -> the values it may have.
CHOICES: Mapping[tuple[type, str], tuple[str, ...]] = {
    (Topic, "kind"): ("topic", "person", "place", "organisation", "event"),
    (Topic, "status"): ("active", "hidden", "junk", "merged"),
    (Outlet, "kind"): ("publisher", "agency", "aggregator"),
    (Outlet, "status"): ("active", "corrected", "withdrawn"),
    (Outlet, "allowed"): RELATIONS,
    (Storyline, "status"): ("open", "closed"),
}
_LISTS = frozenset({"aliases", "same_as", "was", "allowed", "acknowledged", "pinned", "sections"})


def read_registries(folder: Path, shown: Callable[[Path], str]) -> tuple[Registries, tuple[Problem, ...]]:
    """The registries of a folder, and what is wrong with them. `shown` gives a file's path as writers read it."""
    problems: list[Problem] = []

    def read(name: str, kind: type[E]) -> Registry[E]:
        file = folder / f"{name}.yaml"
        if not file.is_file():
            return Registry()
        reading = _Reading(shown(file), problems)
        document = reading.document(file)
        entries = reading.entries(document, kind) if document else []
        return Registry(entries, exists=True)

    registries = Registries(
        tags=read("tags", Topic),
        categories=read("categories", Topic),
        sources=read("sources", Outlet),
        authors=read("authors", Author),
        storylines=read("storylines", Storyline),
        glossary=read("glossary", Definition),
        front=_front(folder, shown, problems),
        moved=_moved(folder, shown, problems),
    )
    return registries, tuple(problems)


def _front(folder: Path, shown: Callable[[Path], str], problems: list[Problem]) -> Front:
    file = folder / "front.yaml"
    if not file.is_file():
        return Front()
    reading = _Reading(shown(file), problems)
    document = reading.document(file)
    return reading.entry(document, (), dict(document.pairs), Front) if document else Front()


def _moved(folder: Path, shown: Callable[[Path], str], problems: list[Problem]) -> tuple[Moved, ...]:
    file = folder / "redirects.yaml"
    if not file.is_file():
        return ()
    reading = _Reading(shown(file), problems)
    document = reading.document(file)
    return tuple(reading.moved(document)) if document else ()


class _Reading:
    """One registry file."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems

    def document(self, file: Path) -> Document | None:
        try:
            return read_yaml(file.read_text(encoding="utf-8-sig"))
        except YamlFault as fault:
            self._report(
                (fault.line, fault.column),
                "E19" if fault.unsafe else "E00",
                f"this is not the YAML of a registry: {fault}",
                "look at this line",
            )
        except UnicodeDecodeError:
            self._report((0, 0), "E00", "the file is not UTF-8", "save it as UTF-8")
        return None

    def entries(self, document: Document, kind: type[E]) -> list[E]:
        found: dict[str, E] = {}
        spelled: dict[str, str] = {}
        for (slug, value), line in zip(document.pairs, document.lines, strict=True):
            place = (line, 1)
            if not is_slug(slug):
                self._report(
                    place, "E00", f'"{slug}" is no slug', f"write {slug_of(slug) or 'letters, digits and hyphens'}"
                )
                continue
            if slug in found:
                self._report(place, "E13", f"{slug} is there twice", "join the two entries")
                continue
            said = "definition" if kind is Definition else "name"  # what an entry says that says one thing
            entry = value if isinstance(value, dict) else ({said: value} if isinstance(value, str) and value else {})
            if isinstance(value, list):
                self._report(place, "E00", f"{slug} is a list", "write name: and the name below it")
                continue
            made: E = self.entry(
                document,
                (slug,),
                {"name": slug.replace("-", " ") if kind is Definition else slug, **entry},
                kind,
                slug=slug,
                line=line,
            )
            for name in (made.name, *made.aliases):
                other = spelled.setdefault(fold(name), slug)
                if other != slug:
                    self._report(place, "E13", f'"{name}" means both {other} and {slug}', "keep it in one of them")
            found[slug] = made
        self._check_links(found, document)
        return list(found.values())

    def moved(self, document: Document) -> Iterator[Moved]:
        seen: set[str] = set()
        for (given, new), line in zip(document.pairs, document.lines, strict=True):
            old = given.strip().lstrip("/")
            if not isinstance(new, str) or not new.strip() or not old or "://" in new:
                self._report(
                    (line, 1), "E00", f'"{old}" leads to no address of this site', "write old/address/: new/address/"
                )
            elif climbs(old.partition("?")[0]) or climbs(new.strip().lstrip("/")):
                self._report((line, 1), "E19", f'"{old}: {new}" leads out of the site', "write addresses without ..")
            elif old in seen:
                self._report((line, 1), "E12", f"the old address /{old} is there twice", "keep one of the lines")
            else:
                seen.add(old)
                yield Moved(old, new.strip().lstrip("/"), self.path, line)

    def entry(self, document: Document, at: tuple[str, ...], given: Mapping[str, Raw], kind: Any, **fixed: Any) -> Any:
        """A `kind` from what is given; a value that does not fit leaves the default and a problem."""
        known = {one.name: one for one in dataclasses.fields(kind) if one.name not in fixed}
        made: dict[str, Any] = dict(fixed)
        for written, value in given.items():
            name = keys.normal(written)
            place = document.positions.get((*at, written), (0, 0))
            if name not in known:
                self._report(place, "W19", f'unknown key "{written}"', meant(name, known))
                continue
            fitting = self._value(name, value, kind, place)
            if fitting is not None:
                made[name] = fitting
        return kind(**made)

    def _value(self, name: str, value: Raw, kind: type, place: tuple[int, int]) -> Any:
        choices = CHOICES.get((kind, name))
        if name in _LISTS:
            items = value if isinstance(value, list) else ([value] if isinstance(value, str) and value else [])
            if isinstance(value, dict) or not all(isinstance(item, str) for item in items):
                self._report(place, "E00", f"{name} must be a list of texts", "write [one, two]")
                return None
            return tuple(item for item in items if isinstance(item, str) and self._chosen(name, item, choices, place))
        if name == "sentences":
            return dict(value) if isinstance(value, dict) else None
        if not isinstance(value, str):
            self._report(place, "E00", f"{name} must be text", "write it on one line")
            return None
        if name == "permission_expires":
            return self._day(value, place)
        if kind is Outlet and name in ("url", "feed") and (fault := _why_no_address(value.strip())):
            self._report(place, *fault)
            return None
        return value.strip() if self._chosen(name, value, choices, place) else None

    def _chosen(self, name: str, value: str, choices: tuple[str, ...] | None, place: tuple[int, int]) -> bool:
        if choices is None or value in choices or (not value and name != "allowed"):
            return bool(choices is None or value)
        self._report(place, "E00", f'unknown {name} "{value}"', meant(value, choices))
        return False

    def _day(self, value: str, place: tuple[int, int]) -> date | None:
        try:
            return day_of(value)
        except DateFault as fault:
            self._report(place, "E02", str(fault), fault.remedy)
            return None

    def _check_links(self, found: Mapping[str, Any], document: Document) -> None:
        """Parents and merges that lead nowhere or in a circle."""
        for slug, entry in found.items():
            if not isinstance(entry, Topic):
                continue
            final = _end_of_merges(slug, found)
            if entry.merged_into and final not in (slug, entry.merged_into):
                self._report(
                    document.positions.get((slug, "merged_into"), (0, 0)),
                    "E13",
                    f"{slug} is merged into {entry.merged_into}, which is itself merged into {found[entry.merged_into].merged_into}",
                    f"write merged_into: {final}",
                )
            for key, target in (("parent", entry.parent), ("merged_into", entry.merged_into)):
                if target and target not in found:
                    near = nearest(target, list(found))
                    self._report(
                        document.positions.get((slug, key), (0, 0)),
                        "E13",
                        f'{key} "{target}" is not in this file',
                        f'did you mean "{near}"?' if near else "add it",
                    )
                elif target and _circles(slug, key, found):
                    self._report(
                        document.positions.get((slug, key), (0, 0)),
                        "E13",
                        f"{key} of {slug} leads in a circle",
                        "take one step of the circle out",
                    )

    def _report(self, place: tuple[int, int], rule: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, *place, rule, message, remedy))


def _why_no_address(value: str) -> tuple[str, str, str] | None:
    """(rule, message, remedy) for what leads to no page of the web; None for what does, and for nothing."""
    scheme, far, _ = value.partition("://")
    if not value or (far and scheme.lower() in ("http", "https")):
        return None
    if far or value.partition(":")[0].lower() in ("javascript", "data", "vbscript", "file", "mailto"):
        return "E19", f'"{value}" is not an http or https address', "use the address of the page on the web"
    return "E00", f'"{value}" is not a whole web address', "write it with https:// in front"


def _end_of_merges(slug: str, found: Mapping[str, Any]) -> str:
    """Where merges lead in the end; the slug itself where they end in a circle or nowhere."""
    seen = {slug}
    step = slug
    while found[step].status == "merged" and found[step].merged_into in found:
        step = found[step].merged_into
        if step in seen:
            return slug
        seen.add(step)
    return step


def _circles(slug: str, key: str, found: Mapping[str, Any]) -> bool:
    seen = {slug}
    step = getattr(found[slug], key)
    while step in found:
        if step in seen:
            return True
        seen.add(step)
        step = getattr(found[step], key)
    return False
