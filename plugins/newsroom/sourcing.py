"""The sources of a story: those that its header names, and those that a sentence of its text does."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from .credit import lacks_terms
from .legacy_credit import Found, find_credits
from .registry import Registries
from .site import Site
from .slug import fold
from .story import Source, Upstream

if TYPE_CHECKING:
    from .front_matter import SourceEntry


class Report(Protocol):
    """Tells what is wrong with the value at `path` of the header, or on `line` of the file."""

    def __call__(self, path: tuple[Any, ...], rule: str, message: str, remedy: str, *, line: int = 0) -> None: ...


def credits_in(body: str, site: Site, lang: str = "en") -> tuple[Found, ...]:
    """The sentences of a body that are credits; a link to the site itself is none."""
    own = (urlsplit(site.url).hostname or "") if site.url else ""
    return find_credits(body, own_host=own, lang=lang)


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Resolves the sources of one story through the registry; what is wrong with them goes to `report`."""

    site: Site
    registries: Registries
    report: Report

    def of_header(self, entries: "Sequence[SourceEntry]") -> tuple[Source, ...]:
        return tuple(source for number, entry in enumerate(entries) if (source := self._source(entry, number)))

    def in_text(self, body: str, lang: str) -> tuple[Found, ...]:
        """The sentences of a body that are credits."""
        return credits_in(body, self.site, lang)

    def of_text(
        self, found: Sequence[Found], given: Sequence[Source], body_line: int
    ) -> tuple[tuple[Source, int], ...]:
        """The sources that sentences name and the header does not, each with its line. `body_line` is where the body begins."""
        known = {fold(source.name) for source in given}
        added: list[tuple[Source, int]] = []
        for credit in found:
            line = body_line + credit.first_line - 1
            for source in credit.sources:
                entry = self.registries.sources.find(source.name)
                named = dataclasses.replace(source, name=entry.name, slug=entry.slug) if entry else source
                said = f'the credit to "{named.name}"'
                if fold(named.name) in known:
                    said = f"{said} stands in the text and in the front matter"
                    self.report((), "W20", said, "take the sentence out of the text", line=line)
                    continue
                known.add(fold(named.name))
                added.append((named, line))
                remedy = f"write source: {named.name} in the front matter, and take the sentence out"
                if lacks_terms(named, entry):  # in a header it would be an error, so that --fix leaves it where it is
                    entered = f"{named.name} into sources: with it and relation: {named.relation}"
                    remedy = f"ask for a licence or a permission; then write {entered}, and take the sentence out"
                self.report((), "W20", f"{said} was found in the text", remedy, line=line)
                if self.registries.sources.exists and not entry:
                    self._unknown(named.name, (), line)
        return tuple(added)

    def _source(self, entry: "SourceEntry", number: int) -> Source | None:
        written = entry.source or entry.name
        outlet = self.registries.sources.find(written) if written else None
        name = outlet.name if outlet else written or (urlsplit(entry.url).hostname or "")
        slug = outlet.slug if outlet else self.site.slugs.of(name, "source")
        if not slug:
            self.report(("sources", number), "E00", f'the source "{name}" holds no letter', "write its name")
            return None
        if self.registries.sources.exists and outlet is None:
            self._unknown(name, ("sources", number, "source" if entry.source else "name"), 0)
        if entry.relation == "original":
            return None
        upstream = Upstream(entry.upstream.name, entry.upstream.url) if entry.upstream else None
        return Source(
            name=name,
            slug=slug,
            relation=entry.relation or "based-on",
            url=entry.url,
            title=entry.title,
            author=entry.author,
            published=entry.published,
            accessed=entry.accessed,
            archived=entry.archived,
            license=entry.license,
            permission=entry.permission,
            changes=entry.changes,
            upstream=upstream,
            lang=entry.lang,
            gone=bool(entry.gone),
        )

    def _unknown(self, name: str, path: tuple[Any, ...], line: int) -> None:
        near, slug = self.registries.sources.nearest(name), self.site.slugs.of(name, "source")
        remedy = f'did you mean "{near}"?' if near else f"add {slug} to {self.site.registry('sources')}"
        self.report(path, "E04", f'the source "{name}" is not in sources.yaml', remedy, line=line)
