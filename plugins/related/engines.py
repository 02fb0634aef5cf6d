"""The engines that find what is alike, behind one interface."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from .document import Document
from .kept import Kept
from .likeness import Likeness, Match, Shared
from .options import Options

#: So many documents are worth a file of what was found out about each.
_MANY = 200


class Engine(Protocol):
    """What finds the stories that are alike: ours (`Likeness`), or a search server (`OpenSearch`)."""

    def ranked_all(self, limit: int) -> Mapping[tuple[str, ...], tuple[Match, ...]]:
        """The list of each document by its key, best first; those of one language see each other only, unless languages are mixed."""

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        """What two documents have in common, the weightiest first."""

    def by_chance(self, document: Document) -> float:
        """The score that a document about something else reaches: what the threshold counts in. 0 where that is not known."""

    def uses(self, name: str, lang: str) -> int | None:
        """How many documents of a language hold a name. None where that is not known."""

    def pace(self, lang: str) -> float:
        """The days after which the news of a language has begun to age."""


def engine_of(options: Options, documents: Sequence[Document], cache: Path | None = None) -> Engine:
    """The engine that the options name. Raises `opensearch.Unreachable` where that is a server which does not answer.

    ImportError where it wants a package that is not there. `cache` is a folder for what ours keeps between runs.
    """
    engine = _searching(options, documents, cache)
    if options.rerank == "wordllama":
        from .reranking import Reranked

        return Reranked(engine, documents)
    return engine


def _searching(options: Options, documents: Sequence[Document], cache: Path | None) -> Engine:
    is_mixed = options.languages == "mixed"
    if options.engine == "opensearch":
        from .opensearch import OpenSearch

        return OpenSearch(options.url, options.index, documents, mixed=is_mixed)
    return Likeness(documents, mixed=is_mixed, keeper=Kept(cache) if cache and len(documents) >= _MANY else None)
