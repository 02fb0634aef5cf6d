"""An article that costs next to nothing until somebody reads of it: most pages stand, and nobody reads of the articles on them."""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any, ClassVar

#: Of an article that sleeps: what gives, of what it has at hand, all its values and those of its metadata; the names of the latter.
_WAKE, _NAMES = "_wake", "_names_of_metadata"


class AtHand:
    """A class of articles that may sleep."""


_own: Callable[[Any], dict[str, Any]] = vars(AtHand)["__dict__"].__get__
_set_own: Callable[[Any, Any], None] = vars(AtHand)["__dict__"].__set__


class Asleep:
    """Mixed in before the class of an article. Who asks for more than it has at hand wakes it: from then on it is of that class, with all its values."""

    class_awake: ClassVar[Any]

    def __getattr__(self, name: str) -> Any:
        wake(self)
        return getattr(self, name)

    @property
    def __dict__(self) -> Any:  # type: ignore[override] # who looks into it wants all
        wake(self)
        return _own(self)

    def __setattr__(self, name: str, value: Any) -> None:
        own = _own(self)
        if name in own:
            own[name] = value
            return
        wake(self)
        setattr(self, name, value)

    def __delattr__(self, name: str) -> None:
        wake(self)
        delattr(self, name)

    def __reduce_ex__(self, protocol: Any) -> Any:
        wake(self)
        return self.__reduce_ex__(protocol)


def _listened(article: Any, name: str) -> Any:
    wake(article)
    return getattr(article, name)


def wake_for_all() -> None:
    """From now on an article wakes whatever is asked of it: somebody listens."""
    Asleep.__getattribute__ = _listened  # type: ignore[method-assign]


def wake_for_more() -> None:
    """From now on what it has at hand wakes no article."""
    if "__getattribute__" in vars(Asleep):
        del Asleep.__getattribute__


@cache
def asleep(kind: Any) -> Any:
    """The class of articles that sleep in place of this one, with its name."""
    return type(kind.__name__, (Asleep, kind), {"__module__": kind.__module__, "class_awake": kind})


def sleeping(
    kind: Any,
    at_hand: dict[str, Any],
    names: Collection[str],
    values: Callable[[dict[str, Any]], tuple[dict[str, Any], dict[str, Any]]],
) -> Any:
    """An article of this kind that has these values `at_hand`; `values` gives of them all others, and those of its metadata, which have these names."""
    article: Any = object.__new__(asleep(kind))
    at_hand[_WAKE], at_hand[_NAMES] = values, names
    _set_own(article, at_hand)
    return article


def wake(article: Any) -> None:
    """Let an article that sleeps have all its values. What somebody gave it meanwhile it keeps."""
    own = _own(article)
    values = own.pop(_WAKE)
    del own[_NAMES]
    others, metadata = values(own)
    _set_own(article, {**others, "metadata": metadata, **own})
    object.__setattr__(article, "__class__", type(article).class_awake)


def own_of(article: AtHand) -> dict[str, Any]:
    """What an article has of its own, as far as it has that at hand."""
    return _own(article)


def value_of(content: Any, name: str) -> Any:
    """A value of an article or page, None where it has none. One that sleeps and has it at hand sleeps on, also while somebody listens."""
    own = _own(content) if isinstance(content, AtHand) else {}
    return own[name] if name in own else getattr(content, name, None)


def names_of_metadata(content: Any) -> Collection[str]:
    """Those of an article or page, also while it sleeps."""
    found: Collection[str] | None = _own(content).get(_NAMES) if isinstance(content, AtHand) else None
    return content.metadata if found is None else found
