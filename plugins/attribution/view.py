"""What templates see of a story's sources: the sentence with its links, and the full citations. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from ..newsroom.credit import FACTS, Credit, License, license_of
from ..newsroom.named import Named
from ..newsroom.registry import Registries
from ..newsroom.story import ORIGINAL, Source, Story, Upstream
from ..newsroom.words import message


@dataclass(frozen=True, slots=True)
class Citation(Named):
    """One source in full: title, author, source, licence. A fact that nobody gave is empty.

    `url` is where readers are sent, the archived copy where the article itself is `gone`.
    """

    name: str
    page: str
    relation: str
    relation_label: str
    microformat: str
    url: str = ""
    title: str = ""
    author: str = ""
    published: date | None = None
    accessed: date | None = None
    archived: str = ""
    gone: bool = False
    license: License | None = None
    permission: str = ""
    changes: str = ""
    upstream: Upstream | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A story's credit. `html` is its sentences with the names linked, `credit` the same as text; `label` and relations are said by `_`."""

    relation: str
    credit: str
    html: Any
    citations: tuple[Citation, ...]
    additions: str = ""
    link_only: str = ""
    label: str = ""
    noindex: bool = False


def attribution_of(
    story: Story,
    credit: Credit,
    registries: Registries,
    page_of: Callable[[str], str],
    *,
    prefix: str = "",
    indexed: bool = True,
) -> Attribution | None:
    """What templates show of the story's sources; None for an original story.

    `page_of` gives the address of a source's page by its slug. A name links to the article there, to its archived copy where it
    has gone, or, where no address is known, to that page; `prefix` stands before addresses of this site.
    """
    if credit.relation == ORIGINAL:
        return None
    pieces = [_linked(part.text, part.source, prefix, page_of) for part in credit.parts]
    return Attribution(
        relation=credit.relation,
        credit=credit.text,
        html=Markup("").join(pieces),
        citations=tuple(_citation(source, registries, page_of) for source in story.sources),
        additions=" ".join(source.changes for source in story.sources if source.changes),
        link_only=next((source.address for source in story.sources if source.address), "")
        if story.is_link_only
        else "",
        label=message("Press release") if credit.relation == "press-release" or story.type == "press-release" else "",
        noindex=not indexed,
    )


def _linked(text: str, source: Source | None, prefix: str, page_of: Callable[[str], str]) -> Markup:
    if source is None:
        return escape(text)
    address = source.address or f"{prefix}/{quote(page_of(source.slug), safe='/')}"
    return Markup('<a href="{}">{}</a>').format(address, text)


def _citation(source: Source, registries: Registries, page_of: Callable[[str], str]) -> Citation:
    outlet = registries.sources.get(source.slug)
    terms = source.license or (
        outlet.license if outlet and FACTS[source.relation].reprint and not source.permission else ""
    )
    permission = source.permission or (
        outlet.permission if outlet and FACTS[source.relation].reprint and not terms else ""
    )
    facts = FACTS[source.relation]
    return Citation(
        name=source.name,
        page=page_of(source.slug),
        relation=source.relation,
        relation_label=facts.label,
        microformat=facts.microformat,
        url=source.address,
        title=source.title,
        author=source.author,
        published=source.published,
        accessed=source.accessed,
        archived=source.archived,
        gone=source.gone,
        license=license_of(terms),
        permission=permission,
        changes=source.changes,
        upstream=source.upstream,
        lang=source.lang,
    )
