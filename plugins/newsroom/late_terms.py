"""The articles of each category, tag and author as Pelican's generator has them, gathered when somebody asks: where ours lists them, only plugins of others do. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

_NAMES = ("categories", "tags", "authors")
_TERM = itemgetter(0)


class LateTerms:
    """One of these names of a generator, which may be set as any other is."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, generator: Any, _owner: type | None = None) -> Any:
        own = generator.__dict__
        if self._name not in own:
            for name, found in gathered(generator.articles, generator.settings["REVERSE_CATEGORY_ORDER"]).items():
                own.setdefault(name, found)
        return own[self._name]

    def __set__(self, generator: Any, value: Any) -> None:
        generator.__dict__[self._name] = value


def gather_later(generator: Any) -> None:
    """Forget what the names of a generator hold: who asks now gets what its articles say then."""
    for name in _NAMES:
        generator.__dict__.pop(name, None)


def gathered(articles: Iterable[Any], backwards: Any) -> dict[str, Any]:
    """As Pelican's `generate_context` leaves them."""
    categories: dict[Any, list[Any]] = defaultdict(list)
    tags: dict[Any, list[Any]] = defaultdict(list)
    authors: dict[Any, list[Any]] = defaultdict(list)
    for article in articles:
        if hasattr(article, "category"):
            categories[article.category].append(article)
        for tag in getattr(article, "tags", ()):
            tags[tag].append(article)
        for author in getattr(article, "authors", ()):
            authors[author].append(article)
    return {
        "categories": sorted(categories.items(), key=_TERM, reverse=bool(backwards)),
        "tags": tags,
        "authors": sorted(authors.items(), key=_TERM),
    }
