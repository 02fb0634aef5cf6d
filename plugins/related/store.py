"""Analyses by the digest of what they are made of: those in memory, and those that a keeper has in its file."""

from collections.abc import Iterable, Sequence

from .analyses import Keeper, analyses_of
from .analysis import Analysis
from .document import Document, digest_of


class Lost(Exception):
    """An analysis that is in no file any more, and whose document is another by now."""


class Store:
    """Without a keeper all analyses stay in memory; with one, those that are asked for are fetched."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        self._keeper = keeper
        self._known: dict[bytes, Analysis] = {}

    def made(self, documents: Sequence[Document]) -> list[Analysis]:
        """The analyses in the order of the documents: those that are known, and the rest made now."""
        if self._keeper:
            return analyses_of(documents, self._keeper)
        digests = [digest_of(one) for one in documents]
        missing = [one for one, digest in zip(documents, digests, strict=True) if digest not in self._known]
        self._known.update(zip(map(digest_of, missing), analyses_of(missing), strict=True))
        return [self._known[digest] for digest in digests]

    def of(self, digests: Sequence[bytes]) -> list[Analysis]:
        """What was made before. Raises Lost."""
        found = self._known if self._keeper is None else self._keeper.found(digests)
        try:
            return [found[digest] for digest in digests]
        except KeyError:
            raise Lost from None

    def want(self, digests: Iterable[bytes]) -> None:
        """Say which analyses are still those of a document, so that they are kept."""
        if self._keeper:
            self._keeper.want(digests)
