"""One article taken apart for comparison: its terms with their weighted counts. Nothing of any other article enters, so it can be kept.

A term is a word, a pair of neighbouring words, a tag or a category. Fields are weighted before the count is saturated, as in BM25F
(Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004); long texts count less. Counts are whole numbers, so that no sum depends on an order.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from .copies import Packed as Sampled
from .copies import samples_of
from .document import Document
from .pieces import MIX
from .term_numbers import LABEL, NUMBER, NUMBER_SHIFT, NUMBERS, InTexts, numbers_in
from .words import words_of

#: Changes when an article's analysis does: what was kept of an earlier one no longer holds.
VERSION = 2

#: Weight of one occurrence, by where it stands. Tags and categories count once; the words of a tag's name count as words, too.
TITLE, DECK, TEXT, PAIR, TITLE_PAIR, TAG, TAG_WORD, CATEGORY = 6.0, 2.0, 1.0, 0.8, 1.5, 2.0, 2.0, 3.0

#: How much more a word counts among the first words of the text, and how many these are: news says first what it is about.
FIRST, FIRST_WORDS = 0.3, 60

#: A story with more tags than this says less with each of them.
MANY_TAGS = 20

#: How much a long text counts less: 0 not at all, 1 in proportion to its words over USUAL_WORDS.
LENGTH, USUAL_WORDS = 0.5, 400

#: The count is kept as ln(1 + count) in so many steps to the unit, at most 255 of them.
STEPS = 40

_WORD = NUMBER & ~LABEL
#: Articles that are taken apart together, the bits that are left there for the place of a term, and hence the most terms.
_TOGETHER, _PLACE_AMONG = 64, NUMBER_SHIFT - 6
_MOST_TOGETHER = 1 << _PLACE_AMONG


@dataclass(frozen=True, slots=True)
class Analysis:
    """`terms` are numbers, ascending, each once, with their count in the low bits; `title` the numbers of the headline.

    `sample` is that of the words of the text, where the article was taken apart just now.
    """

    terms: Any
    title: Any
    sample: Sampled | None = None


class Packed(NamedTuple):
    """Analyses one after the other: their terms, how many each has, their headlines, how many numbers each has; their samples."""

    terms: Any
    sizes: Any
    titles: Any
    title_sizes: Any
    samples: Sequence[Sampled | None]


def all_analysed(documents: Sequence[Document]) -> Packed:
    """The analyses of articles in their order, as arrays of NumPy (uint64)."""
    return _joined([_of_some(documents[first : first + _TOGETHER]) for first in range(0, len(documents), _TOGETHER)])


def _joined(parts: Sequence[Packed]) -> Packed:
    import numpy as np

    nothing = (np.zeros(0, np.uint64), np.zeros(0, np.int64))
    terms, sizes, titles, title_sizes = (
        np.concatenate([nothing[n % 2], *(part[n] for part in parts)]) for n in range(4)
    )
    return Packed(terms, sizes, titles, title_sizes, [one for part in parts for one in part.samples])


def _of_some(documents: Sequence[Document]) -> Packed:
    """Of so few that their terms are sorted together: by article, number, and place among all of them."""
    import numpy as np

    fields = numbers_in([(one.lang, text) for one in documents for text in (one.title, one.deck, one.text)])
    labels = _labels(documents)
    counts = fields.sizes.reshape(-1, 3)
    shorter = 1 / (1 - LENGTH + LENGTH * counts.sum(axis=1) / USUAL_WORDS)
    field = np.repeat(np.arange(len(fields.sizes)), fields.sizes)
    nth = np.arange(len(field)) - np.repeat(np.cumsum(fields.sizes) - fields.sizes, fields.sizes)
    kind, owner = field % 3, field // 3
    is_first = (kind == 2) & (nth < FIRST_WORDS)
    is_pair = (field[1:] == field[:-1]) & (kind[1:] != 1)  # the deck has none
    pairs, pair_kind, pair_owner = _pairs(fields.numbers)[is_pair], kind[1:][is_pair], owner[1:][is_pair]
    numbers = np.concatenate([fields.numbers, fields.numbers[is_first], pairs, labels.numbers])
    owners = np.concatenate([owner, owner[is_first], pair_owner, labels.owners])
    weights = np.concatenate(
        [
            (np.array([[TITLE, DECK, TEXT]]) * shorter[:, None]).reshape(-1)[field],
            FIRST * shorter[owner[is_first]],
            np.where(pair_kind == 0, TITLE_PAIR, PAIR),
            labels.weights,
        ]
    )
    if len(documents) > 1 and len(numbers) > _MOST_TOGETHER:
        return _joined([_of_some([one]) for one in documents])
    order, numbers, owners = _sorted(numbers, owners, len(documents))
    first = np.flatnonzero(_is_other(numbers, owners))
    counted = np.add.reduceat(weights[order], first) if len(first) else weights
    steps = np.clip(np.rint(STEPS * np.log1p(counted)), 1, 255).astype(np.uint64)
    in_title = np.concatenate([fields.numbers[kind == 0], pairs[pair_kind == 0]])
    _, titles, title_owners = _sorted(
        in_title, np.concatenate([owner[kind == 0], pair_owner[pair_kind == 0]]), len(documents)
    )
    titled = np.flatnonzero(_is_other(titles, title_owners))
    return Packed(
        numbers[first] | steps,
        np.bincount(owners[first], minlength=len(documents)),
        titles[titled],
        np.bincount(title_owners[titled], minlength=len(documents)),
        _samples(fields, len(documents)),
    )


def _samples(fields: InTexts, count: int) -> list[Sampled]:
    """Those of the texts, each of which stands behind a headline and a deck."""
    import numpy as np

    field = np.repeat(np.arange(len(fields.lengths)), fields.lengths)
    in_text = field % 3 == 2
    return samples_of(fields.forms[in_text], fields.checksums[in_text], field[in_text] // 3, count)


def _sorted(numbers: Any, owners: Any, count: int) -> tuple[Any, Any, Any]:
    """(order, numbers, owners) by owner, number, and where that is the same in the order in which they were given."""
    import numpy as np

    # All three in one number: that sorts in a fifth of the time. The low bits of a term's number are free.
    place = np.uint64(NUMBER_SHIFT if count == 1 else _PLACE_AMONG)
    free = np.uint64(NUMBER_SHIFT) - place
    keys = (owners.astype(np.uint64) << (np.uint64(64) - free)) if free else np.zeros(len(numbers), np.uint64)
    keys |= numbers >> free
    keys |= np.arange(len(numbers), dtype=np.uint64)
    keys.sort()
    order = (keys & np.uint64((1 << int(place)) - 1)).astype(np.int64)
    return order, (keys << free) & np.uint64(NUMBER), owners[order]


def _is_other(numbers: Any, owners: Any) -> Any:
    """Whether each stands there for the first time."""
    import numpy as np

    begins = np.ones(len(numbers), bool)
    begins[1:] = (numbers[1:] != numbers[:-1]) | (owners[1:] != owners[:-1])
    return begins


class _Labels(NamedTuple):
    """Tags, the words of their names, and categories, whose they are, and what they weigh there."""

    numbers: Any
    owners: Any
    weights: Any


def _labels(documents: Sequence[Document]) -> _Labels:
    import numpy as np

    numbers: list[int] = []
    owners: list[int] = []
    weights: list[float] = []
    for owner, one in enumerate(documents):
        damped = TAG * min(1.0, MANY_TAGS / max(1, len(one.tags)))
        some = [(_label(f"#{tag.key}"), damped) for tag in one.tags]
        some += [(number, TAG_WORD) for tag in one.tags for number in _numbers_of_a_tag(tag.name, one.lang)]
        some += [(_label(f"/{category.key}"), CATEGORY) for category in one.categories]
        numbers += [number for number, _ in some]
        weights += [weight for _, weight in some]
        owners += [owner] * len(some)
    return _Labels(np.array(numbers, np.uint64), np.array(owners, np.int64), np.array(weights, np.float64))


def names_of(document: Document) -> dict[int, tuple[str, str]]:
    """Number -> (kind, name) of every term: tag, category, pair or word."""
    found: dict[int, tuple[str, str]] = {}
    for words in _fields(document):  # pairs of the deck are no terms, and do no harm
        found.update((NUMBERS[word], ("word", word)) for word in words)
        found.update(
            (_pair(first, second), ("pair", f"{first} {second}")) for first, second in itertools.pairwise(words)
        )
    for tag in document.tags:
        for word in _words_of_a_tag(tag.name, document.lang):
            found.setdefault(NUMBERS[word], ("word", word))
    found.update((_label(f"#{tag.key}"), ("tag", tag.name)) for tag in document.tags)
    found.update((_label(f"/{one.key}"), ("category", one.name)) for one in document.categories)
    return found


def numbers_of(words: Sequence[str]) -> list[int]:
    """The numbers of the pairs in a run of words; of the word where it stands alone."""
    if len(words) == 1:
        return [NUMBERS[words[0]]]
    return [_pair(first, second) for first, second in itertools.pairwise(words)]


def _fields(document: Document) -> tuple[list[str], list[str], list[str]]:
    title, deck, text = (words_of(part, document.lang) for part in (document.title, document.deck, document.text))
    return title, deck, text


@lru_cache(maxsize=50_000)
def _numbers_of_a_tag(name: str, lang: str) -> tuple[int, ...]:
    """Those of its words, each once."""
    return tuple([NUMBERS[word] for word in sorted(set(_words_of_a_tag(name, lang)))])


def _words_of_a_tag(name: str, lang: str) -> list[str]:
    """Names of tags are written as words, or as slugs are."""
    return words_of(name.replace("-", " ").replace("_", " "), lang)


def _pairs(numbers: Any) -> Any:
    """The numbers of neighbouring words: `_pair` for a whole text."""
    import numpy as np

    shift = np.uint64(NUMBER_SHIFT)
    return (
        ((numbers[:-1] >> shift) * np.uint64(MIX)) ^ ((numbers[1:] >> shift) + np.uint64(1)) * np.uint64(MIX >> 1)
    ) & np.uint64(_WORD)


def _pair(first: str, second: str) -> int:
    one, two = NUMBERS[first] >> NUMBER_SHIFT, NUMBERS[second] >> NUMBER_SHIFT
    return ((one * MIX) ^ ((two + 1) * (MIX >> 1))) & _WORD  # as `_pairs`, whose numbers end at 64 bits


def _label(name: str) -> int:
    return NUMBERS[name] | LABEL
