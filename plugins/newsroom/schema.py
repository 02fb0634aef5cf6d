"""The JSON Schema of the front matter, made from its model: for editors that help while somebody writes.

It accepts what the model reads without a fault in the dialect YAML, spelt as docs/writing.md spells it. What only the whole site can
tell (names of the registries, links) is left to `newsroom check`.
"""

import types
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from .front_matter import FrontMatter
from .keys import KEYS, LISTS, SYNONYMS
from .story import RELATIONS, STATUSES, TYPES

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_MOMENT: Mapping[str, Any] = {
    "type": ["string", "null"],
    "pattern": r"^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}([Tt ].*)?\s*$|^\s*$",
    "examples": ["2026-11-20 09:00"],
}
_BOOLEAN: Mapping[str, Any] = {"enum": [True, False, "true", "false", "yes", "no", "on", "off", "", None, 0, 1]}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": TYPES,
    "status": STATUSES,
    "relation": (*RELATIONS, "original"),
    "kind": ("correction", "clarification", "update"),
}
_PATTERNS: Mapping[str, Mapping[str, Any]] = {
    "id": {"type": ["string", "number", "null"], "pattern": r"^[A-Za-z0-9._-]{0,64}$"},
    "lang": {"type": ["string", "boolean", "null"], "pattern": r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$"},
}
#: The short form of one source: each is text, but for these.
_SHORT: Mapping[str, tuple[str, Any]] = {
    "source_date": ("published", date | None),
    "source_gone": ("gone", bool | None),
    "relation": ("relation", str),
}


def schema() -> dict[str, Any]:
    """The schema of a header, as JSON Schema 2020-12."""
    properties = {key: _of_key(key) for key in KEYS}
    names = {name: {"$ref": f"#/properties/{key}"} for name, key in SYNONYMS.items()}
    return {
        "$schema": _DRAFT,
        "title": "Front matter of a story",
        "description": "The header of a Markdown file: docs/writing.md explains each key. Upper and lower case, - and _ mean the same.",
        "type": "object",
        "properties": {**properties, **names},
        "additionalProperties": True,
    }


def _of_key(key: str) -> dict[str, Any]:
    if key in FrontMatter.model_fields:
        return _of_field(key, FrontMatter.model_fields[key].annotation)
    if key == "source":
        return {
            "anyOf": [
                dict(_TEXT),
                _of_field("sources", FrontMatter.model_fields["sources"].annotation)["anyOf"][1]["items"]["anyOf"][1],
            ]
        }
    return _of_field(*_SHORT.get(key, ("text", str)))


def _of_field(name: str, hint: Any) -> dict[str, Any]:
    if name in _CHOICES:
        return {"enum": [*_CHOICES[name], "", None]}
    if name in _PATTERNS:
        return dict(_PATTERNS[name])
    inner = _inner(hint)
    if get_origin(inner) is tuple:
        return _list_of(name, get_args(inner)[0])
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return {"anyOf": [dict(_TEXT), _of_model(inner)]}
    if inner is bool:
        return dict(_BOOLEAN)
    if inner in (date, datetime):
        return dict(_MOMENT)
    return dict(_TEXT)


def _list_of(name: str, hint: Any) -> dict[str, Any]:
    inner = _inner(hint)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        model = _of_model(inner)
        item = {"anyOf": [dict(_TEXT), model]} if name == "sources" else model
        return {"anyOf": [{"enum": ["", None]}, {"type": "array", "items": item}]}
    texts = {"type": "array", "items": dict(_TEXT)}
    return {"anyOf": [dict(_TEXT), texts]} if name in LISTS else texts


def _of_model(model: type[BaseModel]) -> dict[str, Any]:
    fields = model.model_fields
    needed = [name for name, field in fields.items() if field.is_required()]
    made: dict[str, Any] = {
        "type": "object",
        "properties": {name: _of_field(name, field.annotation) for name, field in fields.items()},
    }
    return {**made, "required": needed} if needed else made


def _inner(hint: Any) -> Any:
    """The type without `| None` and what is noted beside it."""
    while hasattr(hint, "__metadata__"):
        hint = hint.__origin__
    if get_origin(hint) in (Union, types.UnionType):
        return next(_inner(one) for one in get_args(hint) if one is not type(None))
    return hint
