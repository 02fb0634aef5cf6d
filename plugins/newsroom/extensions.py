"""What the enabled plugins add to the desk. A plugin that writes pages has a module `places.py` with `places(build)`."""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

#: The plugins of this house by their folders. Those of others may lie beside them: `pelican.plugins` is everybody's namespace.
HOUSE = frozenset({
    "attribution", "checks", "comments", "editor", "embeds", "feeds", "glossary", "headers", "history", "images",
    "importers", "incremental", "newsroom", "notify", "offline", "online", "preview", "publishing", "redirects",
    "related", "republish", "site_icons", "site_search", "storylines", "structured_data", "taxonomy", "theming",
})  # fmt: skip


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


def have_others(plugins: Iterable[Any]) -> bool:
    """Whether a plugin of others is among these modules or names: it may write what it likes, and hang on an article what it likes."""
    family = __package__.rpartition(".")[0]
    ours = {f"{family}.{one}" for one in HOUSE}
    return any(getattr(one, "__name__", str(one)) not in ours for one in plugins)


def _exists(package: str, name: str) -> bool:
    try:
        return importlib.util.find_spec(f"{package}.{name}") is not None
    except ModuleNotFoundError:  # another's plugin
        return False
