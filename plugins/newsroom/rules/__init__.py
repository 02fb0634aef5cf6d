"""What a story is judged by when it is read: one small function for each rule of docs/rules.md that needs nothing but the story."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..problem import Problem
from . import headline, linking, pictures, sourcing, structure, unmade, wording
from .case import Case

Rule = Callable[[Case], Iterator[Problem]]

#: The rules of an article's header. A page has neither deck nor type, and its sources are its own affair.
OF_ARTICLES: tuple[Rule, ...] = (
    headline.deck_repeats_title, headline.title_too_long, headline.deck_missing_or_of_wrong_length,
    sourcing.one_source_only, structure.no_section_heading, structure.not_written, wording.relative_time,
)  # fmt: skip
#: The rules of a page besides those of every text.
OF_PAGES: tuple[Rule, ...] = (structure.page_not_written,)
#: The rules of an article that a site asks for: nobody waits for the others.
ON_REQUEST: Mapping[str, Rule] = {"W11": wording.claim_without_link, "W14": headline.type_missing}
#: The rules of every Markdown text.
OF_TEXTS: tuple[Rule, ...] = (
    pictures.no_alt_text,
    structure.heading_out_of_order,
    structure.second_header,
    structure.unfinished_merge,
    linking.words_say_nothing,
    linking.unsafe_address,
    unmade.link_without_address,
    unmade.note_without_words,
    unmade.shortcode_of_another_program,
)


def told(case: Case, on_request: Sequence[str] = ()) -> Iterator[Problem]:
    """What is wrong with one story. Of one that is withdrawn or skipped nothing is shown, so nothing is asked."""
    if case.story.status in ("withdrawn", "skip"):
        return
    for rule in OF_TEXTS + (OF_ARTICLES if case.story.is_article else OF_PAGES):
        yield from rule(case)
    if case.story.is_article:
        for name in on_request:
            yield from ON_REQUEST[name](case)


__all__ = ["OF_ARTICLES", "OF_PAGES", "OF_TEXTS", "ON_REQUEST", "Case", "told"]
