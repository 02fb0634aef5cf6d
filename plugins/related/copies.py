"""How much two texts have in common word for word: what tells a copy, and keeps a list from saying one thing twice. Pure."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: A sample in bytes: its checksums, whether the text is long.
Packed = tuple[bytes, bool]

#: Two texts that share so much of their words (Jaccard) are copies of each other.
COPY = 0.8
#: A sample of some fifty words is off by .06 now and then, and never by three times that.
_MAY_BE_COPY = 0.6
#: Texts of fewer different words are alike by chance.
_SHORT = 20
#: A text of so many different words is long: of those one in _SAMPLED is looked at, chosen by its checksum, hence the same in every text.
_LONG, _SAMPLED = 240, 8


@dataclass(frozen=True, slots=True)
class Sample:
    """Checksums of the different words of a text: all of a short one, one in _SAMPLED of a long one."""

    words: frozenset[int]
    is_long: bool

    @property
    def part(self) -> frozenset[int]:
        """As of a long text."""
        return self.words if self.is_long else frozenset([one for one in self.words if not one % _SAMPLED])


def sample_of(text: str) -> Sample:
    """The words of a text, or of a long one about an eighth of them: always the same words, so that two samples can be compared."""
    words = _vocabulary(text)
    checksums = map(checksum_of, words)
    if len(words) < _LONG:
        return Sample(frozenset(checksums), is_long=False)
    return Sample(frozenset([one for one in checksums if not one % _SAMPLED]), is_long=True)


def samples_of(forms: Any, checksums: Any, owners: Any, count: int) -> list[Packed]:
    """The samples of so many texts, packed. `forms` tell the words of all of them apart, `owners` says whose each is."""
    import numpy as np

    counts = np.bincount(_distinct(owners, forms)[0], minlength=count)
    chosen = (counts < _LONG)[owners] | (checksums % _SAMPLED == 0)
    owners, numbers = _distinct(owners[chosen], checksums[chosen])
    each = np.split(numbers.astype("<u4"), owners.searchsorted(np.arange(1, count)))
    return [(one.tobytes(), is_long) for one, is_long in zip(each, (counts >= _LONG).tolist(), strict=True)]


def _distinct(owners: Any, numbers: Any) -> tuple[Any, Any]:
    """Owners and numbers in order, each pair once."""
    import numpy as np

    pairs = (owners.astype(np.uint64) << np.uint64(32)) | numbers.astype(np.uint64)
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=~pairs[:1]) != 0]
    return (pairs >> np.uint64(32)).astype(np.int64), pairs & np.uint64((1 << 32) - 1)


def packed(sample: Sample) -> Packed:
    """The sample as bytes, which are kept."""
    return struct.pack(f"<{len(sample.words)}I", *sorted(sample.words)), sample.is_long


def unpacked(packed: Packed) -> Sample:
    numbers, is_long = packed
    return Sample(frozenset(struct.unpack(f"<{len(numbers) // 4}I", numbers)), is_long)


def likeness_of(one: Sample, other: Sample) -> float:
    """The share of words in common, 0 to 1; of long texts from a sample of both (A. Broder, "On the resemblance of documents", 1997)."""
    if one.is_long and other.is_long:
        return _jaccard(one.words, other.words)
    if not one.is_long and not other.is_long and one.words and other.words:
        return _jaccard(one.words, other.words)
    return _jaccard(one.part, other.part)


class Copies:
    """The texts of an archive, compared. `sample` gives that of a story, `text` its words, by path."""

    def __init__(self, sample: Callable[[str], Sample], text: Callable[[str], str]) -> None:
        self._sample, self._text = sample, text

    def likeness(self, one: str, other: str) -> float:
        """How alike the samples of two texts are, from 0 to 1; both are named by their paths."""
        return likeness_of(self._sample(one), self._sample(other))

    def is_copy(self, one: str, other: str) -> bool:
        """Whether two texts are the same but for a few words."""
        if self.likeness(one, other) < _MAY_BE_COPY:
            return False
        first, second = _vocabulary(self._text(one)), _vocabulary(self._text(other))
        return max(len(first), len(second)) > _SHORT and _share(first, second) >= COPY


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def checksum_of(word: str) -> int:
    """The CRC-32 of a word: 32 bits that are the same on every machine, as `hash` is not."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
