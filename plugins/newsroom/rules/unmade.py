"""What a writer meant for Markdown or another program, and what stays on the page as it was written: rules E10 and E24 of a text."""

import re
from collections.abc import Iterator

from ..problem import WARNING, Problem
from .case import Case

_NO_ADDRESS = re.compile(r"(?<!\\)(!?)\[((?:[^\[\]\\\n]|\\.){0,300})\]\(\s*(?:<\s*>\s*)?\)")
#: What such a link ends with: a text is looked through for it in a hundredth of the time.
_NOTHING = re.compile(r"\]\(\s*(?:<\s*>\s*)?\)")
_NOTE = re.compile(r"(?<![\\\[(|])\[\^([\w-]{1,40})\](?![:+*?{(])")
_NOTE_BELOW = re.compile(r"^[ \t>]*\[\^([^\]\n]{1,80})\]:", re.MULTILINE)
_SHORTCODE = re.compile(r"(?<!\\)\{\{[<%][^\n]*?(?:[>%]\}\}|$)")


def link_without_address(case: Case) -> Iterator[Problem]:
    """E10 as a warning: `[the plan]()`, which a writer wanted to fill in later."""
    if not _NOTHING.search(case.story.body):
        return
    for line, written in case.outline.lines:
        for found in _NO_ADDRESS.finditer(written) if _NOTHING.search(written) else ():
            what = "picture" if found[1] else "link"
            named = f' "{_short(found[2])}"' if found[2].strip() else ""
            said = f"the {what}{named} has no address"
            yield case.on(
                line, found.start() + 1, "E10", said, "write it between ( and ), or take the brackets out", WARNING
            )


def note_without_words(case: Case) -> Iterator[Problem]:
    """E24: `[^1]` with no `[^1]:` below it. By a name it may be meant as it is, unless others have their words; `[^0-9]` is a pattern."""
    if "[^" not in case.story.body:
        return
    known = set(_NOTE_BELOW.findall(case.story.body))
    for line, written in case.outline.lines:
        for found in _NOTE.finditer(written) if "[^" in written else ():
            if found[1] not in known and found[1][1:2] != "-" and (known or found[1].isdecimal()):
                said = f"{found[0]} leads to no footnote"
                remedy = f"write {found[0]}: and its words on a line of their own, or mark it as code"
                yield case.on(line, found.start() + 1, "E24", said, remedy, WARNING)


def shortcode_of_another_program(case: Case) -> Iterator[Problem]:
    """E24: `{{< figure >}}`, which Hugo fills in, closed or not."""
    if "{{<" not in case.story.body and "{{%" not in case.story.body:
        return
    for line, written in case.outline.lines:
        for found in _SHORTCODE.finditer(written) if "{{" in written else ():
            is_closed = found[0].endswith("}}")
            said = f"{_short(found[0])} {'is filled in by nobody here' if is_closed else 'is not closed, and is filled in by nobody here'}"
            yield case.on(
                line,
                found.start() + 1,
                "E24",
                said,
                "write in Markdown what it stands for, or mark it as code",
                WARNING,
            )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."
