"""Stories as items of a feed. Pure: what Pelican rendered is handed in."""

import mimetypes
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from ..newsroom.credit import FACTS, license_of
from ..newsroom.desk import Build
from ..newsroom.provenance import holder_of, license_text, name_on, provenance_of, their_byline, updated
from ..newsroom.published_files import published_files_of
from ..newsroom.registry import is_shown
from ..newsroom.story import Story
from .feed import Enclosure, Item, Origin, Person, Tombstone, Via, tag_uri
from .options import Options

#: Relations whose sources stand in a feed's metadata: those of a text that derives from another.
_DERIVED = ("republished", "wire", "translated", "based-on", "press-release", "via")
#: What a reader of feeds would run or load that a text needs not.
_ACTIVE = re.compile(
    r"<(script|style|iframe|object|embed)\b.*?</\1\s*>|<(?:script|iframe|embed)\b[^>]*>", re.IGNORECASE | re.DOTALL
)


class Items:
    """Makes items of stories. `render` gives the HTML of a story with absolute links."""

    def __init__(self, build: Build, options: Options, render: Callable[[Story], str]) -> None:
        self._build, self._options, self._render, self.words = build, options, render, build.words
        self.site_url = build.site.url
        host = re.sub(r"^\w+://", "", self.site_url).split("/")[0].split(":")[0]
        self.authority = options.authority or host or "localhost"

    def item(self, story: Story) -> Item:
        """A published story. Its id follows from its own `id` alone."""
        assert story.date is not None
        build, options = self._build, self._options
        credit = build.credit(story)
        provenance = provenance_of(story, credit)
        return Item(
            id=self.id_of(story),
            url=self.absolute(story.url),
            title=story.title,
            published=story.date,
            updated=updated(story) or story.date,
            summary=build.description(story),
            credit=credit.text,
            html=self._html(story, credit.text) if options.content == "full" else "",
            lang=story.lang,
            authors=self._authors(story),
            topics=self._topics(story),
            via=self._via(story),
            origin=self._origin(story),
            rights=self._rights(story),
            enclosure=self._enclosure(story),
            provenance={"about": self.absolute("provenance.json"), **provenance},
        )

    def tombstone(self, story: Story) -> Tombstone | None:
        """What is left of a withdrawn story; None where it has no date."""
        told = story.withdrawn
        moment = updated(story) or story.date
        if moment is None:
            return None
        if told and told.date:
            moment = moment.replace(year=told.date.year, month=told.date.month, day=told.date.day)
        return Tombstone(self.id_of(story), moment)

    def id_of(self, story: Story) -> str:
        """The id of a story in all feeds, a tag URI (RFC 4151): it stays when title, date or address change."""
        return tag_uri(self.authority, story.id)

    def absolute(self, url: str) -> str:
        return self._build.site.absolute(url)

    def _html(self, story: Story, credit: str) -> str:
        opening = f"<p>{escape(credit, quote=False)}</p>\n" if credit else ""
        return opening + _ACTIVE.sub("", self._render(story))

    def _authors(self, story: Story) -> tuple[Person, ...]:
        """As the byline has it: theirs for a reprint or a translation."""
        theirs = their_byline(story)
        if theirs:
            return (Person(name_on(theirs)),)
        places = self._build.places
        return tuple(
            Person(
                one.name, self.absolute(place.url) if (place := places.get(("author", one.slug))) and place.url else ""
            )
            for one in story.authors
        )

    def _topics(self, story: Story) -> tuple[str, ...]:
        registries = self._build.registries
        names = [one.name for one in story.categories if is_shown(registries.categories, one.slug)]
        names += [one.name for one in story.tags if is_shown(registries.tags, one.slug)]
        return tuple(dict.fromkeys(names))

    def _via(self, story: Story) -> tuple[Via, ...]:
        return tuple(Via(s.address, s.name) for s in story.sources if s.address and s.relation in _DERIVED)

    def _origin(self, story: Story) -> Origin | None:
        """The feed that a reprint came from, where the registry knows it."""
        for source in story.sources:
            outlet = self._build.registries.sources.get(source.slug)
            if FACTS[source.relation].reprint and outlet and outlet.feed:
                return Origin(outlet.feed, source.name)
        return None

    def _rights(self, story: Story) -> str:
        """The licence of the text; for a reprint after the name of whoever owns it."""
        holder, terms = holder_of(story), license_of(license_text(story, self._build.registries))
        said = (terms.url or terms.name) if terms else ""
        if holder:
            return f"{holder.name}: {said}" if said else holder.name
        return said or self._options.rights

    def _enclosure(self, story: Story) -> Enclosure | None:
        """The lead picture, where it is a file of ours and of a known type."""
        if not story.image:
            return None
        kind = mimetypes.guess_type(Path(story.image.src).name)[0]
        size = self._build.once(published_files_of).size(story.image.src)
        return None if kind is None or size is None else Enclosure(self.absolute(story.image.src), kind, size)
