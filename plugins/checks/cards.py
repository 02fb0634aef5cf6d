"""What the head of a story tells other sites of it: its section, its tags, its language, its picture; and where it may be found. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import Article, as_list, words
from .urls import parts_of
from .usual import usual, without

_FEW = 3
_CARDS = frozenset({"summary", "summary_large_image", "app", "player"})
#: Where an address ends that stands in another.
_ENDS = re.compile(r"[&\s#?]")


def cards(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    ids = {one.page.story: one.page.path for one in articles if one.page.story}
    names = Counter(name for one in articles if (name := one.page.cards.get("og:site_name", "")))
    of_most = usual(names, _FEW)
    for at in without({at: _tagged(one) for at, one in enumerate(articles)}):
        yield fault(articles[at].page.path, "E06", "its head lacks a tag (article:tag) of the story", AGAIN)
    for at in without({at: _first(one) for at, one in enumerate(articles)}):
        page = articles[at].page
        said = f"its head says {dict(page.filed)['article:section'][:80]} as its first section, and JSON-LD another"
        yield fault(page.path, "E06", said, AGAIN)
    yield from _shared(site, articles)
    yield from _keyworded(articles)
    for article in articles:
        page = article.page
        found = [*_filed(article), *_language(page), *_picture(page, ids, site.base), *_own(site, page)]
        name = page.cards.get("og:site_name", "")
        if name and of_most and name != of_most:
            found.append(f'its og:site_name is "{name[:80]}", and in other stories "{of_most[:80]}"')
        yield from (fault(page.path, "E06", said, AGAIN) for said in found)


def _filed(article: Article) -> Iterator[str]:
    given = [*as_list(article.node.get("articleSection")), *as_list(article.node.get("keywords"))]
    topics = {words(name).casefold() for name in (*given, *(name for _, name in article.page.terms))}
    for key, name in article.page.filed:
        said = words(name)
        if said and given and said.casefold() not in topics:
            yield f'its {key} is "{said[:80]}", and it is not filed under that'


def _keyworded(articles: Sequence[Article]) -> Iterator[Problem]:
    """A head whose keywords are topics of other stories, and none of its own."""
    topics = [
        {words(one).casefold() for key in ("articleSection", "keywords") for one in as_list(article.node.get(key))}
        for article in articles
    ]
    known = {one for own in topics for one in own}
    said = [words(article.page.names.get("keywords")) for article in articles]
    for article, own, text in zip(articles, topics, said, strict=True):
        given = {words(one).casefold() for one in text.split(",")} - {""}
        if own and given and given <= known - own and said.count(text) == 1:
            yield fault(
                article.page.path, "E06", f'its keywords are "{text[:80]}", and it is filed under none of them', AGAIN
            )


def _tagged(article: Article) -> bool | None:
    """Whether its head says each of its tags; None where it has none."""
    tags = {words(name).casefold() for name in as_list(article.node.get("keywords"))}
    return tags <= {words(name).casefold() for _, name in article.page.filed} if tags else None


def _first(article: Article) -> bool | None:
    """Whether head and JSON-LD begin with the same section: that is the one that it belongs to."""
    told = [words(name) for name in as_list(article.node.get("articleSection"))]
    said = [words(name) for key, name in article.page.filed if key == "article:section"]
    return said[0] == told[0] if said and told else None


def _language(page: Page) -> Iterator[str]:
    said = page.cards.get("og:locale", "")
    if said and page.lang and _main(said) != _main(page.lang):
        yield f"its og:locale is {said[:40]}, and the page is in {page.lang}"


def _main(lang: str) -> str:
    return lang.lower().replace("_", "-").partition("-")[0]


def _picture(page: Page, ids: Mapping[str, str], base: str) -> Iterator[str]:
    """The picture that was drawn for another story, which bears its id."""
    said = page.cards.get("og:image", "")
    if said and base and not said.startswith(("http://", "https://")):
        yield f"its og:image is {said[:100]}, which other sites cannot ask for: it is no whole address"
    for name, url in (("og:image", said), ("twitter:image", page.names.get("twitter:image", ""))):
        stem = url.rpartition("/")[2].partition(".")[0]
        if stem != page.story and stem in ids:
            yield f"its {name} is that of /{ids[stem].removesuffix('index.html')}"
    if (card := page.names.get("twitter:card", "summary")) not in _CARDS:
        yield f'its twitter:card is "{card[:40]}", which there is not'


def _shared(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Links of the theme by which readers tell others of a story: its address and its name, where nearly all have those of their page."""
    told: dict[tuple[str, str], bool | None] = {}
    called: dict[str, dict[str, bool | None]] = defaultdict(dict)
    for article in articles:
        page = article.page
        for url, _ in page.worded:
            if not site.base or url.startswith((site.base, "/", "#")) or "%" not in url:
                continue
            said = words(unquote(url))
            found = _address_in(said, site.base)
            if not found:
                continue
            told[page.path, f"tells others of {found}"] = site.path_of(found) == page.path
            if said.startswith("mailto:?subject=") and page.headline:
                name = said.removeprefix("mailto:?subject=").partition("&body=")[0]
                told[page.path, f'calls the story "{name[:80]}" in a letter'] = words(page.headline) in name
            elif page.headline and (host := parts_of(url).netloc):
                called[host][page.path] = words(page.headline) in said
        if page.shared_as and page.headline:
            called["its button"][page.path] = all(words(page.headline) in words(one) for one in page.shared_as)
    for host, pages in called.items():
        for path in without(pages):
            yield fault(path, "E06", f"what readers share of it ({host}) has another name than the story", AGAIN)
    for path, said in without(told):
        yield fault(path, "E06", f"a link of its page {said}, which is another", AGAIN)


def _address_in(text: str, base: str) -> str:
    """The address of the site that stands in another address."""
    before, _, behind = text.partition(f"{base}/")
    return f"{base}/{_ENDS.split(behind)[0]}" if before != text else ""


def _own(site: BuiltSite, page: Page) -> Iterator[str]:
    """Where it says itself that it is found."""
    for url in page.own:
        if site.base and site.path_of(url, page.path) != page.path:
            yield f"it says that it is found at {url[:200]}, which is not the page itself"
