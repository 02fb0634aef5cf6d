"""Templates as Jinja compiled them, kept between builds in `.cache/newsroom/templates/`: compiling a theme takes half a second.

A file holds for one text of one template under one recipe: Jinja's version and Python's, and all of the environment that has a say in the
code. Where the template lies has none: a site that was moved, or checked out elsewhere, finds what was compiled before. Every file carries a seal: one that was altered or cut short is as if it were not there.
"""

import contextlib
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, nodes
from jinja2.compiler import CodeGenerator
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from . import seals
from .caches import keep_newest
from .seals import seal_of
from .stamps import digest_of
from .whole_files import put

_MOST = 500
#: What of an environment its templates are compiled by.
_RECIPE = (
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string",
    "comment_end_string", "line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks",
    "newline_sequence", "keep_trailing_newline", "autoescape", "optimized", "is_async", "sandboxed",
)  # fmt: skip


class KeptTemplates(BytecodeCache):
    """Jinja asks by name and source. Where the folder cannot be written, nothing is kept and nothing fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._has_room = False

    def __repr__(self) -> str:
        """The same in every process: settings are compared as text."""
        return "KeptTemplates()"

    def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Any:
        bucket = super().get_bucket(environment, name, None, source)
        if bucket.code is None:
            self._sources[bucket.key] = source
        elif filename is not None:
            # Jinja, and who names a fault, ask the code where it came from.
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: Any) -> None:
        recipe = recipe_of(bucket.environment)
        if not recipe:
            return
        try:
            data = self._file(bucket, recipe).read_bytes()
        except OSError:
            return
        seal, code = data[: seals.SIZE], data[seals.SIZE :]
        if seal == seal_of(code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Any) -> None:
        recipe, source = recipe_of(bucket.environment), self._sources.pop(bucket.key, None)
        if not recipe or source is None or is_computed_when_compiled(bucket.environment, source):
            return
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            if not self._has_room:
                self._folder.mkdir(parents=True, exist_ok=True)
                keep_newest(self._folder, "*.code", _MOST)
                self._has_room = True
            put(self._file(bucket, recipe), seal_of(code), code)

    def _file(self, bucket: Any, recipe: str) -> Path:
        name = "\x00".join((bucket.key, bucket.checksum, recipe))
        return self._folder / f"{digest_of(name.encode())}.code"


def recipe_of(environment: Any) -> str:
    """What an environment makes of a template hangs on, beside the template; "" where that cannot be told.

    An extension of somebody's, a function that finishes every value or one that decides what is escaped may do what they like.
    """
    theirs = [name for name in environment.extensions if not name.startswith("jinja2.ext.")]
    compiler = environment.code_generator_class
    if compiler is not CodeGenerator and not hasattr(compiler, "recipe"):
        return ""
    if theirs or environment.finalize is not None or callable(environment.autoescape):
        return ""
    ours = "" if compiler is CodeGenerator else compiler.recipe()
    facts = [
        jinja2.__version__,
        ours,
        *sorted(environment.extensions),
        *(repr(getattr(environment, one)) for one in _RECIPE),
        repr(getattr(environment, "newstyle_gettext", None)),
    ]
    return "\x00".join(facts)


def is_computed_when_compiled(environment: Any, source: str) -> bool:
    """Whether Jinja runs a filter or a test of somebody's while it compiles: it does for what hangs on no page, as `"a"|slug`.

    The code then holds the answer, and what the function answers tomorrow nobody knows.
    """
    theirs = {name for name, one in environment.filters.items() if FILTERS.get(name) is not one}
    theirs |= {name for name, one in environment.tests.items() if TESTS.get(name) is not one}
    called = (nodes.Filter, nodes.Test)
    return any(one.name in theirs and not _hangs_on_page(one) for one in environment.parse(source).find_all(called))


def _hangs_on_page(node: Any) -> bool:
    """Whether a name stands in it, or the text between two tags; a filter over a block is always of the page."""
    return getattr(node, "node", None) is None or node.find((nodes.Name, nodes.Call)) is not None
