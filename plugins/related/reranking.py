"""A second look at the most alike by static embeddings: words that mean the same and share no letter. An extra; nothing needs it.

WordLlama (PyPI) carries its weights with it; nothing is downloaded. It was trained on English, and measured on English: other languages
keep their order.
"""

import importlib
import importlib.util
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .document import Document
from .engine import Engine
from .likeness import Match, Shared

#: So many of the most alike are looked at again, by the first words of each story.
LOOKED_AT, WORDS = 100, 200
#: How much the cosine of two stories, above the mean of those looked at, adds to the logarithm of a score.
STRENGTH = 1.2
PACKAGE, EXTRA = "wordllama", "pelican-newsroom[embeddings]"

_DIGITS = 6


def is_installed() -> bool:
    return importlib.util.find_spec(PACKAGE) is not None


class Reranked:
    """An engine whose lists in English are put in a new order."""

    def __init__(self, engine: Engine, documents: Sequence[Document]) -> None:
        self._engine = engine
        self._documents = [one for one in sorted(documents, key=lambda one: one.key) if one.language == "en"]

    def ranked_all(self, limit: int) -> dict[tuple[str, ...], tuple[Match, ...]]:
        ranked = dict(self._engine.ranked_all(max(limit, LOOKED_AT)))
        days = {one.key: one.day or 0.0 for one in self._documents}
        places = {one.key: place for place, one in enumerate(self._documents)}
        meanings = _meanings(self._documents)
        for key, matches in ranked.items():
            looked_at = [one for one in matches[:LOOKED_AT] if one.key in places]
            if key in places and len(looked_at) > 1:
                cosines = (meanings[[places[one.key] for one in looked_at]] @ meanings[places[key]]).tolist()
                mean = math.fsum(cosines) / len(cosines)
                again = [
                    Match(one.key, round(one.score * math.exp(STRENGTH * round(cosine - mean, 4)), _DIGITS))
                    for one, cosine in zip(looked_at, cosines, strict=True)
                ]
                ranked[key] = tuple(sorted(again, key=lambda one: (-one.score, -days[one.key], one.key)))
            ranked[key] = ranked[key][:limit]
        return ranked

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        return self._engine.shared(document, other)

    def shared_words(self, document: Document, other: Document, words: Iterable[str]) -> tuple[Shared, ...]:
        return self._engine.shared_words(document, other, words)

    def by_chance(self, document: Document) -> float:
        return self._engine.by_chance(document)

    def uses(self, name: str, lang: str) -> int | None:
        return self._engine.uses(name, lang)

    def pace(self, lang: str) -> float:
        return self._engine.pace(lang)


def _meanings(documents: Sequence[Document]) -> Any:
    """A row of length 1 for each document: where its first words stand among all words."""
    wordllama: Any = importlib.import_module(PACKAGE)
    folder = Path(str(wordllama.__file__)).parent
    model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
    texts = [" ".join([f"{one.title}.", one.deck, *one.text.split()[:WORDS]]) for one in documents]
    return model.embed(texts, norm=True, batch_size=1)  # one by one: in a bundle all are as long as the longest
