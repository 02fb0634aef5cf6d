"""What the enabled plugins add to the desk. A plugin that writes pages has a module `places.py` with `places(build)`."""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any


def modules(settings: Mapping[str, Any], name: str) -> Iterator[ModuleType]:
    """The module `name` of each of our plugins that these settings enable, in their order. The core has none of them."""
    family = __package__.rpartition(".")[0]
    for folder in enabled(settings):
        if f"{family}.{folder}" != __package__ and _exists(f"{family}.{folder}", name):
            yield importlib.import_module(f"{family}.{folder}.{name}")


def enabled(settings: Mapping[str, Any]) -> list[str]:
    """The plugins that these settings name, in their order, by the last part of their names."""
    names = [getattr(plugin, "__name__", str(plugin)) for plugin in settings.get("PLUGINS") or ()]
    return list(dict.fromkeys(name.rpartition(".")[2] for name in names))


def _exists(package: str, name: str) -> bool:
    try:
        return importlib.util.find_spec(f"{package}.{name}") is not None
    except ModuleNotFoundError:  # another's plugin
        return False
