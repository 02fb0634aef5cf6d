"""Rules of a text's headings, of one that is not written, and of what does not belong into one: E14, W09, W28, E00, W19, E24."""

from collections.abc import Iterator, Sequence

from ..outline import Heading
from ..problem import Problem
from ..reading_time import count_words
from ..skeletons import PAGES, SKELETONS
from ..slips import header_in
from ..visible_text import visible_text
from .case import Case

LONGEST_SECTION = 600
#: Characters of Chinese, Japanese and Korean that say as much as one word.
_CHARACTERS_A_WORD = 2
#: What `newsroom new` asks at the beginning of each kind of story.
QUESTIONS = tuple(sorted({text.split("\n", 1)[0] for text in SKELETONS.values()}))
#: What `newsroom start` asks on a page, before and after the name of the site.
_AROUND_NAMES = tuple((before, after) for before, _, after in (text.partition("$name") for text in PAGES.values()))
_ASKED_OF_PAGES = tuple(before for before, _ in _AROUND_NAMES)
#: So many lines are named of what a text does again and again.
_NAMED = 5
#: Keys that may keep a story from its readers.
_HOLDING = frozenset({"status", "draft", "published", "embargo", "expires", "withdrawn"})


def heading_out_of_order(case: Case) -> Iterator[Problem]:
    """E14. The title is the one heading of the first level. A text that begins too high or too deep does so all through: it is told once of each."""
    beside: list[Heading] = []
    skipping: list[tuple[Heading, int]] = []
    above = 1
    for heading in case.outline.headings:
        if heading.level == 1:
            beside.append(heading)
        elif heading.level > above + 1:
            skipping.append((heading, above + 1))
        above = heading.level
    if beside:
        first, *more = beside
        said = f'the heading "{_short(first.text)}" stands beside the title as a second one'
        yield _told(case, first, more, said, "begin it with ##; the title is the only #")
    if skipping:
        (first, level), *rest = skipping
        said = f'the heading "{_short(first.text)}" skips a level'
        yield _told(
            case, first, [one for one, _ in rest], said, f"begin it with {'#' * level}, not {'#' * first.level}"
        )


def _told(case: Case, first: Heading, more: Sequence[Heading], said: str, remedy: str) -> Problem:
    """The problem of a heading, and how many others do the same, with the places of the first of them."""
    if more:
        lines = [case.on(one.line, one.column, "E14", said, remedy).line for one in more[:_NAMED]]
        do, s = ("do", "s") if len(more) > 1 else ("does", "")
        named = ", ".join(map(str, lines)) + (" and on" if len(more) > _NAMED else "")
        said += f", and so {do} {len(more)} more: line{s} {named}"
    return case.on(first.line, first.column, "E14", said, remedy)


def no_section_heading(case: Case) -> Iterator[Problem]:
    """W09. Told at the first line of the run of words."""
    text = case.story.text
    if len(text) < LONGEST_SECTION * 2 or _words(text) <= LONGEST_SECTION:
        return
    headings = {heading.line for heading in case.outline.headings}
    section: list[tuple[int, str]] = []
    most = 0
    for line, written in (*case.outline.lines, (0, "")):
        if line and line not in headings:
            if written and not written.isspace():
                section.append((line, written))
                most += _most_words(written)
            continue
        if most > LONGEST_SECTION:
            words = sum([len(one.split()) if one.isascii() else _words(one) for _, one in section])
            if words > LONGEST_SECTION:
                said = f"{words} words without a section heading"
                yield case.on(section[0][0], 1, "W09", said, "write a ## heading where the thought turns")
        section, most = [], 0


def not_written(case: Case) -> Iterator[Problem]:
    """W28. A draft is not written yet, and may be so."""
    if case.story.status == "draft":
        return
    body = case.story.body
    beginning = body.lstrip()
    if not beginning:
        yield case.at(
            "title", "W28", "the story has no text", "write it below the header, or set status: draft until then"
        )
    elif beginning.startswith(QUESTIONS):
        yield _asked(case, beginning, "new")


def page_not_written(case: Case) -> Iterator[Problem]:
    """W28 of the pages that a new site begins with."""
    beginning = case.story.body.lstrip()
    if case.story.status != "draft" and beginning.startswith(_ASKED_OF_PAGES):
        first = beginning.splitlines()[0].rstrip()
        if any(first.startswith(before) and first.endswith(after) for before, after in _AROUND_NAMES):
            yield _asked(case, beginning, "start")


def second_header(case: Case) -> Iterator[Problem]:
    """W19, or E00 where what it says may have been meant to keep the story from readers."""
    if "---" not in case.story.body:
        return
    if found := header_in(case.story.body.split("\n")):
        line, keys = found
        held = sorted(keys & _HOLDING)
        said = "a second header stands in the text" + (f", and its {held[0]} counts for nothing" if held else "")
        remedy = "make one of both, or a file of its own of what stands below it"
        yield case.on(line + 1, 1, "E00" if held else "W19", said, remedy)


def unfinished_merge(case: Case) -> Iterator[Problem]:
    """E24."""
    if "<<<<<<< " not in case.story.body:
        return
    for line, written in case.outline.lines:
        if written.startswith("<<<<<<< "):
            said, remedy = (
                "here begin the marks of a merge that nobody finished",
                "keep one of the two, without the marks",
            )
            yield case.on(line, 1, "E24", said, remedy)


def _asked(case: Case, beginning: str, command: str) -> Problem:
    body = case.story.body
    line = body[: len(body) - len(beginning)].count("\n") + 1
    said = f'the text still begins with what `newsroom {command}` asks: "{_short(beginning.splitlines()[0])}"'
    return case.on(line, 1, "W28", said, "answer it and take it out, or set status: draft until then")


def _most_words(written: str) -> int:
    """As many as there may be, told without taking the line apart."""
    return (len(written) + 1) // 2 if written.isascii() else len(written)


def _words(text: str) -> int:
    words, characters = count_words(text)
    return words + characters // _CHARACTERS_A_WORD


def _short(text: str) -> str:
    seen = visible_text(text)
    return seen if len(seen) <= 40 else f"{seen[:37]}..."
