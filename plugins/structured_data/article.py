"""A story in the words of schema.org (schema.org/NewsArticle). Pure: no date, licence or address that nobody gave.

`isBasedOn`, `translationOfWork`, `citation` and `contributor` follow from the relation to a source; `creditText` is the sentence that
the page shows. `publisher` is always the site, `copyrightHolder` whoever's text it is.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ..newsroom.credit import Credit, license_of
from ..newsroom.desk import Build
from ..newsroom.provenance import holder_of, license_text, name_on, their_byline, updated
from ..newsroom.registry import is_shown
from ..newsroom.story import ORIGINAL, Image, Person, Source, Story, Term
from .addresses import Addresses

_SUBTYPES = {
    "explainer": "BackgroundNewsArticle", "report": "ReportageNewsArticle", "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle", "review": "ReviewNewsArticle", "live": "LiveBlogPosting",
}  # fmt: skip
#: A report is what we saw ourselves.
_OWN = (ORIGINAL, "with-partner")
_THINGS = {"person": "Person", "place": "Place", "organisation": "Organization", "event": "Event", "topic": "Thing"}
#: The tags that a story is about; the rest it mentions.
_ABOUT = 3

Node = dict[str, Any]


def article_node(story: Story, build: Build, addresses: Addresses) -> Node:
    """The NewsArticle of a published story, without its `@context`."""
    credit = build.credit(story)
    sources = _Sources(story, credit, build)
    image = image_node(story.image, addresses) if story.image else None
    made: Node = {
        "@type": types_of(story, credit.relation),
        "mainEntityOfPage": addresses.absolute(story.url),
        "url": addresses.absolute(story.url),
        "headline": story.title,
        "alternativeHeadline": story.deck,
        "description": build.description(story),
        "inLanguage": story.lang,
        "articleSection": _names(story.categories, build.registries.categories),
        "keywords": _names(story.tags, build.registries.tags),
        "author": sources.authors(addresses),
        "editor": _people(story.editors, build, addresses),
        "translator": _people(story.translators, build, addresses),
        "contributor": [*_people(story.contributors, build, addresses), *sources.partners()],
        "publisher": addresses.publisher(),
        "datePublished": story.date.isoformat() if story.date else "",
        "dateModified": moment.isoformat() if (moment := updated(story)) else "",
        "timeRequired": f"PT{story.reading_minutes}M",
        "isAccessibleForFree": True,
        "creditText": credit.text,
        "isBasedOn": _one(sources.works("isBasedOn")),
        "translationOfWork": _one(sources.works("translationOfWork")),
        "citation": _one(sources.works("citation")),
        "backstory": " ".join(source.changes for source in story.sources if source.changes),
        "copyrightHolder": sources.holder(addresses),
        "license": sources.license(),
        "image": [image] if image else [],
        "correction": [
            {"@type": "CorrectionComment", "text": one.text, "datePublished": one.date.isoformat()}
            for one in story.corrections
        ],
        "isPartOf": _storyline(story, build, addresses),
        "about": _things(story.tags[:_ABOUT], build),
        "mentions": _things(story.tags[_ABOUT:], build),
    }
    return given(made)


def types_of(story: Story, relation: str) -> str | list[str]:
    """NewsArticle, with the subtype of the story's type where it has one; a report has it only where it is our own."""
    subtype = _SUBTYPES.get(story.type, "")
    if subtype == "ReportageNewsArticle" and relation not in _OWN:
        subtype = ""
    return ["NewsArticle", subtype] if subtype else "NewsArticle"


def image_node(image: Image, addresses: Addresses) -> Node:
    """The picture with its credit and licence (developers.google.com/search/docs/appearance/structured-data/image-license-metadata)."""
    terms = license_of(image.license)
    return given(
        {
            "@type": "ImageObject",
            "url": addresses.absolute(image.src),
            "contentUrl": addresses.absolute(image.src),
            "caption": image.caption,
            "description": image.alt,
            "creditText": image.credit,
            "license": terms.url if terms else "",
        }
    )


def breadcrumb_node(story: Story, build: Build, addresses: Addresses) -> Node | None:
    """The way from the home page through the primary category and its parents; None for a story that has no page of a category."""
    steps = [(build.site.name, addresses.absolute(""))]
    for term in build.registries.categories.line(story.categories[0]) if story.categories else ():
        place = build.places.get(("category", term.slug))
        if place:
            steps.append((term.name, addresses.absolute(place.url)))
    if len(steps) == 1:
        return None
    steps.append((story.title, addresses.absolute(story.url)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }


def given(node: Mapping[str, Any]) -> Node:
    """A node without what nobody gave."""
    return {key: value for key, value in node.items() if value not in ("", None, [], {})}


class _Sources:
    """What the sources of a story say in schema.org."""

    def __init__(self, story: Story, credit: Credit, build: Build) -> None:
        self._story, self._credit, self._build = story, credit, build

    def authors(self, addresses: Addresses) -> list[Node]:
        """Ours; theirs for a reprint or a translation: the person who is named, else the outlet."""
        theirs = their_byline(self._story)
        if theirs is None:
            return _people(self._story.authors, self._build, addresses)
        name = name_on(theirs)
        return [self._outlet(theirs) if name == theirs.name else {"@type": "Person", "name": name}]

    def partners(self) -> list[Node]:
        return [self._outlet(source) for source in self._story.sources if source.relation == "with-partner"]

    def works(self, name: str) -> list[Node]:
        return [self._work(source) for source in self._story.sources if _property(source.relation) == name]

    def holder(self, addresses: Addresses) -> Node | None:
        source = holder_of(self._story)
        if source:
            return self._outlet(source)
        return None if self._credit.relation == "translated" else {"@id": addresses.publisher_id}

    def license(self) -> str:
        """The address of the text's licence; nothing where it is not known."""
        terms = license_of(license_text(self._story, self._build.registries))
        return terms.url if terms else ""

    def _work(self, source: Source) -> Node:
        terms = license_of(source.license)
        return given(
            {
                "@type": "CreativeWork" if source.relation == "press-release" else "NewsArticle",
                "url": source.url,
                "headline": source.title,
                "author": {"@type": "Person", "name": source.author} if source.author else None,
                "publisher": self._outlet(source),
                "datePublished": source.published.isoformat() if source.published else "",
                "archivedAt": source.archived,
                "inLanguage": source.lang,
                "license": terms.url if terms else "",
            }
        )

    def _outlet(self, source: Source) -> Node:
        outlet = self._build.registries.sources.get(source.slug)
        kind = "Organization" if source.relation == "press-release" else "NewsMediaOrganization"
        facts = {"url": outlet.url, "sameAs": list(outlet.same_as)} if outlet else {}
        return given({"@type": kind, "name": source.name, **facts})


def _property(relation: str) -> str:
    return {"translated": "translationOfWork", "via": "citation", "with-partner": ""}.get(relation, "isBasedOn")


def _one(nodes: list[Node]) -> Node | list[Node] | None:
    """One work is said alone, several as a list."""
    return nodes[0] if len(nodes) == 1 else nodes


def _people(people: Iterable[Person], build: Build, addresses: Addresses) -> list[Node]:
    return [person_node(one, build, addresses) for one in people]


def person_node(person: Person, build: Build, addresses: Addresses) -> Node:
    """A person with their page on this site and what authors.yaml knows."""
    entry, place = build.registries.authors.get(person.slug), build.places.get(("author", person.slug))
    return given(
        {
            "@type": "Person",
            "name": person.name,
            "url": addresses.absolute(place.url) if place and place.url else "",
            "jobTitle": entry.role if entry else "",
            "image": addresses.absolute(entry.image) if entry and entry.image else "",
            "sameAs": list(entry.same_as) if entry else [],
        }
    )


def _storyline(story: Story, build: Build, addresses: Addresses) -> Node | None:
    """The event that a story follows, where it has a page."""
    place = build.places.get(("storyline", story.storyline.slug)) if story.storyline else None
    if place is None:
        return None
    return {"@type": "CreativeWorkSeries", "name": place.name, "url": addresses.absolute(place.url)}


def _names(terms: Iterable[Term], registry: Any) -> list[str]:
    return [term.name for term in terms if is_shown(registry, term.slug)]


def _things(terms: Iterable[Term], build: Build) -> list[Node]:
    """The topics that stand for a known thing: they have an address elsewhere that says which."""
    found = []
    for term in terms:
        topic = build.registries.tags.get(term.slug)
        if topic and topic.same_as and topic.status == "active":
            found.append(
                {"@type": _THINGS.get(topic.kind, "Thing"), "name": topic.name, "sameAs": _single(topic.same_as)}
            )
    return found


def _single(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)
