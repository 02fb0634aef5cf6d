"""What a story says of itself in one or two sentences: for search results, cards and feeds."""

from .links import prose_lines
from .story import Story
from .visible_text import cut_at_sentence, first_paragraph, visible_text

MORE = "<!--more-->"


def description_of(story: Story) -> str:
    """Plain text: the writer's summary, else the deck, else the text before `<!--more-->`, else the first paragraph, cut at a sentence."""
    if story.summary:
        return " ".join(visible_text(story.summary).split())
    if story.deck:
        return story.deck
    if MORE in story.body and (before := _before_more(story.body)):
        return " ".join(visible_text(before).split())
    return cut_at_sentence(first_paragraph(story.body))


def _before_more(body: str) -> str:
    """The text before the mark, "" where it stands in code alone: a text may speak of it."""
    lines = body.split("\n")
    for number, line in prose_lines(body):
        if MORE in line:
            return "\n".join([*lines[: number - 1], lines[number - 1][: line.index(MORE)]])
    return ""
