"""Analyses by the digest of what they are made of: those in memory, and those that a keeper has in its file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from .analyses import Keeper, analyses_of, packed, some_at_a_time, unpacked
from .analysis import Analysis, all_analysed
from .analysis import Packed as Analyses
from .copies import Packed
from .document import Document, digest_of
from .headlines import without_column


class Lost(Exception):
    """An analysis that is in no file any more, and whose document is another by now."""


class Begun(NamedTuple):
    """Articles with which all begins: their digests as they were written, and without the names of columns; their analyses by the latter."""

    digests: list[bytes]
    marks: list[bytes]
    analyses: list[Analysis]


class _Part(NamedTuple):
    """Some of these. `kept` says which of the analyses a keeper has already."""

    digests: list[bytes]
    marks: list[bytes]
    analyses: Analyses
    kept: list[bool]


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

    def begun(self, documents: Sequence[Document], columns: Counter[tuple[str, str]]) -> Begun:
        """All about articles in their order. Each text is fetched once, on the core that takes it apart, and held by nobody."""
        if self._keeper is None:
            held = [one.held() for one in documents]
            prepared = [without_column(one, columns) for one in held]
            marks = [digest_of(one) for one in prepared]
            return Begun([digest_of(one) for one in held], marks, self.made(prepared, marks, held))
        keeper = self._keeper
        made = some_at_a_time(partial(_taken_apart, columns=columns, keeper=keeper), documents)
        digests, marks, kept = (
            [one for part in made for one in getattr(part, name)] for name in ("digests", "marks", "kept")
        )
        analyses = [one for part in made for one in unpacked(part.analyses)]
        keeper.want(marks)
        new = [n for n, is_kept in enumerate(kept) if not is_kept]
        if new:
            keeper.keep([marks[n] for n in new], [analyses[n] for n in new])
        for document, digest, mark, one in zip(documents, digests, marks, analyses, strict=True):
            if digest == mark and one.sample:
                self._samples[document.key] = one.sample
        return Begun(digests, marks, analyses)

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


def _taken_apart(documents: Sequence[Document], columns: Counter[tuple[str, str]], keeper: Keeper) -> _Part:
    held = [one.held() for one in documents]
    prepared = [without_column(one, columns) for one in held]
    marks = [digest_of(one) for one in prepared]
    digests = [mark if one is new else digest_of(one) for mark, one, new in zip(marks, held, prepared, strict=True)]
    known = keeper.found(marks)
    fresh = all_analysed([one for one, mark in zip(prepared, marks, strict=True) if mark not in known])
    if known:
        rest = iter(unpacked(fresh))
        fresh = packed([known[mark] if mark in known else next(rest) for mark in marks])
    return _Part(digests, marks, fresh, [mark in known for mark in marks])
