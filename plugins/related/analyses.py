"""The analyses of many articles at once: those that were kept, and the rest on all cores."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from .analysis import Analysis, analysed
from .cores import in_parts, on_all_cores
from .document import Document

#: So many articles are worth further processes, and so many go to one of them at a time.
_MANY, _EACH = 600, 300


class Keeper(Protocol):
    """What keeps analyses between runs."""

    def kept(self, documents: Sequence[Document]) -> Sequence[Analysis | None]:
        """For each document its analysis, None where there is none that holds."""

    def found(self, digests: Sequence[bytes]) -> Mapping[bytes, Analysis]:
        """By digest, what is there."""

    def want(self, digests: Iterable[bytes]) -> None:
        """Say which analyses are somebody's still: what nobody wants may go."""

    def keep(self, documents: Sequence[Document], analyses: Sequence[Analysis]) -> None: ...


def analyses_of(documents: Sequence[Document], keeper: Keeper | None = None) -> list[Analysis]:
    """The analyses in the order of the documents."""
    if keeper is None:
        return _made(documents)
    found = list(keeper.kept(documents))
    missing = [n for n, one in enumerate(found) if one is None]
    if missing:
        unknown = [documents[n] for n in missing]
        fresh = _made(unknown)
        keeper.keep(unknown, fresh)
        for n, one in zip(missing, fresh, strict=True):
            found[n] = one
    return [one for one in found if one is not None]


def _made(documents: Sequence[Document]) -> list[Analysis]:
    if len(documents) < _MANY:
        return list(map(analysed, documents))

    def work(part: range) -> tuple[Any, Any, Any, Any]:
        return packed([analysed(documents[n]) for n in part])

    parts = on_all_cores(work, in_parts(len(documents), _EACH))
    return [one for part in parts for one in unpacked(*part)]


def packed(analyses: Sequence[Analysis]) -> tuple[Any, Any, Any, Any]:
    """(terms, how many of each analysis; headlines, how many of each): four arrays travel faster than many."""
    import numpy as np

    nothing = [np.zeros(0, np.uint64)]
    return (
        np.concatenate([one.terms for one in analyses] or nothing), np.array([len(one.terms) for one in analyses], np.int64),
        np.concatenate([one.title for one in analyses] or nothing), np.array([len(one.title) for one in analyses], np.int64),
    )  # fmt: skip


def unpacked(terms: Any, sizes: Any, titles: Any, title_sizes: Any) -> list[Analysis]:
    import numpy as np

    each = zip(np.split(terms, np.cumsum(sizes)[:-1]), np.split(titles, np.cumsum(title_sizes)[:-1]), strict=True)
    return [Analysis(one, title) for one, title in each] if len(sizes) else []
