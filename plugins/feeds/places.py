"""The files of the feeds plugin, so that no other takes their place."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place
from .feed import ENDINGS, sibling_of
from .options import Options

_NAMES = {
    "corrections": "the feed of corrections",
    "sitemap": "the sitemap",
    "news_sitemap": "the news sitemap",
    "robots": "robots.txt",
}


def places(build: Build) -> Iterator[Place]:
    options = build.options("FEEDS", Options)
    for option, name in _NAMES.items():
        file = getattr(options, option)
        if file and not (option == "robots" and file in build.own_files):
            yield Place("part", "", f"{name} (FEEDS, {option})", file, (file,))
    main = str(build.setting("FEED_ALL_ATOM") or "")
    for name in options.formats if main else ():
        if name in ENDINGS and (file := sibling_of(main, name)) != build.setting("FEED_ALL_RSS"):
            yield Place("part", "", f"the feed of everything (FEEDS, formats, {name})", file, (file,))
