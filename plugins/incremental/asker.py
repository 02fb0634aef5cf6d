"""Asks the build that is under way what pages asked in an earlier one, the questions of a story together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .digests import MISSING, SIZE, Digester, Names, Unknown
from .parts_read import only
from .questions import STORY, Question, Words, filled
from .rows import Block, numbers_of

#: What asks about the story at a path.
_Ask = Callable[[str], Any]
#: Where a question cannot be asked any more.
_ERRORS = (Unknown, LookupError, AttributeError, TypeError, ValueError)
#: Answers that many stories have.
_FREQUENT = frozenset({str, bool, type(None)})


class Asker:
    """`shapes` are those of the questions, by number; `recipe` gives the digest of a template by name, `at` says which address of the site links have."""

    def __init__(
        self,
        shapes: Sequence[Question],
        shared: Mapping[str, Any],
        contents: Mapping[str, Any],
        words: Words,
        digester: Digester,
        names: Mapping[bytes, Names],
        recipe: Callable[[str], bytes | None],
        at: Callable[[str], None],
    ) -> None:
        self._shapes, self._shared, self._contents = shapes, shared, contents
        self._words, self._digester, self._names, self._recipe, self._at = words, digester, names, recipe, at
        self._groups: dict[tuple[bytes, tuple[int, ...]], list[tuple[_Ask, list[tuple[int, bytes]]]]] = {}
        self._frequent: dict[tuple[type, Any], bytes] = {}

    def otherwise(self, block: Block, places: tuple[int, ...]) -> list[int]:
        """Those of the rows at these places of a block that are answered otherwise now."""
        path, shapes, digests = block
        groups = self._groups.get((shapes, places))
        if groups is None:
            groups = self._groups[shapes, places] = self._grouped(shapes, places)
        found = []
        for ask, wanted in groups:
            try:
                answer = ask(path)
            except _ERRORS:
                found += [place for place, _ in wanted]
                continue
            for place, names in wanted:
                if self._digest(answer, names) != digests[place * SIZE : (place + 1) * SIZE]:
                    found.append(place)
        return found

    def _grouped(self, shapes: bytes, places: tuple[int, ...]) -> list[tuple[_Ask, list[tuple[int, bytes]]]]:
        """Questions that ask the same, and differ in what templates read of the answer, are asked once: what asks, and for each its place and names."""
        numbers = numbers_of(shapes)
        alike: dict[Any, list[int]] = {}
        for place in places:
            shape = self._shapes[numbers[place]]
            alike.setdefault(shape if shape[0] == "recipe" else shape[:-1], []).append(place)
        return [
            (
                self._asking(self._shapes[numbers[ones[0]]]),
                [(place, self._shapes[numbers[place]][-1]) for place in ones],
            )
            for ones in alike.values()
        ]

    def _digest(self, answer: Any, names: bytes) -> bytes | None:
        if answer is _NOTHING:
            return MISSING
        kind = type(answer)
        if kind is _Digest:
            digest: bytes | None = answer.digest
            return digest
        if kind in _FREQUENT:
            known = self._frequent.get((kind, answer))
            if known is None:
                known = self._frequent[kind, answer] = self._digester(answer)
            return known
        try:
            return self._digester(answer, self._names[names])
        except (Unknown, LookupError, AttributeError):
            return None

    def _asking(self, shape: Question) -> _Ask:
        kind = shape[0]
        if kind == "recipe":
            return lambda _path: _Digest(self._recipe(shape[1]))
        if kind == "name":
            return lambda _path: only(self._shared.get(shape[1], _NOTHING), shape[2])
        if kind == "content":
            return self._asking_content(shape)
        way = shape[2]
        if way and not isinstance(way[0], str) and way[0][1:] == ((STORY,), ()):
            return self._asking_of(shape[1], way[0][0], way[1:])
        return lambda path: self._along(self._shared[shape[1]], filled(shape, path)[2])

    def _asking_content(self, shape: Question) -> _Ask:
        way, address = shape[2], shape[3]

        def ask(path: str) -> Any:
            content = self._contents[path]
            self._at(address)
            return self._along(content, way)

        return ask

    def _asking_of(self, name: str, method: str, further: tuple[Any, ...]) -> _Ask:
        """As `_along` would, for a method that is asked about one story and nothing else."""
        found = getattr(self._shared.get(name), method, None)
        if found is None:
            return lambda _path: _NOTHING if name in self._shared else _raise(name)

        def ask(path: str) -> Any:
            return self._along(found(self._contents[path]), further)

        return ask

    def _along(self, value: Any, way: tuple[Any, ...]) -> Any:
        for step in way:
            try:
                if isinstance(step, str):
                    value = getattr(value, step)
                    continue
                name, arguments, keywords = step
                method = getattr(value, name)
            except AttributeError:
                return _NOTHING
            value = method(*map(self._words.found, arguments), **{key: self._words.found(one) for key, one in keywords})
        return value


class _Digest:
    """An answer that is a digest already."""

    def __init__(self, digest: bytes | None) -> None:
        self.digest = digest


def _raise(name: str) -> Any:
    raise LookupError(name)


#: What is not there.
_NOTHING = object()
