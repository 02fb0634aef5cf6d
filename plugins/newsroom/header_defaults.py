"""What the site's settings say of a file where its writer says nothing. Pure."""

from collections.abc import Mapping
from typing import Any

from .header import Header


def add_defaults(header: Header, metadata: Mapping[str, Any], category: str | None) -> None:
    """Add the `metadata` that Pelican's settings give a file, and the category of an article that has none; None for what is no article."""
    from .keys import LISTS, is_known, meaning, spellings

    for name, value in metadata.items():
        key = meaning(name)
        if not is_known(name):
            for one in spellings(name):
                header.extra.setdefault(one, _kept(value))
        elif key not in header.data:
            header.data[key] = _listed(value) if key in LISTS else str(value)
    if category is not None and not header.data.get("categories"):
        header.data["categories"] = [category]


def _kept(value: Any) -> Any:
    """A value of the settings as templates get it: a flag that is off stays one, and what no file can hold is text."""
    if isinstance(value, (list, tuple)):
        return [_kept(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _kept(one) for name, one in value.items()}
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)


def _listed(value: Any) -> list[str]:
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
