"""The related stories of a site, by its options."""

import dataclasses
from typing import TYPE_CHECKING

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .options import Options, sound

if TYPE_CHECKING:
    from .selection import Selection


def selection_of(build: Build) -> "Selection":
    """The lists of a site, by its options. Where the engine that they name fails, that is a problem, and ours takes its place."""
    options = sound(build.options("RELATED", Options))
    if options.rerank:
        from .reranking import is_installed

        if not is_installed():  # the rules have said so
            options = dataclasses.replace(options, rerank="")
    if options.engine == "opensearch":
        from .opensearch import Unreachable

        try:
            selection = _selection(build, options)
            _ = selection.lists  # all that the server is asked for
            return selection
        except Unreachable as failure:
            remedy = 'see that the server runs, or take RELATED["engine"] out; until then the built-in engine makes the lists'
            build.report([Problem("pelicanconf.py", 0, 0, "E00", str(failure), remedy)])
            options = dataclasses.replace(options, engine="built-in")
    return _selection(build, options)


def _selection(build: Build, options: Options) -> "Selection":
    from .archives import Held  # what compares stories is large, and often another process does it
    from .selection import Selection

    return Selection(
        build.archive,
        build.registries,
        options,
        junk=build.site.options.junk,
        words=build.words,
        site_name=build.site.name,
        cache=build.site.root / ".cache" / "newsroom",
        held=build.lasting.of(Held) if build.lasting.is_wanted else None,
    )
