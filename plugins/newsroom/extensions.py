"""What the enabled plugins add to the desk. A plugin that writes pages has a module `places.py` with `places(build)`."""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any


def modules(settings: Mapping[str, Any], name: str) -> Iterator[ModuleType]:
    """The module `name` of each of our plugins that these settings enable, in their order. The core has none of them."""
    family = __package__.rpartition(".")[0]
    names = [getattr(plugin, "__name__", str(plugin)) for plugin in settings.get("PLUGINS") or ()]
    for folder in dict.fromkeys(name.rpartition(".")[2] for name in names):
        if f"{family}.{folder}" != __package__ and _exists(f"{family}.{folder}", name):
            yield importlib.import_module(f"{family}.{folder}.{name}")


def _exists(package: str, name: str) -> bool:
    try:
        return importlib.util.find_spec(f"{package}.{name}") is not None
    except ModuleNotFoundError:  # another's plugin
        return False
