"""Which parts of the items of a list a template reads: `{% for category, _ in categories %}` reads the first of each two. Pure.

In doubt all of a list is read. What is found to be read besides the parts that are named is how many items there are, and their order.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

#: Whether the part of each item at this place is read; of a list that is read as a whole there is none.
Parts = tuple[bool, ...]
WHOLE: Parts = ()
#: What may read a name that it does not say, or lets another template do so.
_LOOKS_AROUND: tuple[type[nodes.Node], ...] = (
    nodes.Block, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.ContextReference, nodes.DerivedContextReference,
    nodes.ExtensionAttribute, nodes.OverlayScope,
)  # fmt: skip
#: What a loop says of itself and not of its items.
_OF_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "cycle", "changed"})  # fmt: skip


def parts_of(tree: nodes.Template) -> dict[str, Parts]:
    """The parts of each name that a template reads, whatever stands under it."""
    found: dict[str, Parts] = {}
    harmless: set[int] = set()
    for loop in tree.find_all(nodes.For):
        parts = _parts_of(loop)
        if parts and isinstance(loop.iter, nodes.Name):
            harmless.add(id(loop.iter))
            _note(found, loop.iter.name, parts)
    tests = [*(one.test for one in tree.find_all(nodes.If)), *(one.test for one in tree.find_all(nodes.CondExpr))]
    harmless |= set(map(id, tests))  # whether there are any
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and id(name) not in harmless:
            found[name.name] = WHOLE
    return found


def all_parts(sheets: list[Mapping[str, Parts]]) -> dict[str, Parts]:
    """The parts that several templates read together, of those names of which none reads a whole."""
    found: dict[str, Parts] = {}
    for sheet in sheets:
        for name, parts in sheet.items():
            _note(found, name, parts)
    return {name: parts for name, parts in found.items() if parts}


def only(value: Any, parts: Parts) -> Any:
    """A list with these parts of its items; as it is where it is no list of tuples of so many."""
    if not parts or type(value) not in (list, tuple):
        return value
    if any(type(one) is not tuple or len(one) != len(parts) for one in value):
        return value
    places = [at for at, is_read in enumerate(parts) if is_read]
    return type(value)([tuple([one[at] for at in places]) for one in value])


def _note(found: dict[str, Parts], name: str, parts: Parts) -> None:
    known = found.get(name, parts)
    if len(known) != len(parts):
        found[name] = WHOLE
    else:
        both = tuple(one or other for one, other in zip(known, parts, strict=True))
        found[name] = WHOLE if all(both) else both


def _parts_of(loop: nodes.For) -> Parts:
    """Of the items that it goes through."""
    if loop.recursive or not isinstance(loop.target, nodes.Tuple) or any(map(loop.find, _LOOKS_AROUND)):
        return WHOLE
    plain = {id(one.node) for one in loop.find_all(nodes.Getattr) if one.attr in _OF_LOOP}
    names = [one for one in loop.find_all(nodes.Name) if one.ctx == "load"]
    if any(one.name == "loop" and id(one) not in plain for one in names):
        return WHOLE
    read = {one.name for one in names}
    return tuple(not isinstance(one, nodes.Name) or one.name in read for one in loop.target.items)
