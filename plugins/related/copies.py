"""How much two texts have in common word for word: what tells a copy, and keeps a list from saying one thing twice. Pure."""

import zlib
from functools import lru_cache

#: Two texts that share so much of their words (Jaccard) are copies of each other.
COPY = 0.8
#: A sample of some fifty words is off by .06 now and then, and never by three times that.
_MAY_BE_COPY = 0.6
#: Texts of fewer different words are alike by chance.
_SHORT = 20
#: A text of so many different words is long: of those one in _SAMPLED is looked at, chosen by its checksum, hence the same in every text.
_LONG, _SAMPLED = 240, 8


def is_copy(one: str, other: str) -> bool:
    """Whether two texts are the same but for a few words."""
    if likeness_of(one, other) < _MAY_BE_COPY:
        return False
    first, second = _vocabulary(one), _vocabulary(other)
    return max(len(first), len(second)) > _SHORT and _jaccard(first, second) >= COPY


def likeness_of(one: str, other: str) -> float:
    """The share of words in common, 0 to 1; of long texts from a sample of both (A. Broder, "On the resemblance of documents", 1997)."""
    (first, first_sample), (second, second_sample) = _words(one), _words(other)
    return _jaccard(first, second) if first and second else _jaccard(first_sample, second_sample)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


@lru_cache(maxsize=200_000)
def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """(all different words of a short text, nothing of a long one; the sample)."""
    words = _vocabulary(text)
    return (words if len(words) < _LONG else frozenset()), frozenset(filter(_is_sampled, words))


@lru_cache(maxsize=1_000_000)
def _is_sampled(word: str) -> bool:
    return zlib.crc32(word.encode()) % _SAMPLED == 0
