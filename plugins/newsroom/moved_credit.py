"""Moves a credit that stands as a sentence in a text to the header, where the file then says the same. Pure."""

import dataclasses
import json
from collections.abc import Callable, Iterable, Sequence

from .dialects import Manuscript, read_manuscript
from .file_reading import Reading
from .headline import first_heading
from .legacy_credit import Found
from .problem import Problem
from .story import Source, Story
from .yaml_text import as_yaml

#: The facts of a source that a sentence can hold, as an entry of `sources` calls them and as the short form does.
_FACTS = {
    "source": "Source", "relation": "Relation", "url": "Source_URL", "title": "Source_Title", "author": "Source_Author",
    "license": "Source_License",
}  # fmt: skip


def with_credit_moved(
    text: str,
    read: Callable[[str], Reading],
    credits_in: Callable[[str], Sequence[Found]],
    judged: Callable[[Story], Iterable[Problem]],
) -> str:
    """The text of a Markdown file with its one credit as the one source of its header; else the text as it was.

    `read` reads a text as the story of this file, `credits_in` finds the credits of a body, `judged` says what the rules hold
    against a story's sources. A text is left alone where its header has a source, where more than one credit was found, where the
    writer wants the sentence to stay, and where the story would not be the same or would be judged more severely: a republication
    without licence is a warning while it is only a sentence, and an error in a header.
    """
    if "\r" in text.replace("\r\n", ""):
        return text
    before = read(_as_read(text))
    story = before.story
    if story is None or before.html is not None or len(story.sources) != 1 or not story.sources[0].from_text:
        return text
    manuscript = read_manuscript(_as_read(text))
    if any(one.rule == "W20" and one.holds for one in before.ignores) or any(
        (one.key.startswith("source") and one.key != "source_text") or one.key == "relation"
        for one in manuscript.fields
    ):
        return text
    found = credits_in(_without_heading(manuscript.body, "title" in before.places))
    if len(found) != 1:
        return text
    changed = _moved(text, manuscript, found[0], story.sources[0])
    return changed if changed != text and _is_same(before, read(_as_read(changed)), judged) else text


def _as_read(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n")


def _without_heading(body: str, has_title: bool) -> str:
    """The body as credits are looked for in it: a heading that is the headline is no paragraph."""
    heading = None if has_title else first_heading(body)
    if heading is None:
        return body
    _, first, last = heading
    lines = body.split("\n")
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])


def _moved(text: str, manuscript: Manuscript, found: Found, source: Source) -> str:
    lines = text.split("\n")
    end = "\r" if "\r\n" in text else ""
    at = manuscript.body_line - 2  # the closing fence
    if manuscript.dialect == "classic":
        at = manuscript.body_line - 1
        if at > 0 and lines[at - 1].strip() in ("", "---"):
            at -= 1
    elif manuscript.dialect not in ("yaml", "toml"):
        return text
    top = manuscript.body_line - 1
    body = _cut(lines[top:], found.first_line - 1, found.last_line)
    added = [line + end for line in _written(source, manuscript)]
    lines = [*lines[:at], *added, *lines[at:top], *body]
    lines[-1] = lines[-1].removesuffix("\r")
    return "\n".join(lines)


def _cut(lines: list[str], first: int, last: int) -> list[str]:
    """The lines without those of the credit, and without one of the two blank lines around it; never are two paragraphs joined."""
    above = first == 0 or not lines[first - 1].strip()
    below = last >= len(lines) or not lines[last].strip()
    if not above and not below:
        return [*lines[:first], "\r" if lines[first].endswith("\r") else "", *lines[last:]]
    if above and below and first > 0:
        return [*lines[: first - 1], *lines[last:]]
    return [*lines[:first], *lines[last + (above and below) :]]


def _written(source: Source, manuscript: Manuscript) -> list[str]:
    """The lines of the header that hold the source."""
    facts = {"source": source.name, **{key: getattr(source, key) for key in list(_FACTS)[1:] if getattr(source, key)}}
    if manuscript.dialect == "toml":
        return ["[[sources]]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())]
    if manuscript.dialect == "classic":
        small = all(one.name == one.name.lower() for one in manuscript.fields)
        return [f"{_FACTS[key].lower() if small else _FACTS[key]}: {value}" for key, value in facts.items()]
    pairs = [f"{key}: {as_yaml(value)}" for key, value in facts.items()]
    return ["sources:", *(f"{'    ' if number else '  - '}{pair}" for number, pair in enumerate(pairs))]


def _is_same(before: Reading, after: Reading, judged: Callable[[Story], Iterable[Problem]]) -> bool:
    """Whether the story is what it was, its source now the header's, and nothing is held against it that was not before."""
    if before.story is None or after.story is None:
        return False
    told = {(one.rule, one.message) for one in before.problems if one.rule != "W20"}
    if any((one.rule, one.message) not in told for one in after.problems):
        return False
    told = {(one.rule, one.severity) for one in judged(before.story)}
    if any((one.rule, one.severity) not in told for one in judged(after.story)):
        return False
    return _essence(before.story) == _essence(after.story) and before.story.extra == after.story.extra


def _essence(story: Story) -> Story:
    """The story without what moving a line changes: where its body begins, blank lines, and where its source was found."""
    sources = tuple(dataclasses.replace(one, from_text=False) for one in story.sources)
    body = "\n".join(line for line in story.body.split("\n") if line.strip())
    return dataclasses.replace(story, sources=sources, body=body, text=" ".join(story.text.split()), body_line=1)
