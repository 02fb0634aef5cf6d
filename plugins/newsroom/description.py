"""What a story says of itself in one or two sentences: for search results, cards and feeds."""

import re

from .links import prose_lines
from .story import Story
from .visible_text import cut_at_sentence, first_paragraph, visible_text

MORE = "<!--more-->"
_PARAGRAPH = re.compile(r"^[ \t]*<p(?:\s[^>]{0,500})?>", re.IGNORECASE | re.MULTILINE)

_END = re.compile(r"</p", re.IGNORECASE)
#: Tags within a sentence: what stands before and behind them may be one word.
_IN_WORDS = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var)(?:\s[^<>]{0,2000})?>",
    re.IGNORECASE,
)


def description_of(story: Story) -> str:
    """Plain text: the writer's summary, else the deck, else the text before `<!--more-->`, else the first paragraph, cut at a sentence."""
    if story.summary:
        return " ".join(visible_text(story.summary).split())
    if story.deck:
        return story.deck
    if MORE in story.body and (before := _before_more(story.body)):
        return " ".join(visible_text(before).split())
    return cut_at_sentence(_first_of_html(story.body) or first_paragraph(story.body))


def _first_of_html(body: str) -> str:
    """The first paragraph of a text that is HTML, as those that begin with a tag are: reStructuredText is one when it comes here. "" elsewhere."""
    if not body.lstrip().startswith("<"):
        return ""
    for start in _PARAGRAPH.finditer(body):
        end = _END.search(body, start.end())
        if end is None:
            break
        inner = _IN_WORDS.sub("", body[start.end() : end.start()])
        if text := " ".join(visible_text(inner).split()):
            return text
    return ""


def _before_more(body: str) -> str:
    """The text before the mark, "" where it stands in code alone: a text may speak of it."""
    lines = body.split("\n")
    for number, line in prose_lines(body):
        if MORE in line:
            return "\n".join([*lines[: number - 1], lines[number - 1][: line.index(MORE)]])
    return ""
