"""The plugins that a site names, as Pelican loads them: no other one is imported, and one that cannot be had does not keep the site from being built."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from .failure import said
from .replaced import replaced

_PLUGINS = "pelican.plugins"
_FINDER = f"{_PLUGINS}._utils"


@contextmanager
def named_plugins_alone(named: Any) -> Iterator[None]:
    """Meanwhile Pelican imports, of all plugins that are installed, those of PLUGINS: one that nobody uses may bring half a library with it.

    Where PLUGINS is not set, all that are installed are used.
    """
    finder: Any = import_module(_FINDER)
    all_of_them = import_module(_PLUGINS)
    names = {one for one in named or () if isinstance(one, str)}

    def found(package: Any = all_of_them) -> dict[str, Any]:
        there = [name for _, name, is_package in finder.iter_namespace(package) if is_package]
        return {
            name: import_module(name) for name in there if {name, name.removeprefix(f"{package.__name__}.")} & names
        }

    with replaced(finder, "get_namespace_plugins", found) if named is not None else nullcontext():
        yield


@contextmanager
def lost_plugins() -> Iterator[dict[str, Exception]]:
    """Why plugins cannot be had that Pelican loads meanwhile, by their names. It goes on without them, as it does by itself where one is not there."""
    finder, pelican = import_module(_FINDER), import_module("pelican")
    load = finder.load_plugins
    lost: dict[str, Exception] = {}

    def load_others(settings: Mapping[str, Any]) -> Any:
        if settings["PLUGINS"] is None:
            return load(settings)
        installed = finder.get_namespace_plugins()
        found = []
        for plugin in settings["PLUGINS"]:
            if not isinstance(plugin, str) or {plugin, f"{_PLUGINS}.{plugin}"} & {*installed}:
                found.append(plugin)
                continue
            try:
                module = finder.load_legacy_plugin(plugin, settings.get("PLUGIN_PATHS", []))
                if not hasattr(module, "register"):
                    raise ImportError(_no_plugin(plugin, module))  # as if it were not there
                module.register = _Registering(plugin, _own_register(module), lost)
                found.append(module)
            except Exception as error:  # whatever ends it while it is imported
                lost[plugin] = error
        return load({**settings, "PLUGINS": found})

    with replaced(pelican, "load_plugins", load_others):
        yield lost


@dataclass(frozen=True, slots=True)
class _Registering:
    """What a plugin does when it is registered, as `register()` does it; what ends it there is kept beside what ends others earlier."""

    plugin: str
    register: Callable[[], Any]
    lost: dict[str, Exception]

    def __call__(self) -> None:
        try:
            self.register()
        except Exception as error:
            self.lost[self.plugin] = error


def _own_register(module: Any) -> Callable[[], Any]:
    """A plugin's own, also where this process has built a site with it before."""
    register = module.register
    found: Callable[[], Any] = register.register if isinstance(register, _Registering) else register
    return found


def _no_plugin(name: str, module: Any) -> str:
    """Why what stands under a plugin's name is none: mostly git has not fetched its folder."""
    if getattr(module, "__file__", None):
        return f"{name} is no plugin of Pelican: it has no register(); name the module in it that has"
    return f"the folder of the plugin {name} holds no plugin; `git submodule update --init` fetches it if it is another repository, or take its name out of PLUGINS"


def tell_of_lost(lost: Mapping[str, Exception], lacking: Iterable[str], *, debug: bool) -> None:
    """Say of each plugin why it cannot be had. `lacking` are sentences about those that are not there at all."""
    lines = list(lacking)
    told = " ".join(lines)
    lines += [said(error, [Path.cwd()]) for name, error in lost.items() if name not in told]
    for line in lines:
        print(f"newsroom: {line}", file=sys.stderr)
    for error in lost.values() if debug else ():
        traceback.print_exception(error)
