"""Which fact of a page its words become, once the last of them was read. Pure."""

from .json_keys import read_json
from .page import Page

#: What words were gathered for -> the list whose last member they belong to, and what they are of it.
_OF_THE_LAST = {
    "related": ("related", "title"),
    "teased": ("teasers", "title"),
    "teaser_credit": ("teasers", "credit"),
    "teaser_deck": ("teasers", "deck"),
    "section": ("sections", "words"),
    "time": ("times", "shown"),
}
#: What words were gathered for -> the list of tuples of which they end the last.
_ENDING = {"credited": "credited", "worded": "worded", "inner": "inner", "turn": "turns", "term": "terms"}
#: Of these a page may have many, and each is told.
_MANY = ("corrected", "cites")


def tell(page: Page, what: str, words: str) -> None:
    """Write words down as the fact for which they were gathered; of a fact that a page has but once the first words count."""
    if what in _OF_THE_LAST:
        of, fact = _OF_THE_LAST[what]
        setattr(getattr(page, of)[-1], fact, words)
    elif what in _ENDING:
        of = getattr(page, _ENDING[what])
        of[-1] = (*of[-1][:-1], words)
    elif what in _MANY:
        getattr(page, what).append(words)
    elif what == "around":
        page.around = f"{page.around} | {words}"
    elif what == "document":
        _document(page, words)
    elif what == "author":
        page.authors.append(words)
        if page.signed and not page.signed[-1][1]:
            page.signed[-1] = (page.signed[-1][0], words)
    elif not getattr(page, what):
        setattr(page, what, words)


def _document(page: Page, text: str) -> None:
    try:
        document, twice = read_json(text)
        page.documents.append(document)
        page.said_twice += twice
    except (ValueError, RecursionError):
        page.broken_documents += 1
