"""Who hears what a template asks while a page is made, and the ways that lead to it: these are gone two million times in a build."""

from collections.abc import Callable
from datetime import datetime
from types import BuiltinMethodType, MethodType
from typing import Any, Protocol

from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from ..newsroom.fragments import Fragments
from ..newsroom.words import Words as Language
from .asked import Method
from .notes import Notes

#: By the name of an attribute, and the identity of an article or page: that, what it says, and the number of the row.
Known = dict[str, dict[int, tuple[Any, Any, int]]]


class Hears(Protocol):
    """The recorder, as it is told. `notes` are those of the page that is being made; None while our own code reads."""

    notes: Notes | None
    known: Known

    def content(self, content: Any, name: str, read: Callable[[Any, str], Any]) -> Any: ...

    def named(self, name: str, value: Any, *, whole: bool = False) -> Any: ...

    def read_of_template(self, value: Any) -> None: ...


_listening: Hears | None = None


def listen(hearer: Hears | None) -> Hears | None:
    """From now on `hearer` is told; who was before."""
    global _listening
    before, _listening = _listening, hearer
    return before


def listening() -> Any:
    """The recorder of the page that is being made; None while our own code reads."""
    return _listening if _listening is not None and _listening.notes is not None else None


def noted(content: Any, name: str) -> Any:
    """Reads an attribute of an article or page, as `object.__getattribute__`. What somebody has read before is known, and held."""
    recorder = _listening
    notes = recorder.notes if recorder is not None else None
    if recorder is None or notes is None:
        return object.__getattribute__(content, name)
    of = recorder.known.get(name)
    if of is not None:
        row = of.get(id(content))
        if row is not None:
            notes.asked[row[2]] = None
            return row[1]
    if name[:2] == "__":
        return object.__getattribute__(content, name)
    return recorder.content(content, name, object.__getattribute__)


#: What asks Jinja for nothing but, a macro, what is escaped.
_CALLED = frozenset({Macro, Method, Language})
#: The same of their methods, and of those of moments.
_OURS = {MethodType: (Language, Fragments), BuiltinMethodType: (datetime,)}


class NotingContext(Context):
    """Jinja's context of a template: tells the recorder which names are read."""

    def resolve_or_missing(self, key: str) -> Any:
        value = self.vars[key] if key in self.vars else self.parent.get(key, missing)
        recorder = _listening
        notes = recorder.notes if recorder is not None else None
        if recorder is None or notes is None:
            return value
        if key in self.vars and key not in self.parent:
            recorder.read_of_template(value)
            return value  # what a template has named itself, macros above all, hangs on nothing but what that asked
        seen = notes.seen.get(key)  # a page reads most of its names many times
        if seen is None or seen[0] is not value:
            seen = notes.seen[key] = (value, recorder.named(key, value))
        return seen[1]

    def resolve(self, key: str) -> Any:
        self._read_whole(key)
        return super().resolve(key)

    def __getitem__(self, key: str) -> Any:
        self._read_whole(key)
        return super().__getitem__(key)

    def _read_whole(self, key: str) -> None:
        """Python reads a name, and may read all that stands under it."""
        if _listening is not None and _listening.notes is not None:
            _listening.named(key, self.vars[key] if key in self.vars else self.parent.get(key, missing), whole=True)

    def call(self, thing: Any, /, *arguments: Any, **keywords: Any) -> Any:
        """As Jinja's; what is a macro or ours, most of what templates call, is not asked what it wants of Jinja."""
        kind = type(thing)
        if kind not in _CALLED and not isinstance(getattr(thing, "__self__", None), _OURS.get(kind, ())):
            if _listening is not None and _listening.notes is not None:
                _listening.notes.is_fickle = True
            return super().call(thing, *arguments, **keywords)
        if keywords:
            keywords.pop("_block_vars", None)
            keywords.pop("_loop_vars", None)
        return thing(self.eval_ctx, *arguments, **keywords) if kind is Macro else thing(*arguments, **keywords)
