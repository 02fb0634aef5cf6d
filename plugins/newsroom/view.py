"""What templates may ask the core: `newsroom.of(article)` and what stands around a story."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from .age import Age, age_of
from .answers import of_stories, of_story
from .desk import Build
from .fragments import Fragments
from .front_pages import front_urls
from .front_view import FrontPage, front_page
from .languages import name_of
from .markup import html_of
from .named import Named
from .periods import Year, years_of
from .places import file_of
from .provenance import name_on, their_byline
from .site_places import page_of
from .story import Correction, Image, Story, Withdrawal
from .words import Words


@dataclass(frozen=True, slots=True)
class Link:
    """A title and its address below the site's. `language` is the name of `lang` in itself."""

    title: str
    url: str
    lang: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body with its anchor, and the headings below it."""

    title: str
    anchor: str
    sections: "tuple[Heading, ...]" = ()


@dataclass(frozen=True, slots=True)
class Contributor(Named):
    """A person with what `authors.yaml` knows. `bio` is HTML. `count` is how many published stories they wrote."""

    name: str
    slug: str
    url: str
    role: str = ""
    bio: Any = ""
    image: str = ""
    email: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, as printed: people, or for an agency's copy its name. `note` says more in a sentence."""

    people: tuple[Contributor, ...]
    agency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The stories before and after one, in the order of time; None at either end."""

    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class CorrectedStory:
    """Pelican's article, and one of its corrections."""

    article: Any
    correction: Correction


class StoryView:
    """A story as templates see it: its own fields, and what follows from them in this build.

    It keeps what it was asked for, as a hundred pages ask for the title; but not the words, which are as large as all else together.
    """

    def __init__(self, story: Story, build: Build) -> None:
        self._story, self._build = story, build

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._story, name)
        if name not in _LARGE:
            self.__dict__[name] = value
        return value

    @cached_property
    def is_preview(self) -> bool:
        """Shown on this machine only: readers may not see it yet."""
        return self._story.status == "draft"

    @cached_property
    def description(self) -> str:
        return self._build.description(self._story)

    @cached_property
    def wants_toc(self) -> bool:
        """What the story says of its table of contents, else what the site does."""
        return self._build.site.options.toc if self._story.toc is None else self._story.toc

    @cached_property
    def age(self) -> Age | None:
        """From when on the story says that it is old."""
        site = self._build.site
        return age_of(
            self._story,
            site.now.astimezone(site.zone),
            months=site.options.age_months,
            evergreen=site.options.evergreen,
        )

    @cached_property
    def withdrawn(self) -> Withdrawal | None:
        """When and why the story was withdrawn, both empty where nobody said so; None of one that stands."""
        return (self._story.withdrawn or Withdrawal()) if self._story.status == "withdrawn" else None

    @cached_property
    def image(self) -> Image | None:
        """The lead picture; None of a withdrawn story, which shows nothing but its notice."""
        return None if self._story.status == "withdrawn" else self._story.image


_LARGE = frozenset({"body", "text", "words"})
NO_PERIODS: Mapping[str, Any] = MappingProxyType({})


class Newsroom:
    """The name `newsroom` in templates. `articles` maps a story's path to Pelican's object, `periods` are Pelican's `period_archives`."""

    def __init__(
        self,
        build: Build,
        articles: Mapping[str, Any],
        settings: Mapping[str, Any],
        periods: Mapping[str, Sequence[Mapping[str, Any]]] = NO_PERIODS,
    ) -> None:
        self._build, self._articles, self._settings, self._periods = build, articles, settings, periods
        self.site_url = build.site.url
        self.preview = build.site.preview
        self.fragments = Fragments()
        self.once = self.fragments.once
        self._fronts: dict[str, FrontPage] = {}
        self._views: dict[str, StoryView] = {}
        self._translations: dict[str, tuple[Link, ...]] = {}
        self._persons: dict[tuple[str, str | None], Contributor] = {}

    @of_story(but=("age",))
    def of(self, content: Any) -> StoryView | None:
        """What we know of one of Pelican's articles or pages; None where it was read by nobody of us."""
        story = self._build.story_of(content)
        return self._view(story) if story else None

    def _view(self, story: Story) -> StoryView:
        if story.path not in self._views:
            self._views[story.path] = StoryView(story, self._build)
        return self._views[story.path]

    def words(self, lang: str) -> Words:
        """What a page calls `_`: the words of its language."""
        return self._build.words(lang)

    def article_of(self, story: Story) -> Any:
        """Pelican's object for a story of this build; None for one that is not shown."""
        return self._articles.get(story.path)

    def articles_of(self, stories: Iterable[Story]) -> list[Any]:
        """Pelican's objects for stories, in their order, without those that are not shown."""
        some = list(stories)
        try:
            return list(map(self._by_story.__getitem__, map(id, some)))
        except KeyError:  # one that is not shown, or no story of the desk but one that is like it
            found = [self._articles.get(story.path) for story in some]
        return [article for article in found if article is not None]

    @cached_property
    def _by_story(self) -> dict[int, Any]:
        """Pelican's objects by the number of their story: a list of thousands need not look into each of them."""
        paths = self._articles
        return {id(story): paths[story.path] for story in self._build.desk.stories if story.path in paths}

    def menu(self, items: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
        """The entries of MENUITEMS that lead somewhere: another site, or a page of this one. What stands behind a name and an address is for other themes."""
        pairs = [(one[0], one[1]) for one in items if len(one) > 1]
        return tuple((name, url) for name, url in pairs if "://" in url or file_of(url.lstrip("/")) in self._files)

    def page(self, template: str) -> str:
        """The address of the page that the theme makes of this template (DIRECT_TEMPLATES); "" where the site has none."""
        return page_of(template, self._build.settings)

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(file for place in self._build.all_places for file in place.files)

    @of_story(and_others=True)
    def neighbours(self, article: Any) -> Neighbours:
        """The published stories before and after this one in its language."""
        story = self._build.story_of(article)
        order = self._orders.get(story.lang, {}) if story else {}
        if story is None or story.path not in order:
            return Neighbours(None, None)
        stories = self._by_lang[story.lang]
        n = order[story.path]
        return Neighbours(
            earlier=_link(stories[n + 1]) if n + 1 < len(stories) else None, later=_link(stories[n - 1]) if n else None
        )

    @of_story(and_others=True)
    def translations(self, article: Any) -> tuple[Link, ...]:
        """The published texts of the same story in other languages, by language; none of a draft."""
        story = self._build.story_of(article)
        if story is None or story.status != "published":
            return ()
        if story.path not in self._translations:
            others = self._build.archive.translations(story)
            self._translations[story.path] = tuple(
                Link(one.title, one.url, one.lang, name_of(one.lang, one.lang)) for one in others
            )
        return self._translations[story.path]

    @of_story(and_others=True)
    def versions(self, article: Any) -> tuple[tuple[str, str], ...]:
        """(language, address) of each version of a story that has several, itself included; "x-default" is that in the site's language.

        What search engines ask for (developers.google.com/search/docs/specialty/international/localized-versions).
        """
        story = self._build.story_of(article)
        others = self._build.archive.translations(story) if story and story.status == "published" else ()
        if story is None or not others:
            return ()
        found = sorted((one.lang, one.url) for one in (story, *others))
        return (*found, *(("x-default", url) for lang, url in found if lang == self._build.site.lang))

    @of_story()
    def contents(self, article: Any) -> tuple[Heading, ...]:
        """The headings of the body; none where there are fewer than two, or the story wants no list."""
        story = self._build.story_of(article)
        if story is None or not self._view(story).wants_toc:
            return ()
        sections = _sections(self._build.contents.get(story.path, []))
        return sections if len(sections) > 1 else ()

    def front(self, lang: str = "") -> FrontPage:
        """The front page of a language, the site's own where none is named: what front.yaml says, and what fills the rest.

        A site without a story in its own language shows them all. What an editor names stands for its translation, too.
        """
        lang = lang or self._build.site.lang
        if lang not in self._fronts:
            self._fronts[lang] = front_page(self._build, self._articles, lang)
        return self._fronts[lang]

    def home(self, lang: str) -> str:
        """The address of the front page for readers of a language: its own, else the site's, which is ""."""
        return self._build.once(front_urls).get(lang, "")

    @cached_property
    def fronts(self) -> tuple[Link, ...]:
        """The front page of every language, the site's own first."""
        urls = self._build.once(front_urls)
        return tuple(Link(self._build.site.name, url, lang, name_of(lang, lang)) for lang, url in urls.items())

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The years in which the site has stories, the latest first, with their months and how many stories these have; none where the settings
        ask for no pages of months.
        """
        return years_of(self._periods)

    def year(self, number: int) -> Year | None:
        """The year of this number; None where there is none of them."""
        return next((one for one in self.years if one.number == number), None)

    @cached_property
    def corrections(self) -> tuple[CorrectedStory, ...]:
        """Every correction of a story that readers may see, newest first."""
        rows = [(c, s) for s in self._build.archive.all for c in s.corrections if s.path in self._articles]
        rows.sort(key=lambda row: (-row[0].date.toordinal(), row[1].slug, row[1].lang, row[0].text))
        return tuple(CorrectedStory(self._articles[s.path], c) for c, s in rows)

    def person(self, author: Any) -> Contributor:
        """What is known of one of Pelican's authors, of a Person, or of a key or name."""
        name, slug = getattr(author, "name", None) or str(author), getattr(author, "slug", None)
        if (name, slug) not in self._persons:
            self._persons[name, slug] = self._person(name, slug)
        return self._persons[name, slug]

    def _person(self, name: str, slug: str | None) -> Contributor:
        entry = self._build.registries.authors.get(slug or "") or self._build.registries.authors.find(name)
        slug = entry.slug if entry else name if slug is None else slug
        url = str(self._settings.get("AUTHOR_URL", "")).format(slug=slug, name=name, lang=self._build.site.lang)
        count = self._counts.get(slug, 0)
        if entry is None:
            return Contributor(name, slug, url, count=count)
        return Contributor(
            entry.name, slug, url, entry.role, html_of(entry.bio), entry.image.lstrip("/"), entry.email, count
        )

    @cached_property
    def people(self) -> tuple[Contributor, ...]:
        """Everybody who wrote a published story, by name."""
        found = {person.slug: person for story in self._build.archive for person in story.authors}
        return tuple(sorted(map(self.person, found.values()), key=lambda one: (one.name.casefold(), one.slug)))

    @of_stories()
    def _counted(self, article: Any) -> tuple[int, ...]:
        """How many stories each author of this one has: what `bylines` says that is not its own."""
        story = self._build.story_of(article)
        return tuple([self.person(one).count for one in story.authors]) if story else ()

    @of_story(also="_counted")
    def bylines(self, article: Any) -> Byline:
        """Ours, except that a republished or agency story carries its own author, and a translated one ours beside theirs."""
        story = self._build.story_of(article)
        if story is None:
            return Byline(())
        people = tuple(map(self.person, story.authors))
        theirs = their_byline(story)
        _ = self.words(story.lang)
        names = _.names(person.name for person in story.translators)
        note = _("Translated by {names}", names=names) if names else ""
        if theirs is None:
            return Byline(people, "", note)
        return Byline((), name_on(theirs), note)

    @cached_property
    def _by_lang(self) -> dict[str, list[Story]]:
        found: dict[str, list[Story]] = {}
        for story in self._build.archive:
            found.setdefault(story.lang, []).append(story)
        return found

    @cached_property
    def _orders(self) -> dict[str, dict[str, int]]:
        return {lang: {story.path: n for n, story in enumerate(stories)} for lang, stories in self._by_lang.items()}

    @cached_property
    def _counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for story in self._build.archive:
            for person in story.authors:
                counts[person.slug] = counts.get(person.slug, 0) + 1
        return counts


def _link(story: Story) -> Link:
    return Link(story.title, story.url, story.lang)


def _sections(tokens: list[dict[str, Any]]) -> tuple[Heading, ...]:
    return tuple(Heading(_text(token["name"]), token["id"], _sections(token["children"])) for token in tokens)


def _text(name: str) -> str:
    """Python-Markdown hands a heading's name out with HTML entities."""
    from html import unescape

    return unescape(name)
