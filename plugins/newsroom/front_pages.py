"""A front page for every language that a published story has: where they stand. Pure."""

from collections.abc import Iterator, Mapping

from .desk import Build
from .places import Place, file_of
from .provenance import newest
from .taken_over import of_heads


def front_urls(build: Build) -> Mapping[str, str]:
    """Language -> the address of its front page below the site's: "" for the site's own, then the others that stories are written in.

    A theme without the template `front` has the home page alone.
    """
    pattern = build.site.options.front_url
    others = sorted({story.lang for story in build.archive} - {build.site.lang})
    if not pattern or "{lang}" not in pattern or not build.has_template("front"):
        return {build.site.lang: ""}
    return {build.site.lang: "", **{lang: pattern.replace("{lang}", lang) for lang in others}}


@of_heads
def places(build: Build) -> Iterator[Place]:
    for lang, url in build.once(front_urls).items():
        if url:
            stories = (story for story in build.archive if story.lang == lang)
            name = f"the front page in {lang} (NEWSROOM, front_url)"
            yield Place("part", "", name, url, (file_of(url),), updated=newest(stories))
