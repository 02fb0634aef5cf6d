"""The writer that Pelican is given: whoever asks it for a feed of stories gets one of ours."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pelican.writers import Writer

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_text
from ..newsroom.story import Story
from . import atom, json_feed, rss
from .entries import Entries
from .feed import Feed, sibling_of
from .front import Front
from .items import Items
from .options import Options
from .rests import rests_of

FORMATS: Mapping[str, Callable[[Feed, Entries], str]] = {
    "atom": lambda feed, entries: atom.written(feed, entries.written_by(atom.entry)),
    "rss": lambda feed, entries: rss.written(feed, entries.written_by(rss.entry)),
    "json": lambda feed, _entries: json_feed.written(feed),
}


class FeedWriter(Writer):  # type: ignore[misc] # Pelican is not typed
    """Pelican's writer with feeds that keep their ids and name their sources. Feeds of what is no story stay Pelican's."""

    def feed_rests_on(
        self,
        elements: Any,
        path: Any = None,
        url: Any = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: Any = None,
    ) -> Any:
        """All that `write_feed` would make of this, besides settings and code, in plain values; None where that cannot be known."""
        build = desk_of(self.settings)
        rests = build.once(rests_of)
        rows = rests.of(list(elements), self.settings["FEED_MAX_ITEMS"])
        if rests.around is None or rows is None:
            return None
        looks = build.once(_is_shown_to_people)
        home = home_of(str(path), build)
        told = (str(path), str(url), feed_type, override_output, str(feed_title), home, looks)
        return (*told, rows, rests.around)

    def write_feed(
        self,
        elements: Any,
        context: Any,
        path: Any = None,
        url: Any = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: Any = None,
    ) -> Any:
        build = desk_of(self.settings)
        stories = [build.story_of(one) for one in elements]
        if path is None or not all(stories):
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        options = build.options("FEEDS", Options)
        rendered = {id(story): one for story, one in zip(stories, elements, strict=True)}
        items = Items(build, options, lambda story: str(rendered[id(story)].get_content(build.site.url)))
        limit = self.settings["FEED_MAX_ITEMS"]
        chosen = [story for story in stories if story is not None][:limit]
        is_main = self._is_main(path)
        addresses = {feed_type: (str(path), str(url or path))}
        addresses |= {name: (file, file) for name, file in self._siblings(path, feed_type).items()}
        gone = _tombstones(build.desk.stories, items) if is_main else ()
        entries = build.once(_entries)
        lang = _language(chosen, build.site.lang)
        shown = tuple(entries.item(story, items.item) for story in chosen)
        for name, (file, address) in addresses.items():
            feed = Feed(
                title=f"{feed_title} | {build.site.name}" if feed_title else build.site.name,
                url=items.absolute(address),
                home=items.absolute(home_of(str(path), build)),
                items=shown,
                subtitle=str(self.settings.get("SITESUBTITLE") or "") if is_main else "",
                lang=lang,
                author=build.site.name,
                hub=options.hub,
                gone=gone,
                front=front_of(build, options, lang),
            )
            write_text(Path(self.output_path), file, FORMATS[name](feed, entries))
        return None

    def files_beside(
        self,
        elements: Any,
        _context: Any,
        path: Any,
        _url: Any = None,
        feed_type: str = "atom",
        *_rest: Any,
        **_more: Any,
    ) -> tuple[str, ...]:
        """The files that `write_feed`, called with the same, writes besides the one at `path`."""
        build = desk_of(self.settings)
        is_ours = build.once(rests_of).are_stories(list(elements))
        return tuple(self._siblings(path, feed_type).values()) if is_ours else ()

    def _siblings(self, path: Any, feed_type: str) -> dict[str, str]:
        """Format -> file."""
        options = desk_of(self.settings).options("FEEDS", Options)
        extra = options.formats if self._is_main(path) else options.term_formats
        return {
            name: sibling
            for name in extra
            if name in FORMATS and feed_type == "atom" != name and (sibling := sibling_of(str(path), name))
        }

    def _is_main(self, path: Any) -> bool:
        return path in (self.settings.get("FEED_ALL_ATOM"), self.settings.get("FEED_ALL_RSS"))


def _entries(_build: Build) -> Entries:
    return Entries()


def _is_shown_to_people(build: Build) -> bool:
    """Whether feeds have what a person sees of them."""
    return front_of(build, build.options("FEEDS", Options), build.site.lang) is not None


def front_of(build: Build, options: Options, lang: str) -> Front | None:
    """What a person sees of a feed; None where the site or its theme wants none."""
    file = "css/feed.css"
    if not options.look or not (Path(str(build.setting("THEME") or "")) / "static" / file).is_file():
        return None
    _ = build.words(lang)
    notice = _("This is a feed: put its address into a feed reader, and new stories come to you.")
    look = build.site.absolute(f"{build.setting('THEME_STATIC_DIR')}/{file}")
    return Front(look, notice, _("Read it on {site}", site=build.site.name), _.day)


def home_of(path: str, build: Build) -> str:
    """The page that a feed belongs to, below the site's address: the topic's, author's or source's; else the home page."""
    return build.once(_homes).get(path, "")


def _homes(build: Build) -> Mapping[str, str]:
    return {file: place.url for place in build.all_places if place.slug for file in place.files}


def _tombstones(stories: tuple[Story, ...], items: Items) -> tuple[Any, ...]:
    found = (items.tombstone(story) for story in stories if story.status == "withdrawn" and story.is_article)
    return tuple(sorted((one for one in found if one), key=lambda one: one.id))


def _language(stories: list[Story], default: str) -> str:
    """The language of a feed all of whose stories have one; the site's where they differ."""
    languages = {story.lang for story in stories}
    return next(iter(languages)) if len(languages) == 1 else default
