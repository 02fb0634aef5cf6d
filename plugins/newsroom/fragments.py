"""Pieces of pages that are the same wherever they stand, made once in a build: the style, the masthead, the card of a story.

Whoever wants to know what a page hangs on listens to what it asks of the published names. A page that is handed a finished piece asks
nothing, and hangs on all that was asked when the piece was made. So a listener hears of pieces: what is asked while one is made is
noted with it, and told again for every page that takes it.
"""

from collections.abc import Callable, Hashable
from typing import Any, Protocol


class Listener(Protocol):
    """Hears what a page asks while it is made."""

    def begin(self) -> None:
        """A piece is being made: what is asked from now on is noted by itself. Pieces may stand in pieces."""

    def end(self) -> Any:
        """The piece is made: what was asked for it, in whatever form the listener likes. The page around it has not asked it yet."""

    def again(self, asked: Any) -> None:
        """The page, or the piece, that is being made now asks all of this too."""

    def mark(self, key: tuple[Hashable, ...], make: Callable[[], Any]) -> bytes:
        """What tells the piece of this key, as `make` makes it, from all pieces of all builds; b"" where nothing does."""

    def kept(self, mark: bytes) -> tuple[Any, Any] | None:
        """The piece that is told by it as an earlier build has made it, where it would be made so again, and what was asked for it."""

    def keep(self, mark: bytes, html: Any, asked: Any) -> None:
        """The piece that is told by it was made: a later build may want it."""


class Fragments:
    """The pieces of one build. `listener` is set by whoever records what pages ask, before the first page is made."""

    def __init__(self) -> None:
        self.listener: Listener | None = None
        self._made: dict[tuple[Hashable, ...], tuple[Any, Any]] = {}

    def once(self, *key: Hashable, caller: Callable[[], Any]) -> Any:
        """What `caller` makes, made at the first asking; templates say `{% call newsroom.once("masthead", _.lang, SITEURL) %}`.

        The key begins with a name of its own and holds all that tells two such pieces of one build apart: what differs from page to page,
        and nothing else. Of Pelican's articles and our views there is one for each story, so they may stand in it.
        """
        if key not in self._made:
            self._made[key] = (caller(), None) if self.listener is None else _heard(self.listener, key, caller)
        html, asked = self._made[key]
        if self.listener is not None:
            self.listener.again(asked)
        return html


def _heard(listener: Listener, key: tuple[Hashable, ...], make: Callable[[], Any]) -> tuple[Any, Any]:
    """The piece, of an earlier build or made now, and what was asked for it."""
    mark = listener.mark(key, make)
    kept = listener.kept(mark)
    if kept is not None:
        return kept
    listener.begin()
    html, asked = None, None
    try:
        html = make()
    finally:
        asked = listener.end()
    listener.keep(mark, html, asked)
    return html, asked
