"""A field of a form, as Decap's configuration says it (decapcms.org/docs/widgets). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..newsroom.words import Words

#: Decap's own way to write a moment (day.js), and the two that we ask for: a day, and a moment that knows its zone.
DAY = "YYYY-MM-DD"
MOMENT = "YYYY-MM-DDTHH:mmZ"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `label` is English and marked for the catalogues, `hint` is said below it.

    `one` is the label of a single entry of a list. `pattern` is (regular expression of JavaScript, what is said where it does not fit); `inner` are the fields of an object, or of each
    entry of a list; `more` is what the widget wants besides.
    """

    name: str
    label: str
    widget: str = "string"
    hint: str = ""
    required: bool = False
    pattern: tuple[str, str] | None = None
    inner: tuple["Field", ...] = ()
    one: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def config(self, words: Words) -> dict[str, Any]:
        """The field as the configuration has it, its label in the language of `words`."""
        made: dict[str, Any] = {
            "name": self.name,
            "label": words(self.label),
            "widget": self.widget,
            "required": self.required,
        }
        if self.hint:
            made["hint"] = words(self.hint)
        if self.pattern:
            made["pattern"] = [self.pattern[0], words(self.pattern[1])]
        if self.one:
            made["label_singular"] = words(self.one)
        if self.inner:
            made["fields"] = [one.config(words) for one in self.inner]
        more = {key: one.config(words) if isinstance(one, Field) else one for key, one in self.more.items()}
        return {**made, **more}


def text(name: str, label: str, hint: str = "", *, long: bool = False, **more: Any) -> Field:
    """One line of text, or several with `long`."""
    return Field(name, label, "text" if long else "string", hint, **more)


def day(name: str, label: str, hint: str = "", *, required: bool = False) -> Field:
    """A day without a time."""
    return Field(
        name, label, "datetime", hint, required, more={"format": DAY, "date_format": DAY, "time_format": False}
    )


def moment(name: str, label: str, hint: str = "", *, required: bool = False, default: str = "") -> Field:
    """A day and a time, written with the offset of the writer's own zone, so that nobody has to guess it."""
    more = {"format": MOMENT, "date_format": DAY, "time_format": "HH:mm", **({"default": default} if default else {})}
    return Field(name, label, "datetime", hint, required, more=more)


def switch(name: str, label: str, hint: str = "") -> Field:
    """Yes or no; left alone, the site's own setting counts."""
    return Field(name, label, "boolean", hint)


def choice(
    name: str, label: str, options: Sequence[Any], hint: str = "", *, several: bool = False, **more: Any
) -> Field:
    """One of `options`, or any of them with `several`: texts, or {"label", "value"}."""
    return Field(
        name,
        label,
        "select",
        hint,
        more={
            "options": options if isinstance(options, list) else list(options),
            **({"multiple": True} if several else {}),
            **more,
        },
    )


def names(name: str, label: str, hint: str = "", one: str = "") -> Field:
    """A list of texts, each in a field of its own; `one` is what the button says that adds one."""
    more: dict[str, Any] = {"field": Field("item", label, required=True), "collapsed": False}
    return Field(name, label, "list", hint, one=one, more=more)


def entries(name: str, label: str, inner: Sequence[Field], summary: str, hint: str = "", one: str = "") -> Field:
    """A list of entries with fields of their own; `summary` is what a closed one shows, `one` what the button says that adds one."""
    more: dict[str, Any] = {"summary": summary, "collapsed": True, "minimize_collapsed": False}
    return Field(name, label, "list", hint, inner=tuple(inner), one=one, more=more)


def group(name: str, label: str, inner: Sequence[Field], hint: str = "", *, is_open: bool = False) -> Field:
    """Fields that belong together; closed at first, where few want them."""
    return Field(name, label, "object", hint, inner=tuple(inner), more={"collapsed": not is_open})


def of_registry(
    name: str,
    label: str,
    registry: str,
    hint: str = "",
    *,
    several: bool = False,
    key: str = "name",
    required: bool = False,
) -> Field:
    """Names of a registry, found while the writer types. `key` is what is written: the entry's name or its slug."""
    more = {
        "collection": "vocabulary",
        "file": registry,
        "value_field": f"entries.*.{key}",
        "search_fields": ["entries.*.name", "entries.*.slug"],
        "display_fields": ["entries.*.name"],
    }
    return Field(name, label, "relation", hint, required, more={**more, **({"multiple": True} if several else {})})
