"""What the scripts of the editor must know of a site, as one document: `desk.json`. Pure but for asking the build."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from ..newsroom import keys
from ..newsroom.desk import Build
from .fields import Field
from .site_shelves import aliases_of
from .story_form import Known, story_form

#: Widget -> how its value is read from a header.
_KINDS = {"datetime": "moment", "boolean": "boolean", "object": "object"}


def facts_of(build: Build, known: Known) -> dict[str, Any]:
    """`shapes` of the fields, `keys` and `synonyms` of headers, `spellings` of registries (in the fold that `values.js` makes), the site's `zone`."""
    return {
        "shapes": shapes_of(story_form(known)),
        "keys": sorted(keys.KEYS),
        "synonyms": dict(sorted(keys.SYNONYMS.items())),
        "spellings": spellings(aliases_of(build)),
        "zone": str(build.setting("TIMEZONE") or "UTC"),
    }


def shapes_of(fields: Sequence[Field]) -> dict[str, Any]:
    """Name -> {"kind", "fields", "registry"} of each field."""
    return {one.name: _shape(one) for one in fields}


def _shape(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": _kind(field)}
    if field.inner:
        made["fields"] = shapes_of(field.inner)
    if field.more.get("collection") == "vocabulary" and field.more["value_field"].endswith(".name"):
        made["registry"] = field.more["file"]
    return made


def _kind(field: Field) -> str:
    if field.widget == "datetime":
        return "day" if field.more.get("time_format") is False else "moment"
    if field.widget == "list":
        return "entries" if field.inner else "texts"
    if field.more.get("multiple"):
        return "texts"
    return _KINDS.get(field.widget, "text")


def spellings(aliases: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Registry -> folded spelling -> name."""
    return {
        registry: {folded(spelling): name for spelling, name in sorted(names.items())}
        for registry, names in aliases.items()
    }


def folded(name: str) -> str:
    """The fold that `values.js` makes too: a coarser one than the registries', which look again at every build."""
    return re.sub(r"[-_\s]+", " ", unicodedata.normalize("NFKC", name).lower()).strip()


__all__ = ["facts_of", "folded", "shapes_of", "spellings"]
