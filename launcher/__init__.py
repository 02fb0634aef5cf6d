"""How the command `newsroom` starts: with Pelican at hand, which is loaded when somebody first asks for something of it.

Our modules lie in `pelican.plugins`, so that Python would run `pelican/__init__.py` before any of them. That takes a quarter of a second,
and is most of what a build in which nothing changed would take; `newsroom --help` has no use for it either.
"""

import importlib
import importlib.util
import pkgutil
import sys
import threading
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Any, NoReturn

PACKAGE, PLUGINS = "pelican", "pelican.plugins"


def program() -> NoReturn:
    """The command, as `python -m pelican.plugins.newsroom` runs it."""
    load_when_asked()
    importlib.import_module(f"{PLUGINS}.newsroom.__main__").program()
    raise AssertionError("the command ends its process")


def load_when_asked() -> None:
    """Let Pelican be imported only when somebody asks for a name of it or for one of its modules; its plugins are found without it."""
    spec = importlib.util.find_spec(PACKAGE) if PACKAGE not in sys.modules else None
    if spec is None or type(spec.loader) is not SourceFileLoader:
        return
    spec.loader = _Loader(spec.loader.name, spec.loader.path)
    module = importlib.util.module_from_spec(spec)
    # As Pelican does itself: its plugins may be installed in another place than it is.
    module.__path__ = pkgutil.extend_path(module.__path__, PACKAGE)
    module.__class__ = _Waiting
    sys.modules[PACKAGE] = module
    sys.meta_path.insert(0, _Finder(spec))


class _Waiting(ModuleType):
    """Pelican, not run yet. Python asks `__getattr__` only for what is not there."""

    def __getattr__(self, name: str) -> Any:
        _import()
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {PACKAGE!r} has no attribute {name!r}") from None


class _Loader(SourceFileLoader):
    """Runs Pelican in the module that waited for it."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._module = ModuleType(name)

    def create_module(self, spec: ModuleSpec) -> ModuleType:  # noqa: ARG002 (the signature is Python's)
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__class__ = ModuleType
        sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, _Finder)]


class _Finder:
    """Finds Pelican. What else is Pelican's own is imported after it, as it would be without us: they import each other in circles."""

    def __init__(self, spec: ModuleSpec) -> None:
        self._spec = spec

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name == PACKAGE:
            return self._spec
        if name.startswith(f"{PACKAGE}.") and not f"{name}.".startswith(f"{PLUGINS}."):
            _import()
        return None


_lock = threading.Lock()
_is_waiting = True


def _import() -> None:
    """As anybody imports it, so that Python's own locks tell threads apart that ask at once, and who asks while it runs gets what is there."""
    global _is_waiting  # noqa: PLW0603 (there is one Pelican)
    with _lock:
        if _is_waiting:
            _is_waiting = False
            del sys.modules[PACKAGE]
    importlib.import_module(PACKAGE)
