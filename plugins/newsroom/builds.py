"""The builds under way, by the settings that Pelican runs them with: what every handler of a signal asks first."""

from collections.abc import Mapping
from typing import Any

from .desk import Build

#: By the identity of their settings; the settings are kept so that no other object takes that identity.
_builds: dict[int, tuple[Mapping[str, Any], Build]] = {}


def remember(settings: Mapping[str, Any], build: Build) -> None:
    """A build begins, or begins anew where Pelican watches."""
    _builds[id(settings)] = (settings, build)


def is_under_way(settings: Mapping[str, Any]) -> bool:
    """Whether these are the settings of a build that the desk has opened."""
    return id(settings) in _builds


def desk_of(settings: Mapping[str, Any]) -> Build:
    """The build that Pelican runs with these settings. Raises LookupError before it runs, or without the core's plugin."""
    try:
        return _builds[id(settings)][1]
    except KeyError:
        raise LookupError("pelican.plugins.newsroom must stand first in PLUGINS") from None
