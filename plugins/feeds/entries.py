"""The entries of feeds, each made once for all feeds that it stands in. Pure."""

from collections.abc import Callable

from ..newsroom.story import Story
from .feed import Item
from .front import Front
from .xml_text import Piece


class Entries:
    """What was made of each story in a build: a story stands in the feeds of the site, of its topics, its author and its sources."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._pieces: dict[tuple[Callable[..., Piece], str, bool, Front | None], Piece] = {}

    def item(self, story: Story, make: Callable[[Story], Item]) -> Item:
        if story.path not in self._items:
            self._items[story.path] = make(story)
        return self._items[story.path]

    def written_by(
        self, entry: Callable[[Item, str, Front | None], Piece]
    ) -> Callable[[Item, str, Front | None], Piece]:
        """The function `entry` of a format, which from now on is asked once for what stays the same."""

        def remembered(item: Item, lang: str, front: Front | None) -> Piece:
            key = entry, item.id, item.lang == lang, front
            if key not in self._pieces:
                self._pieces[key] = entry(item, lang, front)
            return self._pieces[key]

        return remembered
