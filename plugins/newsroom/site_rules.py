"""What is asked of a site as a whole, and by its clock: W15, W16, W29."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from .file_reading import Reading
from .places import Place
from .problem import Problem
from .publication import is_public
from .site import Site
from .slug import fold
from .story import Story

_YEAR = timedelta(days=365)

#: What readers must find, and the words of an address or a title by which such a page is known, in several languages.
_POLICIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "about": (
        "who is behind it",
        (
            "about",
            "imprint",
            "impressum",
            "masthead",
            "ueberuns",
            "überuns",
            "whoweare",
            "apropos",
            "quisommesnous",
            "acercade",
            "sobre",
            "quienessomos",
            "pronas",
            "пронас",
            "чисьмы",
            "chisiamo",
            "overons",
            "من نحن",
            "عن",
        ),
    ),
    "contact": (
        "how to reach it",
        (
            "contact",
            "kontakt",
            "contacto",
            "contatti",
            "contato",
            "impressum",
            "imprint",
            "getintouch",
            "контакт",
            "зв'язок",
            "связь",
            "اتصل",
            "تواصل",
        ),
    ),
    "corrections": (
        "how it corrects itself",
        (
            "correction",
            "korrektur",
            "berichtigung",
            "rectificati",
            "correccion",
            "rectificacion",
            "errata",
            "виправлення",
            "исправления",
            "تصحيح",
        ),
    ),
}


def policy_pages(stories: Sequence[Story], places: Iterable[Place]) -> Iterator[Problem]:
    """W15: readers find out who writes, how to reach them, and what they do about an error."""
    if not any(story.is_article and story.status == "published" for story in stories):
        return
    told = [
        f"{story.slug} {story.title} {story.url}"
        for story in stories
        if not story.is_article and story.status in ("published", "hidden")
    ]
    told += [one.url for one in places if one.kind == "part" and not one.url.endswith((".xml", ".json", ".txt"))]
    known = fold(" ".join(told))
    for name, (what, words) in _POLICIES.items():
        if not any(fold(word) in known for word in words):
            said = f"no page of this site says {what}"
            yield Problem("pelicanconf.py", 0, 0, "W15", said, f"write one: content/pages/{name}.md")


def by_the_clock(stories: Sequence[Story], readings: Mapping[str, Reading], site: Site) -> Iterator[Problem]:
    """What time alone makes wrong with a story, or shows to be."""
    yield from reviews(stories, readings, site)
    yield from far_ahead(stories, readings, site)


def far_ahead(stories: Iterable[Story], readings: Mapping[str, Reading], site: Site) -> Iterator[Problem]:
    """W29: a year with a slip in it keeps a story from readers, and nobody would be told."""
    latest = site.now + _YEAR
    for story in stories:
        if not story.date or story.date <= latest or story.embargo:
            continue
        written = readings[story.path].story  # what is not public yet is told to a build as a draft, or not at all
        if written and written.status in ("published", "hidden"):
            said = f"no reader sees it before {story.date.astimezone(site.zone).date()}"
            remedy = "look at the year; an embargo says that it is meant"
            yield Problem(story.path, *readings[story.path].place("date"), "W29", said, remedy)


def reviews(stories: Iterable[Story], readings: Mapping[str, Reading], site: Site) -> Iterator[Problem]:
    """W16: what is read for years must be looked at again."""
    today = site.now.astimezone(site.zone).date()
    for story in stories:
        if not (story.review_by or story.type == "explainer") or not story.is_article or not is_public(story, site.now):
            continue
        reading = readings[story.path]
        if story.review_by:
            if story.review_by < today:
                said = f"it was to be read again by {story.review_by}"
                yield Problem(
                    story.path, *reading.place("review_by"), "W16", said, "read it again, then set another review_by"
                )
        elif story.type == "explainer" and (touched := _touched(story)) and touched < site.now - _YEAR:
            said = f"nobody has touched this explainer since {touched.astimezone(site.zone).date()}"
            key = "modified" if story.modified else "date"
            yield Problem(
                story.path, *reading.place(key), "W16", said, "read it again, then write modified: or review_by:"
            )


def _touched(story: Story) -> datetime | None:
    return max((moment for moment in (story.date, story.modified) if moment), default=None)
