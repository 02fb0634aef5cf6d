"""What nearly all stories of a site have, and one lacks: a day that readers see, a picture and a way in JSON-LD, links in the credit. Pure.

A site may do without any of them, and then does so everywhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..newsroom.problem import Problem
from .fault import AGAIN, fault
from .surfaces import Article, mappings, nodes_of
from .usual import without

_Has = Callable[[Article], bool | None]
"""Whether a story has it; None where it need not."""


def lacking(articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for said, has in _FACTS.items():
        for at in without({at: has(one) for at, one in enumerate(articles)}):
            yield fault(articles[at].page.path, "E06", f"{said}, and other stories have it", AGAIN)


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


def _links(article: Article) -> bool | None:
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


_FACTS: Mapping[str, _Has] = {
    "its page does not say when it was published": _day,
    "its picture is not in JSON-LD": _picture,
    "the way to it (BreadcrumbList) is not in JSON-LD": _way,
    "its head has no description": _description,
    "its credit does not link each of its sources": _links,
}
