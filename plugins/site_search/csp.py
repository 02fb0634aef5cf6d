"""What the search page needs beyond the site itself: Pagefind is compiled to WebAssembly."""

from collections.abc import Iterable, Mapping

from ..newsroom.desk import Build


def sources(_build: Build) -> Mapping[str, Mapping[str, Iterable[str]]]:
    """Name of the need -> directive -> sources."""
    return {"search": {"script-src": ["'wasm-unsafe-eval'"]}}
