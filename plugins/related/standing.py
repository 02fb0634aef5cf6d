"""The built-in engine over lists that outlast a build: asked like `Likeness`, brought up to date instead of made anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from .analysis import names_of, numbers_of
from .copies import Packed
from .document import Document
from .headlines import without_column
from .likeness import Key, Match, Shared, by_chance, held_by_both
from .matching import PACE
from .shelf import Shelf
from .updates import Lists, Update
from .words import words_of


class Standing:
    """`update` is what the lists came to from those that were kept; None for a clean start. They are of as many as will be asked for."""

    def __init__(self, lists: Lists, update: Update | None = None) -> None:
        self.lists, self.update = lists, update

    def taken_samples(self) -> dict[str, Packed]:
        """The samples of the texts that were taken apart for the lists, by the path in which their keys end, to whom asks first."""
        return {key[-1]: one for key, one in self.lists.taken_samples().items()}

    def holders(self, keys: Collection[Key]) -> set[Key]:
        """The keys of those in whose lists one of these stands."""
        return {key for shelf in self.lists.shelves.values() for key in shelf.holders(keys)}

    def ranked_all(self, limit: int) -> Mapping[tuple[str, ...], tuple[Match, ...]]:
        assert limit == self.lists.limit
        return self.lists

    def by_chance(self, document: Document) -> float:
        return self.chance_of(document.key)

    def chance_of(self, key: Key) -> float:
        """`by_chance` of the document with this key."""
        shelf = self.lists.shelf_of(key)
        if shelf is None:
            return 0.0
        index, row = shelf.place(key)
        return by_chance(float(index.own[row]), shelf.rarity)

    def pace(self, lang: str) -> float:
        shelf = self._shelf(Document((), lang=lang))
        return float(shelf.pool.pace) if shelf else PACE

    def uses(self, name: str, lang: str) -> int:
        import numpy as np

        shelf, words = self._shelf(Document((), lang=lang)), words_of(name, lang)
        if shelf is None:
            return 0
        if not words:
            return len(shelf.numbers)
        return int(shelf.frequency(np.array(numbers_of(words), np.uint64)).min())

    def asks(self, names: Mapping[tuple[str, str], Sequence[int]]) -> dict[tuple[str, str], int]:
        """`uses` of many names at once, which are given by form and language with the numbers of their words."""
        import numpy as np

        found: dict[tuple[str, str], int] = {}
        by_shelf: dict[str, list[tuple[str, str]]] = {}
        for name in names:
            by_shelf.setdefault(self.lists.shelf_for(Document((), lang=name[1])), []).append(name)
        for one, some in by_shelf.items():
            shelf = self.lists.shelves.get(one)
            asked = [name for name in some if shelf and names[name]]
            found.update(dict.fromkeys(some, len(shelf.numbers) if shelf else 0))
            if asked and shelf:
                terms = np.array([number for name in asked for number in names[name]], np.uint64)
                distinct, place = np.unique(terms, return_inverse=True)
                first = np.cumsum([0, *(len(names[name]) for name in asked)])[:-1]
                uses = np.minimum.reduceat(shelf.frequency(distinct)[place], first)
                found.update(zip(asked, uses.tolist(), strict=True))
        return found

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        shelf = self._shelf(document)
        return self._both(document, other, names_of(without_column(document, shelf.columns))) if shelf else ()

    def shared_words(self, document: Document, other: Document, words: Iterable[str]) -> tuple[Shared, ...]:
        return self._both(document, other, {number: ("word", word) for word in words for number in numbers_of([word])})

    def _both(self, document: Document, other: Document, names: Mapping[int, tuple[str, str]]) -> tuple[Shared, ...]:
        shelf = self._shelf(document)
        if shelf is None or shelf is not self._shelf(other):
            return ()
        both = (shelf.place(document.key), shelf.place(other.key))
        return held_by_both(shelf.pool, *both, (document, other), names)

    def _shelf(self, document: Document) -> Shelf | None:
        return self.lists.shelves.get(self.lists.shelf_for(document))
