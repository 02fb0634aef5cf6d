"""What a file of settings imports from beside it, as `publishconf.py` does with `pelicanconf.py`, belongs to one site at one moment."""

import contextlib
import sys
from importlib.util import cache_from_source
from pathlib import Path


def forget_neighbours(settings_file: str) -> None:
    """Have the modules beside a file of settings read anew: Python would keep those of another site, or of before an edit.

    A module counts as one where its own file lies beside settings that are called the same.
    """
    file = Path(settings_file)
    for neighbour in file.parent.glob("*.py"):
        _forget_compiled(neighbour)
        own = getattr(sys.modules.get(neighbour.stem), "__file__", None)
        if own and Path(own).name == neighbour.name and Path(own).with_name(file.name).is_file():
            del sys.modules[neighbour.stem]
    for folder in [one for one in sys.path_importer_cache if not Path(one).is_absolute()]:
        del sys.path_importer_cache[folder]  # "." is kept as the folder that it was first


def _forget_compiled(source: Path) -> None:
    """Python takes what it compiled for that of a file that is as long and of the same second: it may be that of before an edit."""
    compiled = Path(cache_from_source(str(source)))
    with contextlib.suppress(OSError):
        if compiled.stat().st_mtime < int(source.stat().st_mtime) + 1:
            compiled.unlink()
