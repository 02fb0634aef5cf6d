"""How the site credits its sources, from its own settings: what the page about it shows. Pure."""

from dataclasses import dataclass

from ..newsroom.credit import FACTS, credit_of
from ..newsroom.desk import Build
from ..newsroom.story import RELATIONS, Source, Story
from ..newsroom.words import message
from .options import Options

_BYLINES = {
    "republished": message("The byline is theirs."),
    "wire": message("The byline is the agency's."),
    "translated": message("The byline is theirs, with our translator."),
}
_OURS = message("The byline is ours.")


@dataclass(frozen=True, slots=True)
class Practice:
    """One relation: when it is meant, the sentence readers see, whose name stands on the story, and whether search engines list it."""

    relation: str
    meaning: str
    sentence: str
    byline: str
    indexed: bool
    count: int


_MEANINGS = {
    "republished": message("Somebody else's article, unchanged, with their permission or under their licence."),
    "wire": message("The report of a news agency, as the agency sent it."),
    "translated": message("Somebody else's article, in another language."),
    "with-partner": message("Reported together with another newsroom."),
    "based-on": message("Written by us, on what somebody else reported first."),
    "press-release": message("Written from what an organisation said of itself."),
    "via": message("Found at somebody else's; the reporting is our own."),
}


def practices(build: Build) -> tuple[Practice, ...]:
    """Every relation in the order of the claim, with how often published stories have it."""
    counts = dict.fromkeys(RELATIONS, 0)
    for story in build.archive:
        for relation in {source.relation for source in story.sources}:
            counts[relation] += 1
    reprints = build.options("ATTRIBUTION", Options).index_reprints
    made = []
    _ = build.words(build.site.lang)
    name = _("the source")
    for relation in RELATIONS:
        example = Story("", "", "", lang=build.site.lang, sources=(Source(name, "", relation),))
        sentence = credit_of(example, build.registries, words=_, sentences=build.own_sentences).text
        if sentence == name:  # of an agency the name alone stands there
            sentence = _("The name of the agency.")
        indexed = FACTS[relation].indexed or reprints
        made.append(
            Practice(relation, _MEANINGS[relation], sentence, _BYLINES.get(relation, _OURS), indexed, counts[relation])
        )
    return tuple(made)
