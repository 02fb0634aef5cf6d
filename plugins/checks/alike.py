"""JSON-LD held against that of the other stories, and against what its own page and provenance.json say besides: whoever is named is the same
everywhere, and a fact that nearly all works carry is lacking in none. Pure.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from ..newsroom.problem import Problem
from ..newsroom.slug import picture_stem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .left_over import why_left_over
from .surfaces import WORKS, Article, mappings, words
from .usual import nearly_all, without

#: What is said of a person or a house, and is one wherever it is named.
_OWN = ("@type", "url", "jobTitle", "sameAs")
#: Fact of provenance.json -> the property that says it.
_FACTS = {
    "title": "headline", "author": "author", "published": "datePublished", "lang": "inLanguage", "license": "license",
    "archived": "archivedAt",
}  # fmt: skip
_NUMBER = re.compile(r"\d{1,4}")
#: The licence behind what is said of a picture.
_LICENSED = re.compile(r"\([^()]*\)\s*$")
_SPELT = 2


def alike(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    told = [one for one in articles if one.node]
    for article, said in (
        *_named(told),
        *_published(told),
        *_works(told),
        *_minutes(told),
        *_pictures(told),
        *_series(site, told),
        *_free(told),
    ):
        yield fault(article.page.path, "E06", said, AGAIN)


_Found = Iterator[tuple[Article, str]]


def _named(articles: Sequence[Article]) -> _Found:
    """Persons and houses by their names: where nearly all stories say one thing of them, each does."""
    values: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    given: list[tuple[Article, str, str, str]] = []
    for article in articles:
        for key, node in _agents(article.node):
            name = words(node.get("name"))
            for fact in _OWN:
                value = json.dumps(node.get(fact), sort_keys=True, ensure_ascii=False)
                values[f"{key} {name}", fact][value] += 1
                given.append((article, f"{key} {name}", fact, value))
    of_most = {which: nearly_all(found) for which, found in values.items()}
    seen: set[tuple[str, str, str]] = set()
    for article, name, fact, value in given:
        wanted = of_most[name, fact]
        if wanted and value != wanted and (article.page.path, name, fact) not in seen:
            seen.add((article.page.path, name, fact))
            yield (
                article,
                f"JSON-LD says of the {name} as {fact.lstrip('@')} {value[:100]}, and in other stories {wanted[:100]}",
            )


def _agents(node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key in ("author", "editor", "translator", "contributor", "copyrightHolder"):
        for one in mappings(node.get(key)):
            if one.get("name"):
                yield key, one
    for place in WORKS:
        for work in mappings(node.get(place)):
            for one in mappings(work.get("publisher")):
                if one.get("name"):
                    yield "publisher", one


def _published(articles: Sequence[Article]) -> _Found:
    """The publisher and what it holds itself to, in each language; its name and its home are told elsewhere."""
    values: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for at, article in enumerate(articles):
        publisher = article.node.get("publisher")
        for key, value in publisher.items() if isinstance(publisher, Mapping) else ():
            if key not in ("name", "url"):
                values[article.page.lang, str(key)][at] = json.dumps(value, sort_keys=True, ensure_ascii=False)
    for (_, key), said in values.items():
        wanted = nearly_all(Counter(said.values()))
        for at, value in said.items() if wanted else ():
            if value != wanted:
                yield (
                    articles[at],
                    f"JSON-LD says of its publisher as {key} {value[:100]}, and in other stories {wanted[:100]}",
                )


def _works(articles: Sequence[Article]) -> _Found:
    """The facts of each work that provenance.json has, and what was changed in it."""
    has: dict[tuple[int, str, str], bool | None] = {}
    changed: dict[int, bool | None] = {}
    for at, article in enumerate(articles):
        nodes = {
            str(one.get("url")): one for place in WORKS for one in mappings(article.node.get(place)) if one.get("url")
        }
        sources = mappings((article.told or {}).get("sources"))
        for source in sources:
            node = nodes.get(str(source.get("url")))
            for fact, name in _FACTS.items() if node is not None else ():
                if source.get(fact):
                    has[at, str(source["url"]), fact] = bool(node and node.get(name))
            copy = node.get("archivedAt") if node else None
            if copy and source.get("archived") and copy != source["archived"]:
                yield (
                    article,
                    f"JSON-LD says that the copy of {source['url']} is at {str(copy)[:200]}; elsewhere {source['archived']}",
                )
        changes = [words(one.get("changes")) for one in sources if one.get("changes")]
        story = words(article.node.get("backstory"))
        if changes and nodes:
            changed[at] = bool(story)
        for one in changes if story else ():
            if one not in story:
                yield article, f'JSON-LD says as its backstory "{story[:80]}"; elsewhere "{one[:80]}"'
    for at, url, fact in without(has):
        yield articles[at], f"JSON-LD does not give the {_FACTS[fact]} of {url}, which is known"
    for at in without(changed):
        yield articles[at], "JSON-LD does not say what was changed (backstory), which is known"


def _minutes(articles: Sequence[Article]) -> _Found:
    """How long it takes to read, in JSON-LD and under the headline."""
    shown: dict[int, bool | None] = {}
    for at, article in enumerate(articles):
        minutes = re.fullmatch(r"PT(\d+)M", str(article.node.get("timeRequired", "")))
        left = article.page.byline
        # "November 2026" of another place may be a part of the day that stands here.
        for shown_time in sorted((one.shown for one in article.page.times if one.shown), key=len, reverse=True):
            left = left.replace(shown_time, " ", 1)
        # One and two minutes are words in some languages.
        told = int(minutes[1]) if minutes else 0
        shown[at] = told in map(int, _NUMBER.findall(left)) if told > _SPELT and left else None
    for at in without(shown):
        yield (
            articles[at],
            f"it takes {articles[at].node['timeRequired']} to read in JSON-LD, and another time under its headline",
        )


def _free(articles: Sequence[Article]) -> _Found:
    """Whether it costs something to read: where nearly all stories say one thing, each does."""
    told = {at: json.dumps(one.node.get("isAccessibleForFree")) for at, one in enumerate(articles)}
    wanted = nearly_all(Counter(told.values()))
    for at, value in told.items() if wanted else ():
        if value != wanted:
            yield articles[at], f"JSON-LD says as isAccessibleForFree {value[:40]}, and in other stories {wanted[:40]}"


def _pictures(articles: Sequence[Article]) -> _Found:
    """The lead picture of JSON-LD is that of the page, which may show a smaller one by its name; what is said of it stands in both."""
    same: dict[int, bool | None] = {}
    said: dict[tuple[int, str], bool | None] = {}
    one_file: dict[int, bool | None] = {}
    for at, article in enumerate(articles):
        image = next(iter(mappings(article.node.get("image"))), None)
        if image is None or not article.page.pictured:
            continue
        told, shown = stem_of(image.get("contentUrl") or image.get("url")), stem_of(article.page.pictured)
        same[at] = (shown.startswith(told) or told.startswith(shown)) if told and shown else None
        if image.get("url") and image.get("contentUrl"):
            one_file[at] = image["url"] == image["contentUrl"]
        shown_words = words(article.page.picture)
        for fact, other in (("caption", "creditText"), ("creditText", "caption")) if shown_words else ():
            said[at, fact] = bool(image.get(fact)) or (
                False if _is_more(shown_words, words(image.get(other))) else None
            )
    for at in without(same):
        yield (
            articles[at],
            f"its picture in JSON-LD is {stem_of(articles[at].node['image'][0].get('url'))[:100]}, and on the page {stem_of(articles[at].page.pictured)[:100]}",
        )
    for at in without(one_file):
        yield articles[at], "its picture has two addresses in JSON-LD, url and contentUrl"
    for at, fact in without(said):
        yield articles[at], f"its picture has no {fact} in JSON-LD, and something stands below it"


def _is_more(shown: str, told: str) -> bool:
    """Whether there stands more below a picture than this, and a licence in brackets: it may have a caption alone, or a credit."""
    return bool(_LICENSED.sub("", shown.replace(told, "", 1) if told else shown).strip(" .,;:\u2013\u2014"))


def stem_of(url: Any) -> str:
    """The name of a picture's file as the names of its smaller ones begin."""
    return picture_stem(unquote(str(url or "").partition("?")[0]))


def _series(site: BuiltSite, articles: Sequence[Article]) -> _Found:
    """The line of stories that it is a part of: by the name of its page, and linked from the story."""
    lines: dict[int, list[str]] = {}
    if not any(one.node.get("isPartOf") for one in articles):
        return
    leads = {at: {site.path_of(link.url, one.page.path) for link in one.page.links} for at, one in enumerate(articles)}
    for at, article in enumerate(articles):
        for part in mappings(article.node.get("isPartOf")):
            url = str(part.get("url") or "")
            path = site.path_of(url) if url else None
            if path is None or path not in site.pages or why_left_over(site, url, article.page.path):
                continue
            lines.setdefault(at, []).append(path)
            top = words(site.pages[path].top)
            if top and words(part.get("name")) and words(part.get("name")) != top:
                yield (
                    article,
                    f'JSON-LD says that it is part of "{words(part.get("name"))[:80]}", and the page of that line is called "{top[:80]}"',
                )
            elif path not in leads[at] and path != "index.html":
                yield article, f"JSON-LD says that it is part of /{url_path(path)}, and the story does not lead there"
    parts = {path for found in lines.values() for path in found}
    told = {
        at: any(path in lines.get(at, ()) for path in leads[at] & parts)
        for at in range(len(articles))
        if leads[at] & parts
    }
    for at in without(told):
        yield articles[at], "JSON-LD does not say of which line of stories it is a part (isPartOf), and the page does"
