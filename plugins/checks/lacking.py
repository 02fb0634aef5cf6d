"""What nearly all stories of a site have, and one lacks: a day that readers see, a picture and a way in JSON-LD, links in the credit. Pure.

A site may do without any of them, and then does so everywhere.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..newsroom.problem import Problem
from .built_site import REPRINTS
from .fault import AGAIN, fault
from .surfaces import Article, as_list, mappings, nodes_of, words
from .usual import nearly_all, without

_Has = Callable[[Article], bool | None]
"""Whether a story has it; None where it need not."""


def lacking(articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for said, has in _FACTS.items():
        for at in without({at: has(one) for at, one in enumerate(articles)}):
            yield fault(articles[at].page.path, "E06", f"{said}, and other stories have it", AGAIN)
    credited = [one.page for one in articles if one.page.relation and not one.page.counts["late credits"]]
    place = nearly_all(Counter(one.credit_place or "the story" for one in credited))
    for page in credited:
        if place and (page.credit_place or "the story") != place:
            said = f"its credit stands in another place ({page.credit_place}) than those of other stories ({place})"
            yield fault(page.path, "E06", said, AGAIN)


def _day(article: Article) -> bool | None:
    return bool(article.page.published) if article.node.get("datePublished") else None


def _picture(article: Article) -> bool | None:
    return bool(article.node.get("image")) if article.node and article.page.photo is not None else None


def _way(article: Article) -> bool | None:
    if not article.node:
        return None
    return any(
        one.get("@type") == "BreadcrumbList" for document in article.page.documents for one in nodes_of(document)
    )


def _description(article: Article) -> bool | None:
    return bool(article.page.description) if article.page.deck else None


def links_its_sources(article: Article) -> bool | None:
    """Where an original has gone, its copy is linked."""
    if not article.is_credited or not article.page.relation or article.told is None:
        return None
    told = [one for one in mappings(article.told.get("sources")) if one.get("url")]
    linked = {*article.page.credit_links}
    return (
        all(linked & {str(one.get("url")), str(one.get("archived") if one.get("gone") else "")} for one in told)
        if told
        else None
    )


def _names_sources(article: Article) -> bool | None:
    """Whether what leads to a source in the credit is its name."""
    told = [one for one in mappings((article.told or {}).get("sources")) if one.get("url") in article.page.credit_links]
    said = [
        any(url == one["url"] and words(one.get("name")) in name for url, name in article.page.credited) for one in told
    ]
    return all(said) if said else None


def _sections(article: Article) -> list[str]:
    return [words(one).casefold() for one in as_list(article.node.get("articleSection"))]


def _kicked(article: Article) -> bool | None:
    sections, said = _sections(article), words(article.page.kicker).casefold()
    places = [said.find(one) for one in sections]
    return -1 not in places and places == sorted(places) if sections and said else None


def _by_first(article: Article) -> bool | None:
    sections = _sections(article)
    ways = [
        [words(step.get("name")).casefold() for step in mappings(node.get("itemListElement"))]
        for document in article.page.documents
        for node in nodes_of(document)
        if node.get("@type") == "BreadcrumbList"
    ]
    return all(sections[0] in way for way in ways) if sections and ways else None


def _captioned(article: Article) -> bool | None:
    told = any(one.get("caption") or one.get("creditText") for one in mappings(article.node.get("image")))
    return bool(article.page.picture) if told and article.page.photo is not None else None


def _is_early(article: Article) -> bool | None:
    return not article.page.counts["late credits"] if article.page.relation else None


def _language(article: Article) -> bool | None:
    return bool(article.node.get("inLanguage")) if article.node else None


def _cited(article: Article) -> bool | None:
    """Each work, where its original is gone by its copy."""
    sources = mappings((article.told or {}).get("sources")) if article.page.cites else []
    told = [one for one in sources if one.get("url") and one.get("relation") != "with-partner"]
    linked = {*article.page.cite_links}
    return all(linked & {str(one["url"]), str(one.get("archived") or "")} for one in told) if told else None


def _rights(article: Article) -> bool | None:
    """Under which rights it stands, in each feed that has a place for it."""
    if article.page.relation not in REPRINTS and not article.page.license:
        return None
    told = [one.license for one in article.entries if one.license is not None]
    return all(told) if told else None


def _copies(article: Article) -> bool | None:
    """The copy of each work, and where an aggregator had it from."""
    sources = mappings((article.told or {}).get("sources")) if article.page.cites else []
    told = [
        str(url)
        for one in sources
        for url in (one.get("archived"), *(up.get("url") for up in mappings(one.get("upstream"))))
        if url
    ]
    return {*told} <= {*article.page.cite_links} if told else None


def _days(article: Article) -> bool | None:
    sources = mappings((article.told or {}).get("sources")) if article.page.cites else []
    told = {str(one[name])[:10] for one in sources for name in ("published", "accessed") if one.get(name)}
    return told <= {one.told[:10] for one in article.page.times if one.is_cited} if told else None


_FACTS: Mapping[str, _Has] = {
    "its page does not say when it was published": _day,
    "its picture is not in JSON-LD": _picture,
    "the way to it (BreadcrumbList) is not in JSON-LD": _way,
    "its head has no description": _description,
    "its credit does not link each of its sources": links_its_sources,
    "its credit does not stand before its text": _is_early,
    "its credit is not linked by the name of each source": _names_sources,
    "it does not name its categories above its headline, in their order": _kicked,
    "the way to it (BreadcrumbList) does not lead through its first category": _by_first,
    "what stands below its picture is not there": _captioned,
    "JSON-LD does not say in which language it is (inLanguage)": _language,
    "its citations do not lead to each of its sources": _cited,
    "a feed does not say under which rights it stands": _rights,
    "its citations do not lead to each copy of its sources, and to where they had it from": _copies,
    "its citations do not say each day of its sources": _days,
}
