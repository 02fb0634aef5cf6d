"""Questions that a page asked while it was made, in plain values, so that the next build can ask them again (`asker.py`).

    ("name", name, parts)                what stands in the context of all pages under a name; of a list of tuples, these parts of each
    ("content", path, way, address)      an attribute of an article or page; `address`: that of the site, for what has links
    ("ask", name, way)                   what one of our names answered
    ("recipe", template)                 what a template says, with all that it takes in

A way is a tuple of steps: the name of an attribute, or (name, arguments, keywords) of a method. Answers of our names and values of the context are compared by
the names of attributes that a page's recipe reads, so their questions end with the digest of those; that of all names is b"".
"""

from collections.abc import Callable, Mapping
from typing import Any

from .digests import Unknown

Question = tuple[Any, ...]
#: Stands for the story in the shape of a question about one.
STORY = ("content", "")
#: Strings longer than this make a question that costs more than it saves.
_LONG = 100_000
#: Values that are written down as they are.
_PLAIN = frozenset({str, int, float, bool, type(None)})


def split(question: Question) -> tuple[str, Question]:
    """The path of the story that a question is about, and its shape, which is the same for all stories; "" and the question for any other."""
    if question[0] == "content":
        return question[1], ("content", "", *question[2:])
    step = question[2][0] if question[0] == "ask" and question[2] else ""
    if isinstance(step, str) or not step[1] or step[1][0][0] != "content":
        return "", question
    name, arguments, keywords = step
    way = ((name, (STORY, *arguments[1:]), keywords), *question[2][1:])
    return arguments[0][1], (question[0], question[1], way, *question[3:])


def filled(shape: Question, path: str) -> Question:
    """The question of this shape about a story."""
    if not path:
        return shape
    if shape[0] == "content":
        return ("content", path, *shape[2:])
    (name, arguments, keywords), *further = shape[2]
    return (shape[0], shape[1], ((name, (("content", path), *arguments[1:]), keywords), *further), *shape[3:])


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
        if kind in _PLAIN:
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
