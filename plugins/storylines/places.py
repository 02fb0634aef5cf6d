"""Where storylines stand on the site, with the addresses they had before."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place, file_of
from ..newsroom.provenance import newest
from ..newsroom.taken_over import of_heads
from .options import Options
from .threads import Thread, threads_of

#: A storyline of one part and without a description is left to readers; search engines have the story itself.
_LEAST = 2


@of_heads
def places(build: Build) -> Iterator[Place]:
    options = build.options("STORYLINES", Options)
    threads = build.once(threads_of).values()
    if threads and options.index_url and build.has_template("storylines"):
        yield Place("part", "", "the index of storylines", options.index_url, (file_of(options.index_url),))
    has_page = build.has_template("storyline")
    for thread in threads:
        yield _place(thread, options, has_page, build)


def _place(thread: Thread, options: Options, has_page: bool, build: Build) -> Place:
    url = options.url.format(slug=thread.slug)
    page = (file_of(url),) if has_page else ()
    feed = (options.feed.format(slug=thread.slug),) if options.feed else ()
    slugs = (build.site.slugs.of(alias, "storyline") for alias in (thread.entry.aliases if thread.entry else ()))
    former = tuple(options.url.format(slug=slug) for slug in slugs if slug != thread.slug) if has_page else ()
    stories = tuple(story for part in thread.parts for story in part)
    where = build.site.registry("storylines") if thread.entry else thread.parts[0][0].path
    described = bool(thread.entry and thread.entry.description)
    return Place(
        "storyline",
        thread.slug,
        thread.name,
        url if has_page else "",
        (*page, *feed),
        former,
        where,
        thread.entry.line if thread.entry else 0,
        indexed=described or len(thread.parts) >= _LEAST,
        updated=newest(stories),
    )
