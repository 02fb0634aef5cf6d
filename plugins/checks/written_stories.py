"""From a story to what every surface of its site is to tell of it. Pure."""

from typing import Any

from ..newsroom.archive import Archive
from ..newsroom.credit import Credit
from ..newsroom.pinned import pinned
from ..newsroom.provenance import facts_of, license_text, name_on, their_byline, updated
from ..newsroom.registry import Registries, is_shown
from ..newsroom.story import Story
from ..newsroom.visible_text import visible_text
from .surfaces import correction_told, license_address, moment, small, words
from .written import Written


def written_of(story: Story, credit: Credit, registries: Registries, archive: Archive) -> Written:
    """What is to be told of an article."""
    theirs = their_byline(story)
    terms = license_text(story, registries)
    sources = tuple(facts_of(one) for one in story.sources)
    topics = [one.name for one in story.categories if is_shown(registries.categories, one.slug)]
    topics += [one.name for one in story.tags if is_shown(registries.tags, one.slug)]
    facts: dict[str, Any] = {
        "id": story.id,
        "relation": credit.relation,
        "title": words(story.title),
        "type": story.type,
        "authors": (words(name_on(theirs)),) if theirs else tuple(words(one.name) for one in story.authors),
        "topics": small(topics),
        "licence": license_address(terms),
        "number of corrections": len(story.corrections),
        "corrections": tuple(correction_told(one.text, one.date.isoformat()) for one in story.corrections),
        "deck": words(story.deck),
        "language": story.lang.lower().replace("_", "-"),
        "addresses of the sources": tuple(
            sorted({one.url for one in story.sources if one.url and one.relation != "with-partner"})
        ),
        "order of the sources": tuple(words(one.name) for one in story.sources),
        "editors": tuple(words(one.name) for one in story.editors),
        "translators": tuple(words(one.name) for one in story.translators),
    }
    if story.date is not None:
        facts["time of publication"] = moment(story.date.isoformat())
    if (changed := updated(story)) is not None:
        facts["time of the last change"] = moment(changed.isoformat())
    if said := visible_text(story.summary) or story.deck:
        facts["description"] = words(said)
    if story.image and story.image.alt and not story.image.decorative:
        facts["alternative text of the picture"] = words(story.image.alt)
    kept_out = [archive.find(name, story.lang) for name in story.related_exclude]
    return Written(
        story.path,
        facts,
        words(credit.text),
        sources,
        lambda: story.body,
        tuple(one.file for one in pinned(story, archive)),
        frozenset(one.file for one in kept_out if one),
        story.storyline.slug if story.storyline else "",
    )
