"""What the page of a story shows where its theme marks nothing: its title, its authors, its day, its topics, its credit. Pure but for reading the site.

How a theme shows them is its own affair, and so what nearly all pages show is missed in the few that do not.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .copied_texts import Shown
from .fault import AGAIN, fault
from .surfaces import Article, moment, words
from .usual import without

#: Where HTML says a moment for machines.
_MOMENTS = re.compile(r"""\b(?:datetime|title|content)=["'](\d{4}-\d\d-\d\d[T ][^"']{5,20})["']""")
_THEIRS = frozenset({"republished", "wire", "translated"})


def other_themes(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    told: dict[str, dict[str, bool | None]] = defaultdict(dict)
    for article in (one for one in articles if not one.is_shown):
        path = article.page.path
        for said, there in _shown(site, article):
            told[said][path] = there
    for said, pages in told.items():
        for path in without(pages):
            yield fault(path, "E06", f"it shows nowhere {said}, and pages of other stories do", AGAIN)


def _shown(site: BuiltSite, article: Article) -> Iterator[tuple[str, bool | None]]:
    page, known = site.pages[article.page.path], article.told or {}
    facts = article.written.facts if article.written else {}
    text = site.text(page.path)
    shown = Shown(text)
    title, credit = words(known.get("title")), words(known.get("credit"))
    if article.written:
        title, credit = facts["title"], article.written.credit
    yield "its title", shown.holds(title) if title else None
    yield "its title in <title>", title in words(page.title) if title else None
    yield "its credit", shown.holds(credit) if credit else None
    # Another theme may know nothing of a byline that is theirs.
    names = facts.get("authors") if facts.get("relation") not in _THEIRS else None
    yield "its authors", all(map(shown.holds, names)) if names else None
    yield "its topics", all(map(shown.holds, facts["topics"])) if facts.get("topics") else None
    day = facts.get("time of publication") or moment(known.get("published"))
    moments = {moment(one.replace(" ", "T", 1)) for one in _MOMENTS.findall(text)}
    yield "when it was published", day in moments if day and moments else None
