"""Compiles the loops of templates: what a template makes of one story of a list hangs on that story, and on what is named beside it.

Where a loop shows that it is so, its code asks `pieces.py` for what was made of the story before, and makes it where nothing was.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

from ..newsroom.stamps import digest_of
from .pieces import Pieces, none_kept

#: What a loop may be made of. All else may set a name, take in another template or stop in the middle.
_PLAIN = (
    nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call, nodes.Keyword, nodes.Filter,
    nodes.Test, nodes.If, nodes.CondExpr, nodes.For, nodes.Compare, nodes.Operand, nodes.Concat, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos,
    nodes.BinExpr, nodes.Tuple, nodes.List,
)  # fmt: skip
#: What a loop says of itself, which differs from turn to turn.
_LOOP = "loop"


class LoopGenerator(CodeGenerator):
    """As Jinja's, but for loops of which pieces may be kept. Its environment has `pieces`."""

    @staticmethod
    @cache
    def recipe() -> str:
        """What tells its code from Jinja's: see `newsroom/kept_templates.py`."""
        return digest_of(Path(__file__).read_bytes())

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._found: dict[int, tuple[nodes.For, tuple[str, ...], str]] = {}
        """By the identity of what is repeated: the loop, the names beside its story, and where its pieces are."""
        self._is_piece = False

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        beside = beside_item(node) if not self._is_piece and _is_usual(self.environment, frame) else None
        if beside is None:
            super().visit_For(node, frame)
            return
        shelf = self.temporary_identifier()
        self.writeline(f"{shelf} = None")
        self._found[id(node.body)] = (node, beside, shelf)
        super().visit_For(node, frame)
        del self._found[id(node.body)]

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        found = None if self._is_piece else self._found.get(id(nodes))
        if found is None:
            super().blockvisit(nodes, frame)
            return
        loop, beside, shelf = found
        self._look_up(beside, frame)
        item = frame.symbols.ref(_target(loop))
        values = "".join(f"{frame.symbols.ref(name)}, " for name in beside)
        called = tuple(sorted(called_in(loop)))
        piece = self.temporary_identifier()
        asked = f"environment.pieces({key_of(loop)!r}, {called!r}, ({values}), {item}, context.eval_ctx.autoescape)"
        self.writeline(f"if {shelf} is None:")
        self.indent()
        self.writeline(f"{shelf} = {asked} if hasattr(environment, 'pieces') else ()")
        self.outdent()
        self.writeline(f"if {shelf}:")
        self.indent()
        self.writeline(f"{piece} = {shelf}.get({item})")
        self.writeline(f"if {piece} is None:")
        self.indent()
        self.writeline(f"{shelf}.begin()")
        inner = frame.copy()
        self.buffer(inner)
        self._is_piece = True
        super().blockvisit(nodes, inner)
        self._is_piece = False
        self.writeline(f"{piece} = {shelf}.end({item}, concat({inner.buffer}))")
        self.outdent()
        self.simple_write(piece, frame)
        self.outdent()
        self.writeline("else:")
        self.indent()
        super().blockvisit(nodes, frame)
        self.outdent()

    def _look_up(self, names: Sequence[str], frame: Frame) -> None:
        """What only a loop within the loop reads is looked up before: nothing is while a piece is made."""
        for name in names:
            if frame.symbols.find_ref(name) is None:
                frame.symbols.load(name)
                self.writeline(f"{frame.symbols.ref(name)} = {self.get_resolve_func()}({name!r})")


def keep_pieces(environment: Environment) -> None:
    """Before the first template of this environment is compiled. Where somebody has a compiler of their own, it stays."""
    if environment.code_generator_class is CodeGenerator:
        environment.code_generator_class = LoopGenerator
        environment.pieces = none_kept  # type: ignore[attr-defined] # its code asks for it


def begin_keeping(environment: Environment, pieces: Pieces) -> None:
    """From now on what loops make of a story is kept."""
    if environment.code_generator_class is LoopGenerator:
        environment.pieces = pieces.of_loop(environment)  # type: ignore[attr-defined]


def beside_item(loop: nodes.For) -> tuple[str, ...] | None:
    """The names that a loop reads besides that of its item; None for a loop of which nothing can be kept."""
    if loop.recursive or not isinstance(loop.target, nodes.Name):
        return None
    if any(not isinstance(one, _PLAIN) for part in loop.body for one in _all_in(part)):
        return None
    names = _free(loop.body, frozenset({loop.target.name}))
    return None if _LOOP in names else tuple(sorted(names))


def called_in(loop: nodes.For) -> set[tuple[str, str]]:
    """The filters and tests that are called in a loop, each with its kind."""
    found = [one for part in loop.body for one in _all_in(part) if isinstance(one, nodes.Filter | nodes.Test)]
    return {("filters" if isinstance(one, nodes.Filter) else "tests", one.name) for one in found}


def key_of(loop: nodes.For) -> str:
    """The same for loops that repeat the same."""
    return blake2b(repr((loop.target, loop.body)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _target(loop: nodes.For) -> str:
    assert isinstance(loop.target, nodes.Name)
    return loop.target.name


def _is_usual(environment: Environment, frame: Frame) -> bool:
    is_plain = not (environment.is_async or environment.sandboxed or environment.finalize)
    return is_plain and not (frame.eval_ctx.volatile or frame.require_output_check)


def _all_in(node: nodes.Node) -> list[nodes.Node]:
    return [node, *node.find_all(nodes.Node)]


def _free(parts: Iterable[nodes.Node], bound: frozenset[str]) -> set[str]:
    """The names that are read in these but are not `bound`, and that no loop among them binds."""
    found: set[str] = set()
    for one in parts:
        if isinstance(one, nodes.Name):
            found |= {one.name} - bound
        elif isinstance(one, nodes.For):
            inner = bound | {
                each.name for each in (one.target, *one.target.find_all(nodes.Name)) if isinstance(each, nodes.Name)
            }
            found |= _free([one.iter], bound) | _free([one.test] if one.test else (), inner)
            found |= _free(one.body, inner | {_LOOP}) | _free(one.else_, bound)
        else:
            found |= _free(one.iter_child_nodes(), bound)
    return found
