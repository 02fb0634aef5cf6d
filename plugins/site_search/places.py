"""Where the search stands: a page for each language, and the folder of the index."""

from collections.abc import Iterator, Mapping

from ..newsroom.desk import Build
from ..newsroom.places import Place, file_of
from ..newsroom.taken_over import of_heads
from .options import WHEN, Options
from .searched import searched


def addresses(build: Build) -> Mapping[str, str]:
    """Language -> the address of its search page: the site's own language, and each that it finds something in."""
    options = build.options("SITE_SEARCH", Options)
    if not options.address or not build.has_template("search"):
        return {}
    own = build.site.lang
    others = sorted({story.lang for story in build.once(searched)} - {own})
    return {own: options.address, **{lang: f"{lang}/{options.address}" for lang in others}}


def is_wanted(build: Build) -> bool:
    """Whether this build makes the index. `SITE_SEARCH_NOW`, which `newsroom build --search` sets, asks for it whatever the options say."""
    options = build.options("SITE_SEARCH", Options)
    if not build.once(addresses) or options.index not in WHEN:
        return False
    asked = bool(build.setting("SITE_SEARCH_NOW"))
    return asked or options.index == "always" or (options.index == "published" and not build.site.preview)


@of_heads
def places(build: Build) -> Iterator[Place]:
    for lang, url in build.once(addresses).items():
        yield Place("part", "", f"the search page in {lang} (SITE_SEARCH, address)", url, (file_of(url),))
    if build.once(is_wanted):
        folder = build.options("SITE_SEARCH", Options).folder.strip("/")
        yield Place(
            "part", "", "the index of the search (SITE_SEARCH, folder)", "", (f"{folder}/pagefind.js",), indexed=False
        )
