"""Where a story comes from, as plain facts: what feeds, structured data and `provenance.json` say alike. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from .credit import FACTS, Credit
from .registry import Registries
from .story import Source, Story

#: Relations of a text that carries its source's name in place of ours.
_THEIRS = ("republished", "wire", "translated")
#: Facts of a source in the order in which they are written.
_FACTS = (
    "url", "title", "author", "published", "accessed", "archived", "gone", "license", "permission", "changes",
    "lang",
)  # fmt: skip


def facts_of(source: Source) -> dict[str, Any]:
    """A source as its writer gave it, dates in ISO 8601; a fact that nobody gave is absent."""
    facts: dict[str, Any] = {"name": source.name, "relation": source.relation}
    for key in _FACTS:
        value = getattr(source, key)
        if value:
            facts[key] = value.isoformat() if isinstance(value, date) else value
    if source.upstream:
        facts["upstream"] = {
            "name": source.upstream.name,
            **({"url": source.upstream.url} if source.upstream.url else {}),
        }
    return facts


def provenance_of(story: Story, credit: Credit) -> dict[str, Any]:
    """Relation, credit sentence and sources of a story; "original" has neither credit nor sources."""
    facts: dict[str, Any] = {"relation": credit.relation}
    if credit.text:
        facts["credit"] = credit.text
    if story.sources:
        facts["sources"] = [facts_of(source) for source in story.sources]
    return facts


def updated(story: Story) -> datetime | None:
    """When the story last changed for its readers: the last of its date, `modified` and its corrections; never the build's time.

    A correction has a day only: it counts from the beginning of that day in the zone of the story's date.
    """
    if story.date is None:
        return story.modified
    if story.modified is None and not story.corrections:
        return story.date
    moments = [story.date, *([story.modified] if story.modified else [])]
    moments += [datetime.combine(one.date, time(), story.date.tzinfo) for one in story.corrections]
    return max(moments)


def newest(stories: Iterable[Story]) -> datetime | None:
    """When the last of the stories changed."""
    return max(filter(None, map(updated, stories)), default=None)


def is_reprint(story: Story) -> bool:
    """Whether the text is somebody else's: republished, or an agency's copy."""
    return holder_of(story) is not None


def is_indexed(story: Story, settings: Mapping[str, Any]) -> bool:
    """Whether search engines may list the story: published, and no reprint unless the site's ATTRIBUTION allows it."""
    return story.status == "published" and (are_reprints_indexed(settings) or not is_reprint(story))


def are_reprints_indexed(settings: Mapping[str, Any]) -> bool:
    """Whether search engines may list what others reported; ATTRIBUTION says so, and the core must know."""
    policy = settings.get("ATTRIBUTION")
    return bool(policy.get("index_reprints")) if isinstance(policy, Mapping) else False


def holder_of(story: Story) -> Source | None:
    """Whose text it is where it is not ours: the source of a reprint."""
    for source in story.sources:
        if FACTS[source.relation].reprint:
            return source
    return None


def license_text(story: Story, registries: Registries) -> str:
    """The licence of the story's text as somebody wrote it: ours on our own; on a reprint the source's, and never ours."""
    source = holder_of(story)
    if source is None:
        return story.license
    outlet = registries.sources.get(source.slug)
    return source.license or (outlet.license if outlet and not source.permission else "")


def their_byline(story: Story) -> Source | None:
    """The source whose name stands on the story in place of ours: of a reprint or a translation."""
    return next((source for source in story.sources if source.relation in _THEIRS), None)


def name_on(source: Source) -> str:
    """The name that a text of theirs carries: its author's where one is known, an agency's always."""
    return source.name if source.relation == "wire" else source.author or source.name
