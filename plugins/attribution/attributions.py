"""The name `attribution` in templates."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..newsroom.answers import of_story
from ..newsroom.credit import FACTS, License, license_of
from ..newsroom.desk import Build
from ..newsroom.markup import html_of
from ..newsroom.named import Named
from ..newsroom.story import RELATIONS
from .options import Options
from .places import debts_of
from .policy import Practice, practices
from .sources import Debts
from .view import Attribution, attribution_of


@dataclass(frozen=True, slots=True)
class SourcePage(Named):
    """A source as readers see it. `description` is HTML, `website` its own address, `feed` a path below ours.

    `relations` are how our stories relate to it, as readers see it, with their number; `license` and `allowed` its terms for us.
    """

    name: str
    slug: str
    url: str
    count: int
    website: str = ""
    kind: str = ""
    description: Any = ""
    feed: str = ""
    same_as: tuple[str, ...] = ()
    relations: tuple[tuple[str, int], ...] = ()
    license: License | None = None
    allowed: tuple[str, ...] = ()

    @property
    def times(self) -> int:
        """`count`, under a name that no topic has: a page that reads it hangs on no topic's number of stories."""
        return self.count


class Attributions:
    """The name `attribution` in templates."""

    def __init__(self, build: Build) -> None:
        self._build, self.debts, self._prefix = build, build.once(debts_of), str(build.setting("SITEURL", ""))
        self.options = build.options("ATTRIBUTION", Options)
        self._made: dict[tuple[str, str], Attribution | None] = {}

    @of_story()
    def of(self, content: Any, prefix: str = "") -> Attribution | None:
        """The credit of a story, None for one of our own. `prefix` is the page's SITEURL, for links to pages of this site."""
        story = self._build.story_of(content)
        if story is None or story.status == "withdrawn":
            return None
        key = story.path, prefix or self._prefix
        if key not in self._made:
            self._made[key] = attribution_of(
                story,
                self._build.credit(story),
                self._build.registries,
                self._page_of,
                prefix=key[1],
                indexed=self._build.is_indexed(story) or story.status != "published",
            )
        return self._made[key]

    @cached_property
    def sources(self) -> tuple[SourcePage, ...]:
        """Every source that a story names, for the page of all: name, address of its page, how many stories."""
        return tuple(self.page(one) for one in self.debts)

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """How the site credits, for the page that says so."""
        return practices(self._build)

    def page(self, debts: Debts) -> SourcePage:
        """What the page of a source shows around its list; `debts` is what that page is given."""
        outlet = self._build.registries.sources.get(debts.slug)
        url, feed = self._page_of(debts.slug), self.options.source_feed.format(slug=debts.slug)
        if outlet is None:
            return SourcePage(debts.name, debts.slug, url, len(debts.stories), feed=feed, relations=_relations(debts))
        return SourcePage(
            outlet.name,
            debts.slug,
            url,
            len(debts.stories),
            outlet.url,
            outlet.kind,
            html_of(outlet.description),
            feed,
            outlet.same_as,
            _relations(debts),
            license_of(outlet.license),
            tuple(FACTS[relation].label for relation in RELATIONS if relation in outlet.allowed),
        )

    def _page_of(self, slug: str) -> str:
        return self.options.source_url.format(slug=slug)


def _relations(debts: Debts) -> tuple[tuple[str, int], ...]:
    """How the stories relate to the source, the strongest claim first, with their number."""
    counts = dict.fromkeys(RELATIONS, 0)
    for story in debts.stories:
        for relation in {source.relation for source in story.sources if source.slug == debts.slug}:
            counts[relation] += 1
    return tuple((FACTS[relation].label, count) for relation, count in counts.items() if count)
