"""What is looked up in bits is what a search of each pair finds."""

import numpy as np
import pytest
from pelican.plugins.related import heads
from pelican.plugins.related.analyses import analyses_of
from pelican.plugins.related.document import Document
from pelican.plugins.related.heads import Heads
from pelican.plugins.related.index import Index, Rarity
from pelican.plugins.related.mentions import mentions

from .test_updates import Desk

#: Of a headline: a word that tells something, one that stands everywhere, one that nobody else has.
WORDS = ("tram", "council", "quayside", "harbour", "bridge", "festival", "museum", "budget")


def an_index(documents: list[Document]) -> Index:
    return Index.of(analyses_of(documents), Rarity.among(len(documents)))


def headed(count: int) -> list[Document]:
    """Stories with headlines of no word to six, some of which stand in the texts of many, of few, and of one."""
    chance = np.random.default_rng(count)
    return [
        Document(
            (str(n),),
            " ".join(["council", *chance.choice(WORDS, n % 6), *([f"alone{n}"] if n % 5 == 0 else [])][: n % 7]),
            "",
            " ".join(["council", *chance.choice(WORDS, 12), f"word{n % 9}"]),
        )
        for n in range(count)
    ]


def pairs(index: Index, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Some rows, where the candidates of each begin, and these; a row may have none."""
    rows = chance.permutation(index.size)[: index.size // 2]
    sizes = chance.integers(0, 30, len(rows))
    return rows, np.concatenate([[0], np.cumsum(sizes)]), chance.integers(0, index.size, sizes.sum())


@pytest.mark.parametrize("at_once", [1, 7, 100_000])
@pytest.mark.parametrize("documents", [list(Desk(3, 230).archive.values()), headed(120), headed(3)])
def test_a_look_into_the_bits_says_what_a_search_says(documents, at_once, monkeypatch):
    monkeypatch.setattr(heads, "_PAIRS", at_once)
    monkeypatch.setattr(heads, "_CELLS", 100 * at_once)
    index = an_index(documents)
    rows, bounds, others = pairs(index, np.random.default_rng(at_once))
    searched = mentions([index], index, rows, bounds, others)
    index.heads = Heads.of(index)

    assert index.heads is not None
    assert mentions([index], index, rows, bounds, others).tolist() == searched.tolist()
    assert len(documents) < 10 or 0 < np.count_nonzero(searched) < len(searched)


def test_headlines_of_words_that_stand_everywhere_are_among_them():
    index = an_index(headed(120))

    assert index.everywhere.shape[1] > 0
    assert (index.titles.indices >= index.telling).any()
    assert (index.titles.sizes(np.arange(120)) == 0).any()


def test_nothing_is_held_of_an_index_that_is_too_large(monkeypatch):
    index = an_index(headed(120))
    monkeypatch.setattr(heads, "_ROOM", 100)

    assert Heads.of(index) is None


def test_an_index_without_headlines_has_nothing_to_look_up():
    index = an_index([Document((str(n),), "", "", "tram bridge") for n in range(4)])
    found = Heads.of(index)

    assert found is not None
    assert found.held(np.array([0, 1]), np.array([2, 3])).tolist() == [0.0, 0.0]
