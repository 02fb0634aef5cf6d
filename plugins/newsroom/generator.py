"""Pelican's generator of articles, without its searches through all articles for each, and with the articles that an earlier build has read."""

import locale
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from copy import copy
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pelican
from pelican import contents, generators, readers, signals
from pelican.generators import ArticlesGenerator
from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime

from .article_values import Values
from .asleep import names_of_metadata
from .builds import desk_of, is_under_way
from .chosen_files import Chosen, Included, chosen, is_plain
from .conversions import code_digest
from .desk import Build
from .extensions import have_others
from .garbage import undisturbed
from .kept_articles import Frame, KeptArticle, KeptArticles, Made, kept_of
from .late_terms import LateTerms, gather_later
from .output import is_waiting
from .plain_ways import below
from .publication import WITHHELD
from .reader import converter_of, end_conversions, settled_texts, text_of
from .readings import key_of
from .replaced import replaced
from .seen import seen
from .standing import LINK_REGEX
from .story import Story
from .taken_up import TakenUp
from .told import told_of
from .writer import GatheringWriter, Promised, files_named_plainly

_PERIODS = {
    "year": attrgetter("date.year"),
    "month": attrgetter("date.year", "date.month"),
    "day": attrgetter("date.year", "date.month", "date.day"),
}
_TERMS: Mapping[str, type] = {one.__name__: one for one in (Author, Category, Tag)}
#: Settings that say how a build runs and where its files go, or what templates get: no article is made of them.
_UNREAD = frozenset({
    "ASKED", "AUTORELOAD", "BIND", "CACHE_PATH", "DEBUG", "DELETE_OUTPUT_DIRECTORY", "DIRECT_TEMPLATES", "INCREMENTAL_SHARD", "INCREMENTAL_TELLS", "LISTEN",
    "JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "OUTPUT_PATH", "OUTPUT_RETENTION", "PELICAN_CLASS", "PORT",
})  # fmt: skip


#: Where plugins are found that somebody has installed.
_PLUGINS = "pelican.plugins"


class DeskArticlesGenerator(ArticlesGenerator):  # type: ignore[misc] # Pelican is not typed
    """Gives what Pelican's gives."""

    article_class: Any = contents.Article
    """What its articles are; to be said before any is read."""
    leaves_terms = False
    """Whether somebody else gathers the articles of categories, tags and authors, who says so before any is read."""
    categories, tags, authors = LateTerms(), LateTerms(), LateTerms()
    _writer: Any
    _kept: KeptArticles | None = None
    _values: Values
    _found: dict[str, tuple[Story, KeptArticle]]
    _made: dict[str, Made]
    _above: str
    """What stands before a file's path below the content folder where a writer reads it."""

    def generate_context(self) -> None:
        build = desk_of(self.settings)
        self._found, self._made, self._above = {}, {}, build.site.path_of("")
        with (
            undisturbed(),
            _linear_translations(),
            _ways_found_once(),
            _terms_hashed_at_once(),
            _pictures_looked_for(),
            files_named_plainly(),
        ):
            self._take_up(build)
            if self._kept and self.leaves_terms:
                self._gather()
            else:
                super().generate_context()
            if self._kept:
                self._kept.save(self._made)

    def _gather(self) -> None:
        """As Pelican's `generate_context`, which reads of each article to which terms it belongs."""
        found: dict[str, list[Any]] = {"published": [], "hidden": [], "draft": []}
        for file in self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"]):
            if (article := self.get_cached_data(file) or self._read(file)) is not None:
                found[article.status].append(article)
                self.add_source_path(article)
                self.add_static_links(article)
        names, order = self.settings["ARTICLE_TRANSLATION_ID"], self.settings["ARTICLE_ORDER_BY"]
        pelicans: Any = generators
        pairs = [pelicans.process_translations(some, translation_id=names) for some in found.values()]
        (
            (self.articles, self.translations),
            (self.hidden_articles, self.hidden_translations),
            (self.drafts, self.drafts_translations),
        ) = [(pelicans.order_content(originals, order), others) for originals, others in pairs]
        signals.article_generator_pretaxonomy.send(self)
        newest_first = bool(self.context["NEWEST_FIRST_ARCHIVES"])
        self.dates: Any = sorted(self.articles, key=attrgetter("date"), reverse=newest_first)
        self.period_archives = self._build_period_archives(self.dates, self.articles, self.settings)
        gather_later(self)
        self._update_context(("articles", "drafts", "hidden_articles", "dates", "related_posts"))
        self.context |= {"tags": [], "categories": [], "authors": [], "period_archives": self.period_archives}
        self.save_cache()
        self.readers.save_cache()
        signals.article_generator_finalized.send(self)

    def _read(self, file: str) -> Any:
        """An article of a file; None where there is none, and why is told."""
        try:
            article = self.readers.read_file(
                base_path=self.path,
                path=file,
                content_class=contents.Article,
                context=self.context,
                preread_signal=signals.article_generator_preread,
                preread_sender=self,
                context_signal=signals.article_generator_context,
                context_sender=self,
            )
        except Exception:
            logging.getLogger(generators.__name__).exception(
                "Could not process %s", file, exc_info=self.settings.get("DEBUG", False)
            )
            self._add_failed_source_path(file)
            return None
        if isinstance(article, contents.SkipStub):
            return None
        if not article.is_valid():
            self._add_failed_source_path(file)
            return None
        self.cache_data(file, article)
        return article

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> Any:
        """In the order of the desk: what is made of its stories meanwhile comes in that order."""
        files = seen(Path(self.path)) if extensions is None and not isinstance(paths, str) else None
        if files is None or not all(map(is_plain, paths)):
            return sorted(super().get_files(paths, exclude, extensions))
        asked = (files.keys(), tuple(paths), tuple(exclude or ()), frozenset(self.readers.extensions))
        last = desk_of(self.settings).lasting.of(Chosen)
        if last.asked != asked:
            _, _, left_out, endings = last.asked = asked
            last.files = sorted(chosen(files, self.path, paths, left_out, self.settings["IGNORE_FILES"], endings))
        return last.files

    def _include_path(self, path: Any, extensions: Any = None) -> Any:
        """As Pelican's. A process that lives on asks once of each path: the settings are its own, and readers come by them."""
        lasting = desk_of(self.settings).lasting
        if extensions is not None or not lasting.is_wanted:
            return super()._include_path(path, extensions)
        known, asked = lasting.of(Included).known, (path, tuple(self.readers.extensions))
        if asked not in known:
            known[asked] = super()._include_path(path, extensions)
        return known[asked]

    def generate_output(self, writer: Any) -> None:
        """As Pelican's; where files are only gathered here, nothing is made that is thrown away."""
        self._writer = writer
        if self.leaves_terms:  # until now a plugin of others may have asked for them
            self.categories, self.tags, self.authors = [], {}, []
        with undisturbed() if isinstance(writer, GatheringWriter) else nullcontext():
            super().generate_output(writer)

    def generate_articles(self, write: Any) -> None:
        """As Pelican's. Where pages wait until somebody asks for one, so does what Pelican gives to each; a template that is wrong is told of at once.
        A page that may stand is promised.
        """
        is_heard = have_others(self.settings["PLUGINS"]) or signals.article_generator_write_article.receivers
        waits = is_waiting(Path(self.output_path))
        is_promised = isinstance(self._writer, GatheringWriter) and self._writer.is_promised
        if is_heard or not (waits or is_promised):
            super().generate_articles(write)
            return
        articles = (*self.translations, *self.articles, *self.hidden_translations, *self.hidden_articles)
        templates = {name: self.get_template(name) for name in {one.template for one in articles}}
        name_it = partial(self._generate_article, write)
        if waits:
            self._writer.hear_of({one.save_as: one for one in articles}, name_it)
            return
        for one in articles:
            self._writer.promise(one.save_as, Promised(templates[one.template], partial(name_it, one), one))

    def _generate_article(self, write: Any, article: Any) -> None:
        alone = copy(self)
        alone.translations, alone.articles, alone.hidden_translations, alone.hidden_articles = [], [article], [], []
        super(DeskArticlesGenerator, alone).generate_articles(write)

    def check_disabled_readers(self) -> None:
        """As Pelican's, which looks through all folders also where no reader is disabled."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()

    def _take_up(self, build: Build) -> None:
        """Know which articles need not be read, before the first is."""
        frame = _frame_of(build, self.settings)
        if not frame.is_known:
            return
        kept = build.lasting.of(KeptArticles) if build.lasting.is_wanted else KeptArticles(is_lasting=False)
        is_kept = kept.turn(frame, build.places, build.site.root / ".cache" / "newsroom")
        self._kept, self._values = kept, Values(_TERMS, SafeDatetime, self.settings)
        last = build.lasting.of(TakenUp)
        for story in last.turn(build, is_kept=is_kept):
            last.found.pop(story.path, None)
            made = Made.of(story, build.archive.pair_of(story), has_template=build.has_template(story.template))
            if made is None or not story.is_article or story.status == WITHHELD:
                last.made.pop(story.path, None)
                continue
            last.made[story.path] = made
            one = kept.find(story.path, made)
            if one:
                last.found[story.path] = (story, one)
        last.stories, self._made, self._found = build.desk.stories, last.made, last.found
        build.once(settled_texts).update(self._found)

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        """An article that is kept, in place of one that Pelican would have cached: the core switches that off."""
        path = self._above + filename.removeprefix("./")
        if self._kept is None or path not in self._found:
            return default
        build, (story, one) = desk_of(self.settings), self._found[path]
        besides = {"settings": self.settings, "_context": self.context}
        article = self._kept.article(
            path, one, self.article_class, self._values, partial(text_of, story, build, one.digest), besides
        )
        build.is_story_of(story, article.source_path)
        if one.contents is not None:
            build.contents[path] = one.contents
        return article

    def cache_data(self, filename: str, data: Any) -> None:
        build = desk_of(self.settings)
        path = self._above + filename.removeprefix("./")
        made, story = self._made.get(path), build.story_at(path)
        if self._kept is None or made is None or story is None:
            return
        one = self._kept.written(data, made, build.contents.get(path), self._values)
        if one:
            self._kept.hold(path, one)
            self._kept.settle(data, one, partial(text_of, story, build, one.digest))

    def add_source_path(self, content: Any, static: bool = False) -> None:
        """An article knows its path already."""
        self.context["static_content" if static else "generated_content"][content.relative_source_path] = content

    def add_static_links(self, content: Any) -> None:
        one = kept_of(content)
        if one is None:
            self.context["static_links"].update(content.get_static_links())
        elif one.static_links:
            self.context["static_links"].update(one.static_links)

    def refresh_metadata_intersite_links(self) -> None:
        """As Pelican's, but for articles that have no link there."""
        for one in (
            *self.articles,
            *self.translations,
            *self.drafts,
            *self.drafts_translations,
            *self.hidden_articles,
            *self.hidden_translations,
        ):
            kept = kept_of(one)
            if kept is None or kept.has_links_elsewhere:
                one.refresh_metadata_intersite_links()

    def _build_period_archives(self, sorted_articles: Any, articles: Any, settings: Any) -> Any:
        """Pelican's, told of one article of each period: for all of them it looks through all articles in each period."""
        is_one_order = list(map(id, articles)) == list(map(id, sorted_articles))
        place = {} if is_one_order else {id(article): at for at, article in enumerate(articles)}
        archives: dict[str, list[Any]] = defaultdict(list)
        for period, key in _PERIODS.items():
            if not settings[f"{period.upper()}_ARCHIVE_SAVE_AS"]:
                continue
            only = {**settings, **{f"{one.upper()}_ARCHIVE_SAVE_AS": "" for one in _PERIODS if one != period}}
            for _, group in groupby(sorted_articles, key=key):
                dates = list(group)
                made = super()._build_period_archives(dates[:1], dates[:1], only)
                listed = (
                    dates[:]
                    if is_one_order
                    else sorted((one for one in dates if id(one) in place), key=lambda one: place[id(one)])
                )
                archives[period] += [{**one, "dates": dates, "articles": listed} for one in made[period]]
        return archives


def end_reading(generator: Any) -> None:
    """All articles are there: others may put all cores to work now."""
    if is_under_way(generator.settings):
        end_conversions(desk_of(generator.settings))


def _frame_of(build: Build, settings: Mapping[str, Any]) -> Frame:
    """What all articles of this build are made of; an unknown one where somebody else has a hand in them, or where Pelican looks further
    than at a story: reading an article sets the locale of dates, say, or asks when its file was changed."""
    formats = (settings["DEFAULT_DATE_FORMAT"], *settings["DATE_FORMATS"].values())
    heard = (signals.content_object_init, signals.article_generator_preread, signals.article_generator_context)
    if (
        have_others(settings["PLUGINS"])
        or any(one.receivers for one in heard)
        or settings.get("READERS")
        or settings.get("TYPOGRIFY")
        or settings.get("DEFAULT_DATE") == "fs"
        or not all(isinstance(one, str) for one in formats)
        or build.site.options.plain_links
        or settings["INTRASITE_LINK_REGEX"] != LINK_REGEX
    ):
        return Frame()
    told = told_of({name: value for name, value in settings.items() if name not in _UNREAD})
    around = "\n".join((told, str(pelican.__version__), locale.setlocale(locale.LC_ALL), code_digest()))
    return Frame(key_of(build.site), build.once(converter_of).key, build.own_words, around)


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
            if len(items) == 1 and "translation" not in names_of_metadata(items[0]):
                items[0].translations = []
                index.append(items[0])
                continue
            originals, others = original(items, translation_id)
            index += originals
            translations += others
        return index, translations

    with replaced(here, "process_translations", linear):
        yield


@contextmanager
def _ways_found_once() -> Iterator[None]:
    """Meanwhile Pelican finds the way from the content folder to a file once: it wants that of each article for every address it makes."""
    kind: Any = contents.Content
    original = kind.get_relative_source_path
    known: dict[tuple[Any, Any], Any] = {}

    def way(content: Any, source_path: Any = None) -> Any:
        key = (content.settings["PATH"], source_path or content.source_path)
        if key not in known:
            known[key] = below(*key) or original(content, source_path)
        return known[key]

    with replaced(kind, "get_relative_source_path", way):
        yield


@contextmanager
def _terms_hashed_at_once() -> Iterator[None]:
    """Meanwhile a term that has its slug is hashed by that: Pelican asks a property for the slug of each term of each article."""
    with replaced(URLWrapper, "__hash__", lambda term: hash(term._slug or term.slug)):  # noqa: SLF001 (where the property keeps it)
        yield


@contextmanager
def _pictures_looked_for() -> Iterator[None]:
    """Meanwhile Pelican looks for pictures that say nothing in texts that have some."""
    original = readers.find_empty_alt

    def find(content: str, path: Any) -> None:
        if "<img" in content:
            original(content, path)

    with replaced(readers, "find_empty_alt", find):
        yield
