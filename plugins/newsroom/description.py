"""What a story says of itself in one or two sentences: for search results, cards and feeds."""

from .story import Story
from .visible_text import cut_at_sentence, first_paragraph, visible_text

MORE = "<!--more-->"


def description_of(story: Story) -> str:
    """Plain text: the writer's summary, else the deck, else the text before `<!--more-->`, else the first paragraph, cut at a sentence."""
    if story.summary:
        return " ".join(visible_text(story.summary).split())
    if story.deck:
        return story.deck
    if MORE in story.body:
        return " ".join(visible_text(story.body.split(MORE, 1)[0]).split())
    return cut_at_sentence(first_paragraph(story.body))
