"""What every engine that finds what is alike can be asked."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from .document import Document
from .likeness import Match, Shared


class Engine(Protocol):
    """What finds the stories that are alike: ours (`Likeness`), or a search server (`OpenSearch`)."""

    def ranked_all(self, limit: int) -> Mapping[tuple[str, ...], tuple[Match, ...]]:
        """The list of each document by its key, best first; those of one language see each other only, unless languages are mixed."""

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        """What two documents have in common, the weightiest first."""

    def shared_words(self, document: Document, other: Document, words: Iterable[str]) -> tuple[Shared, ...]:
        """Of some words those that two documents have in common, the weightiest first."""

    def by_chance(self, document: Document) -> float:
        """The score that a document about something else reaches: what the threshold counts in. 0 where that is not known."""

    def uses(self, name: str, lang: str) -> int | None:
        """How many documents of a language hold a name. None where that is not known."""

    def pace(self, lang: str) -> float:
        """The days after which the news of a language has begun to age."""
