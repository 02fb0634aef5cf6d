"""The analyses of many articles at once: those that were kept, and the rest on all cores."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from .analysis import Analysis, Packed, all_analysed
from .cores import in_parts, on_all_cores
from .document import Document, digest_of

R = TypeVar("R")

#: So many articles are worth further processes, and so many go to one of them at a time.
_MANY, _EACH = 600, 300


class Keeper(Protocol):
    """What keeps analyses between runs."""

    def found(self, digests: Sequence[bytes]) -> Mapping[bytes, Analysis]:
        """By digest, what is there."""

    def want(self, digests: Iterable[bytes]) -> None:
        """Say which analyses are somebody's still: what nobody wants may go."""

    def keep(self, digests: Sequence[bytes], analyses: Sequence[Analysis]) -> None: ...


def analyses_of(
    documents: Sequence[Document], keeper: Keeper | None = None, digests: Sequence[bytes] = ()
) -> list[Analysis]:
    """The analyses in the order of the documents, whose `digests` need not be given."""
    if keeper is None:
        return _made(documents)
    if not digests:
        documents = [one.held() for one in documents]
        digests = [digest_of(one) for one in documents]
    kept = keeper.found(digests)
    found = [kept.get(digest) for digest in digests]
    missing = [n for n, one in enumerate(found) if one is None]
    if missing:
        fresh = _made([documents[n] for n in missing])
        keeper.keep([digests[n] for n in missing], fresh)
        for n, one in zip(missing, fresh, strict=True):
            found[n] = one
    return [one for one in found if one is not None]


def _made(documents: Sequence[Document]) -> list[Analysis]:
    return [one for part in some_at_a_time(all_analysed, documents) for one in unpacked(part)]


def some_at_a_time(work: Callable[[Sequence[Document]], R], documents: Sequence[Document]) -> list[R]:
    """What `work` makes of them, of so many at a time on all cores where there are many, otherwise of all at once."""
    if len(documents) < _MANY:
        return [work(documents)]
    # An analysis is as long as its text, and a third of the time would go into bringing them together.
    parts = in_parts(len(documents), _EACH)
    return on_all_cores(lambda part: work(documents[part.start : part.stop]), parts, crowds=False)


def packed(analyses: Sequence[Analysis]) -> Packed:
    """What `unpacked` makes these of again."""
    import numpy as np

    nothing = np.zeros(0, np.uint64)
    terms, titles = ([getattr(one, name) for one in analyses] for name in ("terms", "title"))
    sizes, title_sizes = (np.array([len(one) for one in some], np.int64) for some in (terms, titles))
    return Packed(
        np.concatenate([nothing, *terms]),
        sizes,
        np.concatenate([nothing, *titles]),
        title_sizes,
        [one.sample for one in analyses],
    )


def unpacked(packed: Packed) -> list[Analysis]:
    """Each of many analyses; they travel between processes as four arrays."""
    import numpy as np

    ends, title_ends = np.cumsum(packed.sizes)[:-1], np.cumsum(packed.title_sizes)[:-1]
    each = zip(np.split(packed.terms, ends), np.split(packed.titles, title_ends), strict=True)
    return [Analysis(*one, sample) for one, sample in zip(each, packed.samples, strict=True)] if packed.samples else []
