"""Pelican's generator of articles, without its searches through all articles for each, and with the articles that a process holds."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import Any

from pelican import generators
from pelican.generators import ArticlesGenerator

from .builds import desk_of
from .held_articles import Frame, HeldArticle, HeldArticles, Made, held
from .publication import WITHHELD
from .reader import converter_of
from .readings import HeldReadings

_PERIODS = {
    "year": attrgetter("date.year"), "month": attrgetter("date.year", "date.month"),
    "day": attrgetter("date.year", "date.month", "date.day"),
}  # fmt: skip


class DeskArticlesGenerator(ArticlesGenerator):  # type: ignore[misc] # Pelican is not typed
    """Gives what Pelican's gives."""

    _held: HeldArticles | None = None
    _found: dict[str, HeldArticle]

    def generate_context(self) -> None:
        build = desk_of(self.settings)
        self._found = {}
        if build.lasting.is_wanted and not _others(self.settings["PLUGINS"]):
            self._held = build.lasting.of(HeldArticles)
            readings = build.lasting.of(HeldReadings).key
            self._held.turn(Frame(readings, build.once(converter_of).key, build.own_words), build.places)
        with _linear_translations():
            super().generate_context()
        self._found = {}

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        """An article that is held, in place of one that Pelican would have cached: the core switches that off."""
        made = self._made_of(filename)
        one = self._held.find(made) if self._held and made else None
        if one is None or made is None:
            return default
        article = one.article(self.context)
        if one.contents is not None:
            desk_of(self.settings).contents[made.story.path] = one.contents
        self._found[article.source_path] = one
        return article

    def cache_data(self, filename: str, data: Any) -> None:
        made = self._made_of(filename)
        if self._held and made:
            self._held.hold(held(data, made, desk_of(self.settings).contents.get(made.story.path)))

    def _made_of(self, filename: str) -> Made | None:
        """What the article of a file is made of; None where that cannot be told: the file is none of the desk's."""
        if self._held is None:
            return None
        build = desk_of(self.settings)
        story = build.story_at(build.site.path_of(filename))
        if story is None or story.status == WITHHELD:
            return None
        return Made(story, build.archive.pair_of(story), build.has_template(story.template))

    def add_source_path(self, content: Any, static: bool = False) -> None:
        """An article knows its path already."""
        self.context["static_content" if static else "generated_content"][content.relative_source_path] = content

    def add_static_links(self, content: Any) -> None:
        one = self._found.get(content.source_path)
        if one is None:
            super().add_static_links(content)
        else:
            self.context["static_links"] |= one.static_links

    def _build_period_archives(self, sorted_articles: Any, articles: Any, settings: Any) -> Any:
        """Pelican's, told of one article of each period: for all of them it looks through all articles in each period."""
        place = {id(article): at for at, article in enumerate(articles)}
        archives: dict[str, list[Any]] = defaultdict(list)
        for period, key in _PERIODS.items():
            if not settings[f"{period.upper()}_ARCHIVE_SAVE_AS"]:
                continue
            only = {**settings, **{f"{one.upper()}_ARCHIVE_SAVE_AS": "" for one in _PERIODS if one != period}}
            for _, group in groupby(sorted_articles, key=key):
                dates = list(group)
                made = super()._build_period_archives(dates[:1], dates[:1], only)
                listed = sorted((one for one in dates if id(one) in place), key=lambda one: place[id(one)])
                archives[period] += [{**one, "dates": dates, "articles": listed} for one in made[period]]
        return archives


def _others(plugins: Any) -> bool:
    """Whether plugins of others are at work: they may hang on an article what they like."""
    family = f"{(__package__ or '').rpartition('.')[0]}."
    return any(not getattr(one, "__name__", str(one)).startswith(family) for one in plugins)


@contextmanager
def _linear_translations() -> Iterator[None]:
    """Meanwhile Pelican pairs translations group by group: it looks for each of all articles in a list of all others."""
    here: Any = generators
    original = here.process_translations

    def linear(content_list: list[Any], translation_id: Any = None) -> tuple[list[Any], list[Any]]:
        names = (translation_id,) if isinstance(translation_id, str) else translation_id
        try:
            key = attrgetter(*names)
            content_list.sort(key=key)
        except (TypeError, AttributeError):  # Pelican says what is wrong
            found: tuple[list[Any], list[Any]] = original(content_list, translation_id)
            return found
        index: list[Any] = []
        translations: list[Any] = []
        for _, group in groupby(content_list, key):
            items = list(group)
            if len(items) == 1 and "translation" not in items[0].metadata:
                items[0].translations = []
                index.append(items[0])
                continue
            originals, others = original(items, translation_id)
            index += originals
            translations += others
        return index, translations

    here.process_translations = linear
    try:
        yield
    finally:
        here.process_translations = original
