"""What templates say, as it was read for earlier builds: kept beside the compiled ones in `.cache/newsroom/templates/`, for Jinja takes as long to
take a theme to pieces as a small site takes for all else.

The ledger knows it as well, but only while settings, code and packages are what they were. What is kept here hangs on the text of a template and
on how Jinja cuts it up, and on nothing that a site says elsewhere: what a filter of a site reads is not part of it.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.filters import FILTERS as JINJAS_FILTERS
from jinja2.meta import find_referenced_templates

from ..newsroom import sealed_files
from ..newsroom.kept_templates import recipe_of
from . import parts_read

#: Names of other templates that it takes in (None where it computes one), names of attributes that it may read (None for any), names of filters that
#: are not Jinja's, and the parts that it reads of lists, by name.
Reading = tuple[
    tuple[str | None, ...], tuple[str, ...] | None, tuple[str, ...], tuple[tuple[str, parts_read.Parts], ...]
]

#: The file, below the folder of the site.
PLACE = Path(".cache/newsroom/templates/readings")
#: Filters that hand on what they are given, or read only what a template names beside them.
_PLAIN = frozenset(JINJAS_FILTERS) - {"attr"}
#: Templates that are remembered; a theme with all its parts has a hundred.
_MOST = 1_000


class Readings:
    """Those of one build. Without a file nothing is remembered."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._kept: dict[bytes, Reading] | None = None
        self._used: dict[bytes, Reading] = {}

    def of(self, source: str, environment: Environment) -> Reading:
        recipe = recipe_of(environment) if self._file else ""
        if not recipe:
            return read(source, environment)
        key = blake2b(f"{recipe}\0{source}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key not in self._used:
            self._used[key] = self._known().get(key) or read(source, environment)
        return self._used[key]

    def _known(self) -> dict[bytes, Reading]:
        if self._kept is None:
            assert self._file
            self._kept = sealed_files.read(self._file, title()) or {}
        return self._kept

    def close(self) -> None:
        """Leave them for the next build, those of this one first."""
        if self._file and self._used and not self._used.keys() <= self._known().keys():
            together = {**self._used, **self._known()}
            sealed_files.write(self._file, title(), dict(list(together.items())[:_MOST]))


@cache
def title() -> str:
    """Other code may read something else."""
    code = blake2b(digest_size=10)
    for file in (__file__, parts_read.__file__):
        code.update(Path(file).read_bytes())
    return f"readings of templates by {code.hexdigest()}"


def read(source: str, environment: Environment) -> Reading:
    """What a template says of itself without being run: whom it includes, which names and filters it reads, and in which parts."""
    tree = environment.parse(source)
    others = tuple(dict.fromkeys(find_referenced_templates(tree)))
    names, filters = _names_of(tree)
    return others, names, filters, tuple(sorted(parts_read.parts_of(tree).items()))


def _names_of(tree: nodes.Template) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    names: set[str] = set()
    filters: set[str] = set()
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Const)):
        if isinstance(node, nodes.Getattr):
            names.add(node.attr)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            names |= {one for one in node.value.replace(",", ".").split(".") if one.isidentifier()}
        elif isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const | nodes.Slice):
            if not isinstance(node.node, nodes.Dict):
                return None, ()
        elif isinstance(node, nodes.Filter) and node.name == "attr":
            return None, ()
        elif isinstance(node, nodes.Filter) and node.name not in _PLAIN:
            filters.add(node.name)
        elif isinstance(node, nodes.Filter) and node.name == "map" and not _maps_plainly(node):
            return None, ()
    return tuple(sorted(names)), tuple(sorted(filters))


def _maps_plainly(node: nodes.Filter) -> bool:
    """Whether the filter that is used for each is none of others, or there is none."""
    first = node.args[0] if node.args else None
    return first is None or (isinstance(first, nodes.Const) and first.value in _PLAIN)
