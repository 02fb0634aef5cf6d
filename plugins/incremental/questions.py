"""Questions that a page asked while it was made, in plain values, so that the next build can ask them again.

    ("name", name)                       what stands in the context of all pages under a name
    ("content", path, way, address)      an attribute of an article or page; `address`: that of the site, for what has links
    ("ask", name, way)                   what one of our names answered
    ("recipe", template)                 what a template says, with all that it takes in

A way is a tuple of steps: the name of an attribute, or (name, arguments, keywords) of a method. Answers of our names and values of the context are compared by
the names of attributes that a page's recipe reads, so their questions end with the digest of those; that of all names is b"".
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .digests import MISSING, Digester, Names, Unknown

Question = tuple[Any, ...]
#: Strings longer than this make a question that costs more than it saves.
_LONG = 100_000


class Words:
    """How values that are handed to a method are written down, and found again. `contents` and `stories` are by path."""

    def __init__(
        self,
        contents: Mapping[str, Any],
        stories: Callable[[str], Any],
        references: Mapping[type, Callable[[Any], Any]],
        makers: Mapping[str, Callable[..., Any]],
    ) -> None:
        self._contents, self._stories, self._references, self._makers = contents, stories, references, makers
        self._by_type: dict[type, Callable[[Any], Any] | None] = {}

    def written(self, value: Any) -> Any:
        """Raises Unknown for what cannot be found again."""
        kind = type(value)
        if kind in (str, int, float, bool, type(None)):
            if kind is str and len(value) > _LONG:
                raise Unknown("a long text")
            return ("=", value)
        if kind in (tuple, list):
            return ("()" if kind is tuple else "[]", *[self.written(one) for one in value])
        if kind not in self._by_type:
            self._by_type[kind] = next((self._references[one] for one in kind.__mro__ if one in self._references), None)
        reference = self._by_type[kind]
        if reference is None:
            raise Unknown(f"{kind.__module__}.{kind.__qualname__}")
        return reference(value)

    def found(self, given: Any) -> Any:
        """Raises LookupError for what is not there any more."""
        kind, *parts = given
        if kind == "=":
            return parts[0]
        if kind == "()":
            return tuple(map(self.found, parts))
        if kind == "[]":
            return list(map(self.found, parts))
        if kind == "content":
            return self._contents[parts[0]]
        if kind == "story":
            story = self._stories(parts[0])
            if story is None:
                raise LookupError(parts[0])
            return story
        return self._makers[kind](*parts)


class Asker:
    """Asks questions of the build that is under way."""

    def __init__(
        self,
        shared: Mapping[str, Any],
        contents: Mapping[str, Any],
        words: Words,
        digester: Digester,
        names: Mapping[bytes, Names],
        recipe: Callable[[str], bytes | None],
        at: Callable[[str], None],
    ) -> None:
        self._shared, self._contents, self._words, self._digester = shared, contents, words, digester
        self._names, self._recipe, self._at = names, recipe, at

    def digests(self, questions: Sequence[Question]) -> list[bytes | None]:
        """The digests of one answer by the names with which each of these questions ends, for they differ in nothing else; None where they
        cannot be asked any more.
        """
        if questions[0][0] == "recipe":
            return [self._recipe(one[1]) for one in questions]
        try:
            answer = self._answer(questions[0])
        except (Unknown, LookupError, AttributeError, TypeError, ValueError):
            return [None] * len(questions)
        return [self._digest(answer, one[-1]) for one in questions]

    def _digest(self, answer: Any, names: bytes) -> bytes | None:
        if answer is _NOTHING:
            return MISSING
        try:
            return self._digester(answer, self._names[names])
        except (Unknown, LookupError, AttributeError):
            return None

    def _answer(self, question: Question) -> Any:
        kind = question[0]
        if kind == "name":
            return self._shared.get(question[1], _NOTHING)
        if kind == "content":
            content = self._contents[question[1]]
            self._at(question[3])
            return self._along(content, question[2])
        return self._along(self._shared[question[1]], question[2])

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


#: What is not there.
_NOTHING = object()
