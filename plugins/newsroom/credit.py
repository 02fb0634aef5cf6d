"""Relation, policy and credit sentence: page, feeds, JSON-LD and checks all speak these."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from .named import Named
from .problem import WARNING, Problem
from .registry import Outlet, Registries
from .sentences import sentences_in
from .story import ORIGINAL, RELATIONS, Source, Story
from .words import Words, message, words_in

__all__ = [
    "FACTS",
    "RELATIONS",
    "Credit",
    "License",
    "Part",
    "credit_of",
    "license_of",
    "policy_problems",
    "relation_of",
]


@dataclass(frozen=True, slots=True)
class Relation:
    """What follows from a relation. `microformat` is the class of the citation (microformats.org/wiki/h-cite)."""

    label: str
    indexed: bool = True
    reprint: bool = False
    microformat: str = "h-cite"


FACTS: Mapping[str, Relation] = MappingProxyType({
    "republished": Relation(message("First published by"), indexed=False, reprint=True, microformat="u-repost-of h-cite"),
    "wire": Relation(message("Agency report by"), indexed=False, reprint=True, microformat="u-repost-of h-cite"),
    "translated": Relation(message("Translated from")),
    "with-partner": Relation(message("Reported with"), microformat=""),
    "based-on": Relation(message("Originally reported by")),
    "press-release": Relation(message("Press release from")),
    "via": Relation(message("First spotted at")),
})  # fmt: skip

_OVERRIDDEN = ("republished under", "republished with permission", "translated from")

_CREATIVE_COMMONS = {
    "BY": "Attribution", "BY-SA": "Attribution-ShareAlike", "BY-ND": "Attribution-NoDerivatives",
    "BY-NC": "Attribution-NonCommercial", "BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
    "BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class License(Named):
    """A licence for people: its short name, and its address where it is known."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the credit: plain text, or with `source` the name of a source."""

    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """The story's one relation and its credit. `text` is all parts joined."""

    relation: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


def relation_of(story: Story) -> str:
    """The strongest relation of the story's sources; "original" where it has none."""
    given = {source.relation for source in story.sources}
    if len(given) == 1:
        return given.pop()
    return next((relation for relation in RELATIONS if relation in given), ORIGINAL)


def credit_of(
    story: Story,
    registries: Registries,
    *,
    words: Words | None = None,
    sentences: Mapping[str, str] = MappingProxyType({}),
) -> Credit:
    """The credit of a story: a sentence for each relation, the strongest claim first, joined by a blank; names joined as the language joins them.

    `words` are those of the language, the story's by our catalogues where they are not given; `sentences` (relation -> sentence with `{source}`) overrides the language's for this site, `Outlet.sentences` those of one source.
    """
    words = words or words_in(story.lang)
    parts: list[Part] = []
    named = {source.relation for source in story.sources}
    for relation in (one for one in RELATIONS if one in named):
        given = _each_once(source for source in story.sources if source.relation == relation)
        if parts:
            parts.append(Part(" "))
        parts += _sentence(relation, given, registries, words, sentences)
    return Credit(relation_of(story), tuple(parts))


@lru_cache(maxsize=1024)
def license_of(text: str) -> License | None:
    """The licence that an SPDX id (spdx.org/licenses) or a web address names; None for no text. What is not known keeps its own words."""
    if not text:
        return None
    upper = text.upper()
    if text.startswith(("http://", "https://")):
        known = _license_at(text)
        return License(known or message("licence"), text)
    if upper in ("CC0-1.0", "CC0"):
        return License("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    for code in sorted(_CREATIVE_COMMONS, key=len, reverse=True):
        if upper.startswith(f"CC-{code}-") and upper[len(code) + 4 :].replace(".", "").isdigit():
            version = upper[len(code) + 4 :]
            return License(f"CC {code} {version}", f"https://creativecommons.org/licenses/{code.lower()}/{version}/")
    return License(text)


def lacks_terms(source: Source, outlet: Outlet | None) -> bool:
    """Whether a text is somebody else's, and neither the story nor the registry says by what right it is printed."""
    if not FACTS[source.relation].reprint or source.license or source.permission:
        return False
    return not (outlet and (outlet.license or outlet.permission))


def policy_problems(
    story: Story, registries: Registries, today: date, *, place_of: Callable[[str], tuple[int, int]]
) -> tuple[Problem, ...]:
    """What the rules say against the story's sources. `place_of` gives (line, column) of a value named with dots, "sources.0.url"."""
    problems: list[Problem] = []
    for number, source in enumerate(story.sources):
        outlet = registries.sources.get(source.slug)
        if outlet is None and source.url and not FACTS[source.relation].reprint:
            continue  # as most: the rules are about what an outlet allows, and about what is theirs
        for one in (*_against_terms(source, outlet, today), *_against_source(source, outlet, story)):
            place = place_of(f"sources.{number}{'.' + one.key if one.key else ''}")
            problems.append(Problem(story.path, *place, one.rule, one.message, one.remedy, one.severity))
    return tuple(problems)


class _Objection(NamedTuple):
    """What a rule says against a source. `key` is the fact that it is about, "" for the whole entry."""

    rule: str
    message: str
    remedy: str
    key: str = ""
    severity: str = ""


def _against_terms(source: Source, outlet: Outlet | None, today: date) -> Iterator[_Objection]:
    """Whether the source may be used so: its relation, a permission that is missing or over, changes that its licence forbids."""
    if outlet and outlet.allowed and source.relation not in outlet.allowed:
        message = f"{outlet.name} does not allow {source.relation}"
        yield _Objection("E18", message, f"it allows {', '.join(outlet.allowed)}", "relation")
    if not FACTS[source.relation].reprint:
        return
    severity = WARNING if source.from_text else ""
    if outlet and _is_expired(source, outlet, today):
        message = f"the permission of {outlet.name} expired on {outlet.permission_expires}"
        yield _Objection("E05", message, "renew it in sources.yaml, or take the story down", severity=severity)
    elif lacks_terms(source, outlet):
        message = f"{source.relation} from {source.name} without licence or permission"
        yield _Objection("E05", message, "write license: or permission: with what was agreed", severity=severity)
    license_text = source.license or (outlet.license if outlet else "")
    if source.changes and "-ND" in license_text.upper():
        message = f"{license_text} allows no changes, and the story says what was changed"
        yield _Objection("E18", message, "publish it unchanged, or ask for permission", "changes")


def _is_expired(source: Source, outlet: Outlet, today: date) -> bool:
    """Whether all that allowed a text was a permission which is over."""
    if source.license or source.permission or outlet.license:
        return False
    return outlet.permission_expires is not None and outlet.permission_expires < today


def _against_source(source: Source, outlet: Outlet | None, story: Story) -> Iterator[_Objection]:
    """Whether it is a source to rest on: one that was corrected since, one that only collects, one without an address."""
    if outlet and outlet.status in ("corrected", "withdrawn") and not story.names() & set(outlet.acknowledged):
        remedy = f"look at the story again, then add {story.id} to acknowledged in sources.yaml"
        yield _Objection("E20", f"{outlet.name} is marked {outlet.status}", remedy)
    if outlet and outlet.kind == "aggregator" and source.relation != "via" and source.upstream is None:
        remedy = "write upstream: {name: who reported it}"
        yield _Objection("W06", f"{outlet.name} collects what others report", remedy)
    if not source.url:
        remedy = "write url: with the address of their article"
        yield _Objection("W03", f"the source {source.name} has no address", remedy)


def _sentence(
    relation: str, given: Sequence[Source], registries: Registries, words: Words, sentences: Mapping[str, str]
) -> list[Part]:
    table = dict(sentences_in(words))
    if relation in sentences:
        for variant in _OVERRIDDEN:
            if variant.startswith(relation):
                table.pop(variant, None)
        table[relation] = sentences[relation]
    outlet = registries.sources.get(given[0].slug)
    if outlet and len(given) == 1 and relation in outlet.sentences:
        table = {relation: outlet.sentences[relation]}
    pattern, facts = _variant(relation, given, registries, table, words)
    before, _, after = pattern.partition("{source}")
    names = _joined(given, words) if "{source}" in pattern else []
    return [part for part in (Part(_filled(before, facts)), *names, Part(_filled(after, facts))) if part.text]


def _variant(
    relation: str, given: Sequence[Source], registries: Registries, table: Mapping[str, str], words: Words
) -> tuple[str, Mapping[str, str]]:
    """The sentence for what is known, and the words that go into it."""
    if relation == "republished":
        licenses = {_terms(source, registries)[0] for source in given}
        license_text = next(iter(licenses)) if len(licenses) == 1 else ""
        known = license_of(license_text)
        if known and "republished under" in table:
            return table["republished under"], {"license": known.name}
        if all(_terms(source, registries)[1] for source in given) and "republished with permission" in table:
            return table["republished with permission"], {}
    if relation == "translated":
        languages = {source.lang for source in given}
        language = _language_name(next(iter(languages)), words) if len(languages) == 1 else ""
        if language:
            return table[relation], {"language": language}
        return table.get("translated from", table[relation]), {"language": ""}
    return table[relation], {}


def _terms(source: Source, registries: Registries) -> tuple[str, str]:
    """(licence, permission) of a source: what the story says, else what the registry says."""
    outlet = registries.sources.get(source.slug)
    license_text = source.license or (outlet.license if outlet and not source.permission else "")
    return license_text, source.permission or (outlet.permission if outlet else "")


def _filled(text: str, facts: Mapping[str, str]) -> str:
    for name, value in facts.items():
        text = text.replace("{" + name + "}", value)
    return text


def _joined(given: Sequence[Source], words: Words) -> list[Part]:
    """The names with what the language puts between them: `A, B and C`."""
    parts: list[Part] = []
    for at, source in enumerate(given):
        parts.append(Part(source.name, source))
        joint = words.joint(at, len(given))
        parts += [Part(joint)] if joint else []
    return parts


def _language_name(code: str, words: Words) -> str:
    name = words.language(code) if code else ""
    return "" if name == code else name


def _license_at(url: str) -> str:
    """The short name of a Creative Commons licence by its address."""
    pieces = url.rstrip("/").split("/")
    if "creativecommons.org" not in url or len(pieces) < 2:
        return ""
    if "zero" in pieces:
        return "CC0 1.0"
    found = [n for n, piece in enumerate(pieces) if piece == "licenses"]
    at = found[0] + 1 if found else len(pieces)
    return f"CC {pieces[at].upper()} {pieces[at + 1]}" if len(pieces) > at + 1 else ""


def _each_once(sources: Iterable[Source]) -> list[Source]:
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault(source.slug, source)
    return list(found.values())
