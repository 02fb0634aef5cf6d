"""Analyses by the digest of what they are made of: those in memory, and those that a keeper has in its file."""

from collections.abc import Iterable, Sequence

from .analyses import Keeper, analyses_of
from .analysis import Analysis
from .copies import Packed
from .document import Document


class Lost(Exception):
    """An analysis that is in no file any more, and whose document is another by now."""


class Store:
    """Without a keeper all analyses stay in memory; with one, those that are asked for are fetched."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        self._keeper = keeper
        self._known: dict[bytes, Analysis] = {}
        self._samples: dict[tuple[str, ...], Packed] = {}

    def made(
        self, documents: Sequence[Document], digests: Sequence[bytes], written: Sequence[Document]
    ) -> list[Analysis]:
        """The analyses in the order of the documents: those that are known, and the rest made now.

        Of documents that are as they were `written` samples are held until somebody takes them.
        """
        found = analyses_of(documents, self._keeper, digests) if self._keeper else self._remembered(documents, digests)
        for one, other, made in zip(documents, written, found, strict=True):
            if one is other and made.sample:
                self._samples[one.key] = made.sample
        return found

    def _remembered(self, documents: Sequence[Document], digests: Sequence[bytes]) -> list[Analysis]:
        missing = {digest: one for one, digest in zip(documents, digests, strict=True) if digest not in self._known}
        self._known.update(zip(missing, analyses_of(list(missing.values())), strict=True))
        return [self._known[digest] for digest in digests]

    def taken_samples(self) -> dict[tuple[str, ...], Packed]:
        """Those of the texts that were taken apart since somebody asked."""
        taken, self._samples = self._samples, {}
        return taken

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
