"""Where sources stand on the site, with the addresses they had before."""

from collections.abc import Iterator

from ..newsroom.desk import Build
from ..newsroom.places import Place, file_of, page_files
from ..newsroom.provenance import newest
from ..newsroom.taken_over import of_heads
from .options import Options
from .sources import Debts, by_source


def debts_of(build: Build) -> tuple[Debts, ...]:
    """Every source with the published stories that credit it."""
    return by_source(build.archive)


@of_heads
def places(build: Build) -> Iterator[Place]:
    options = build.options("ATTRIBUTION", Options)
    registry = build.site.registry("sources")
    if options.sources_url and build.has_template("sources"):
        yield Place("part", "", "the index of sources", options.sources_url, (file_of(options.sources_url),))
    if options.policy_url and build.has_template("how_we_credit"):
        yield Place(
            "part", "", "the page How we credit our sources", options.policy_url, (file_of(options.policy_url),)
        )
    for file in ("provenance.json", "provenance.schema.json", ".well-known/tdmrep.json"):
        yield Place("part", "", f"attribution's {file}", file, (file,))
    per_page = dict(build.setting("PAGINATED_TEMPLATES") or {}).get("source", 0)
    per_page = build.setting("DEFAULT_PAGINATION") if per_page is None else per_page
    has_page = build.has_template("source")
    for debts in build.once(debts_of):
        url = options.source_url.format(slug=debts.slug)
        files = page_files(
            file_of(url), len(debts.stories), int(per_page or 0), build.setting("PAGINATION_PATTERNS") or ()
        )
        files = files if has_page else ()
        feed = (options.source_feed.format(slug=debts.slug),) if options.source_feed else ()
        outlet = build.registries.sources.get(debts.slug)
        old = [
            slug
            for alias in (outlet.aliases if outlet else ())
            if (slug := build.site.slugs.of(alias, "source")) != debts.slug
        ]
        former = tuple(options.source_url.format(slug=slug) for slug in old)
        yield Place(
            "source",
            debts.slug,
            debts.name,
            url if has_page else "",
            (*files, *feed),
            former if has_page else (),
            registry if outlet else debts.stories[0].path,
            updated=newest(debts.stories),
        )
