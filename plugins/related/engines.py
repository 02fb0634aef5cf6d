"""Which engine finds what is alike, by the options of the site."""

from collections.abc import Sequence
from pathlib import Path

from .document import Document
from .engine import Engine
from .kept import Kept
from .likeness import Likeness
from .options import Options

#: So many documents are worth a file of what was found out about each.
_MANY = 200


def engine_of(options: Options, documents: Sequence[Document], cache: Path | None = None) -> Engine:
    """The engine that the options name, made from scratch. Raises `opensearch.Unreachable` where that is a server which does not answer.

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
