"""The rules that need no other file than the story, as one table: the editor's scripts judge by it while somebody writes. Pure.

Numbers, patterns and words are those of the rules themselves; `judging.js` has a test of each name. The tests hold both against the same stories.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..newsroom.problem import OFF, RULES, Judge, Problem
from ..newsroom.rules.headline import LONGEST_DECK, LONGEST_TITLE, SHORTEST_DECK
from ..newsroom.rules.structure import QUESTIONS
from ..newsroom.story import RELATIONS, STATUSES, TYPES

_ID = r"^[A-Za-z0-9._-]{1,64}$"
_LANG = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"
_LETTER = r"[\p{L}\p{N}\p{So}&]"
_MOMENTS = ("date", "modified", "embargo", "expires")
_DAYS = ("review_by", "sources.*.published", "sources.*.accessed", "corrections.*.date", "withdrawn.date")
_ADDRESSES = ("sources.*.url", "sources.*.archived", "sources.*.upstream.url")
#: Key of a path -> whether it may be an address elsewhere.
_PATHS = {"image.src": True, "source_text": False, "template": False, "url": False, "save_as": False, "aliases.*": True}


@dataclass(frozen=True, slots=True)
class Row:
    """One test at one key. `at` is the key named with dots, `*` for each entry of a list; `value` is what the test compares with.

    `message` and `remedy` hold `{n}`, `{value}` and so on where the test fills them in.
    """

    rule: str
    at: str
    test: str
    message: str
    remedy: str
    value: Any = None
    severity: str = ""
    of_readers: bool = False
    """Asked only of a story that readers will see."""


def rows(judge: Judge, *, vocabulary: str, html: str) -> list[Mapping[str, Any]]:
    """The table as a site judges: with its severities, without what it has switched off. `vocabulary` is the severity of a tag that nobody knows, `html` the pattern of the tags that no title holds."""
    made: list[Mapping[str, Any]] = []
    for row in (*_header(html), *_sources(), *_text(), *_names(vocabulary)):
        asked = Problem("", 0, 0, row.rule, row.message, row.remedy, row.severity or RULES[row.rule])
        verdict = judge.verdict(asked)
        if verdict and verdict.severity != OFF:
            made.append({**asdict(row), "severity": verdict.severity})
    return made


def _header(html: str) -> Iterator[Row]:
    yield Row("E00", "title", "title needed", "the title is missing", "write a headline")
    yield Row("E00", "title", "holds", "the title holds HTML ({value})", "a title is text: take the tag out", html)
    yield Row("E00", "date", "date needed", "the date is missing", "give a date, or the status draft while it is not finished")  # fmt: skip
    yield Row("W01", "title", "longest", f"the title has {{n}} characters, more than {LONGEST_TITLE}", "say it shorter; the deck has room", LONGEST_TITLE, of_readers=True)  # fmt: skip
    yield Row("E01", "deck", "deck says the title", "the deck says the same as the title", "write what the title does not say, or take the deck out", of_readers=True)  # fmt: skip
    yield Row("W02", "deck", "deck missing", "the story has no deck", "write one sentence that says why to read on", of_readers=True)  # fmt: skip
    yield Row("W02", "deck", "deck short", f"the deck has {{n}} characters, fewer than {SHORTEST_DECK}", "say in one or two sentences why to read on", SHORTEST_DECK, of_readers=True)  # fmt: skip
    yield Row("W02", "deck", "deck long", f"the deck has {{n}} characters, more than {LONGEST_DECK}", "keep one or two sentences; the text has room", LONGEST_DECK, of_readers=True)  # fmt: skip
    for key in (*_MOMENTS, *_DAYS):
        yield Row("E02", key, "no date", '"{value}" is not a date', "write the year first: 2026-11-20")
    yield Row("E02", "embargo", "no offset", 'the embargo "{value}" does not say its time zone', "write it with its offset, as 2026-11-20T08:00+01:00")  # fmt: skip
    yield Row("E02", "modified", "changed before", "modified lies before date", "look at both: the story was changed before it appeared")  # fmt: skip
    yield Row("E00", "id", "pattern", 'the id "{value}" holds more than A-Z a-z 0-9 . _ - or is longer than 64', "write 12 hex digits, or leave it out", _ID)  # fmt: skip
    for rule in ("E19", "E00"):
        yield Row(rule, "slug", "no slug", 'the slug "{value}" is no part of an address', "write a few words: letters, digits, - . and _", rule)  # fmt: skip
    yield Row("E00", "lang", "pattern", '"{value}" is not a language code', "write en, de, pt-BR ...", _LANG)
    yield Row("E00", "type", "not one of", 'unknown type "{value}"', f"known are: {', '.join(TYPES)}", list(TYPES))
    yield Row("E00", "status", "not one of", 'unknown status "{value}"', f"known are: {', '.join(STATUSES)}", list(STATUSES))  # fmt: skip
    yield Row("E00", "corrections.*.date", "needed", "a correction without a date", "give its date")
    yield Row("E00", "corrections.*.text", "needed", "text is missing", "write what was wrong, and what is right")
    yield Row(
        "E00",
        "image.src",
        "file missing",
        "the picture has no file",
        "choose one, or empty the other fields of the picture",
    )
    yield Row("E08", "image.alt", "alt missing", "the lead picture has no alt text", "write what the picture shows, or say that it only decorates", severity="error")  # fmt: skip
    yield Row("E09", "image.credit", "credit missing", "the lead picture has no credit", "write who made it")
    for key, may_be_address in _PATHS.items():
        for rule in ("E19", "E00"):
            yield Row(rule, key, "path" if may_be_address else "path of the site", "{what}", "{todo}", rule)
    for key in ("license", "image.license", "sources.*.license"):
        yield Row(
            "E19",
            key,
            "unsafe terms",
            '"{value}" is no licence',
            "write an SPDX id such as CC-BY-4.0, or the address of the licence",
        )


def _sources() -> Iterator[Row]:
    yield Row("E00", "sources.*.source", "source nameless", "a source without a name", "write the name of the outlet")
    yield Row("W03", "sources.*.url", "source without address", "the source {value} has no address", "write the address of their article")  # fmt: skip
    yield Row("E05", "sources.*.license", "no terms", "{relation} from {value} without licence or permission", "write the licence or the permission: what was agreed")  # fmt: skip
    yield Row("E18", "sources.*.relation", "not one of", 'unknown relation "{value}"', f"known are: {', '.join(RELATIONS)}", [*RELATIONS, "original"])  # fmt: skip
    yield Row("E18", "sources.*.relation", "not allowed", "{value} does not allow {relation}", "it allows {allowed}")
    yield Row(
        "E18",
        "sources.*.changes",
        "changed",
        "{license} allows no changes, and the story says what was changed",
        "publish it unchanged, or ask for permission",
    )
    yield Row(
        "E20",
        "sources.*.source",
        "in doubt",
        "{value} is marked {state}",
        "look at the story again, then add its id to the acknowledged of the source",
    )
    yield Row("E00", "sources.*.upstream.name", "upstream nameless", "name is missing", "write who had it before them")
    yield Row("W06", "sources.*.upstream", "collects others", "{value} collects what others report", "write who had it before them")  # fmt: skip
    yield Row("W08", "sources", "one source", "this {kind} rests on one source, {value}", "find a second one and link to it, or say in the text that there is none", of_readers=True)  # fmt: skip
    for key in _ADDRESSES:
        for rule in ("E19", "E00"):
            yield Row(rule, key, "address", "{what}", "{todo}", rule)
    yield Row("E00", "sources.*.lang", "pattern", '"{value}" is not a language code', "write en, de, pt-BR ...", _LANG)


def _text() -> Iterator[Row]:
    yield Row("E14", "body", "headings", "{what}", "{todo}", of_readers=True)  # fmt: skip
    yield Row("E08", "body", "picture without alt", "the picture {value} has no alt text", "write what is to be seen between ![ and ]", severity="warning", of_readers=True)  # fmt: skip
    yield Row("W10", "body", "empty words", 'the link\'s words "{value}" say nothing of what is there', "link the words that name it", of_readers=True)  # fmt: skip
    yield Row("W28", "body", "not written", "{what}", "{todo}", QUESTIONS, of_readers=True)
    yield Row("W07", "tags", "terms", "{what}", "{todo}")


def _names(vocabulary: str) -> Iterator[Row]:
    for key, registry, rule in (
        ("tags.*", "tags", "E13"), ("categories.*", "categories", "E13"), ("storyline", "storylines", "E13"), ("authors.*", "authors", "E16"),
        ("editors.*", "authors", "E16"), ("translators.*", "authors", "E16"), ("contributors.*", "authors", "E16"),
    ):  # fmt: skip
        yield Row(rule, key, "not in the list", '"{value}" is not in the list', "choose a known name, or add it there", registry, vocabulary if rule == "E13" else "")  # fmt: skip
    yield Row(
        "E00", "interviewees.*", "pattern", 'the name "{value}" holds no letter', "write the name in letters", _LETTER
    )
    yield Row("E04", "sources.*.source", "outlet not in the list", 'the source "{value}" is not in the list', "choose a known one, or add it there")  # fmt: skip
