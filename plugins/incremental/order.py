"""In which order pages are made: what one needed is at hand for the next. Pure."""

from collections.abc import Sequence
from typing import Any

from ..newsroom.writer import Gathered


def by_story(pages: Sequence[Gathered], newest: Sequence[Any]) -> list[Gathered]:
    """Those about one story one after the other: what was fetched for the first, its text above all, is at hand for the next.

    They stand in the order of all stories, the `newest` first, and parts of long lists by the story in their middle: neighbours show the same.
    """
    ranks = {id(one): n for n, one in enumerate(newest)}
    return sorted(pages, key=lambda one: _rank(one, ranks))


def _rank(page: Gathered, ranks: dict[int, int]) -> int:
    """The place of a story that is none of these is behind those that were asked for before; of a page that shows none, before all."""
    facts = page.facts or {}
    if "article" in facts:
        return ranks.setdefault(id(facts["article"]), len(ranks))
    shown = getattr(facts.get("articles_page"), "object_list", None)
    return ranks.get(id(shown[len(shown) // 2]), -1) if isinstance(shown, Sequence) and shown else -1
