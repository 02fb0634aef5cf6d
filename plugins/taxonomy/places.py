"""Where categories, tags and authors stand on the site, with the addresses they had before."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..newsroom.desk import Build
from ..newsroom.listing import feed_paths
from ..newsroom.places import Place, page_files
from ..newsroom.provenance import newest, updated
from ..newsroom.registry import Author, Topic
from ..newsroom.story import Story
from ..newsroom.taken_over import of_heads
from .index import Entry
from .indexes import indexes_of
from .options import Options


@of_heads
def places(build: Build) -> Iterator[Place]:
    late = [story for story in build.archive.stories if updated(story) != story.date]
    for kind, file in (("category", "categories"), ("tag", "tags"), ("author", "authors")):
        index = build.once(indexes_of).of(kind)
        changed: dict[str, list[Story]] = {}
        for story in late:
            for term in index.terms(story):
                changed.setdefault(term.slug, []).append(story)
        for entry in index:
            yield _place(kind, file, entry, build, _newest(entry, changed.get(entry.term.slug, ())))


def _newest(entry: Entry, late: Sequence[Story]) -> datetime | None:
    """When the last of an entry's stories changed: its first one is the newest, and only a `late` one may have changed after that."""
    listed = set(map(id, entry.stories)) if late else ()
    return newest([entry.stories[0], *(story for story in late if id(story) in listed)])


def is_thin(count: int, topic: Topic | None, build: Build) -> bool:
    """Whether a topic is left to readers: too few stories for a search engine, and no description."""
    return count < build.options("TAXONOMY", Options).thin and not (topic and topic.description)


def _place(kind: str, file: str, entry: Entry, build: Build, changed: datetime | None) -> Place:
    prefix = kind.upper()
    facts = {"slug": entry.term.slug, "name": entry.term.name, "lang": build.site.lang}
    url = str(build.setting(f"{prefix}_URL", "")).format(**facts)
    save_as = str(build.setting(f"{prefix}_SAVE_AS", "") or "").format(**facts)
    files: list[str] = []
    if save_as:
        per_page = dict(build.setting("PAGINATED_TEMPLATES") or {}).get(kind, 0)
        per_page = build.setting("DEFAULT_PAGINATION") if per_page is None else per_page
        files += page_files(save_as, len(entry.stories), int(per_page or 0), build.setting("PAGINATION_PATTERNS") or ())
    if build.options("TAXONOMY", Options).feeds:
        files += feed_paths(build.setting, prefix, entry.term.slug).values()
    known = entry.topic or (build.registries.authors.get(entry.term.slug) if kind == "author" else None)
    former = (
        tuple(
            str(build.setting(f"{prefix}_URL", "")).format(**facts | {"slug": old})
            for old in _old_slugs(kind, known, build)
        )
        if save_as
        else ()
    )
    where = build.site.registry(file) if known else entry.stories[0].path
    return Place(
        kind,
        entry.term.slug,
        entry.term.name,
        url.lstrip("/"),
        tuple(files),
        former,
        where,
        known.line if known else 0,
        indexed=kind == "author" or not is_thin(len(entry.stories), entry.topic, build),
        updated=changed,
    )


def _old_slugs(kind: str, known: Topic | Author | None, build: Build) -> Iterator[str]:
    """The slugs that lead here: former ones, those of the aliases, and of what was merged into it."""
    if known is None:
        return
    yield from (slug for alias in known.aliases if (slug := build.site.slugs.of(alias, kind)) != known.slug)
    if not isinstance(known, Topic):
        return
    yield from known.was
    registry = build.registries.tags if build.registries.tags.get(known.slug) is known else build.registries.categories
    for other in registry:
        if other.status == "merged" and registry.find(other.slug) is known:
            yield from (other.slug, *other.was, *(build.site.slugs.of(alias, kind) for alias in other.aliases))
