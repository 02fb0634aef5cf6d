"""Rules of the lines that readers see first: E01, W01, W02, W14."""

import re
from collections.abc import Iterator

from ..problem import Problem
from .case import Case

LONGEST_TITLE = 110
SHORTEST_DECK, LONGEST_DECK = 40, 220

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def deck_repeats_title(case: Case) -> Iterator[Problem]:
    """E01"""
    story = case.story
    if story.deck and _words(story.deck) == _words(story.title):
        yield case.at(
            "deck",
            "E01",
            "the deck says the same as the title",
            "write what the title does not say, or take the deck out",
        )


def title_too_long(case: Case) -> Iterator[Problem]:
    """W01"""
    length = len(case.story.title)
    if length > LONGEST_TITLE:
        said = f"the title has {length} characters, more than {LONGEST_TITLE}"
        yield case.at("title", "W01", said, "say it shorter; the deck has room")


def deck_missing_or_of_wrong_length(case: Case) -> Iterator[Problem]:
    """W02"""
    story = case.story
    length = len(story.deck)
    if length and _words(story.deck) == _words(story.title):
        return  # said already
    if not length:
        if not story.is_link_only:
            remedy = "write deck: and one sentence that says why to read on"
            yield case.at("deck", "W02", "the story has no deck", remedy)
    elif length < SHORTEST_DECK:
        said = f"the deck has {length} characters, fewer than {SHORTEST_DECK}"
        yield case.at("deck", "W02", said, "say in one or two sentences why to read on")
    elif length > LONGEST_DECK:
        said = f"the deck has {length} characters, more than {LONGEST_DECK}"
        yield case.at("deck", "W02", said, "keep one or two sentences; the text has room")


def type_missing(case: Case) -> Iterator[Problem]:
    """W14"""
    if not case.story.type:
        yield case.at(
            "type", "W14", "the story does not say what kind it is", "write type: report, explainer, analysis ..."
        )


def _words(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()
