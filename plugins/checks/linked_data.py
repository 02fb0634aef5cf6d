"""JSON-LD: what it says of a story besides what the page says, and addresses of this site in it that lead nowhere. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..newsroom.problem import Problem
from .built_site import REPRINTS, BuiltSite, url_path
from .fault import AGAIN, fault
from .left_over import why_left_over
from .surfaces import Article, as_list, mappings, nodes_of, words

#: Relation -> the property of JSON-LD that names the work.
_WORKS = {
    "republished": "isBasedOn", "wire": "isBasedOn", "based-on": "isBasedOn", "press-release": "isBasedOn",
    "translated": "translationOfWork", "via": "citation",
}  # fmt: skip
#: How the keys end that name what a newsroom holds itself to.
_POLICIES = ("Policy", "Principles")
#: Type of story -> its subtype.
_SUBTYPES = {
    "explainer": "BackgroundNewsArticle", "report": "ReportageNewsArticle", "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle", "review": "ReviewNewsArticle", "live": "LiveBlogPosting",
}  # fmt: skip


def dead_addresses(site: BuiltSite) -> Iterator[Problem]:
    """Addresses in JSON-LD that lead nowhere, each once. Policies that the whole site names and lacks are told where its stories are checked (W15)."""
    found: dict[str, list[str]] = {}
    policies: dict[str, Counter[str]] = defaultdict(Counter)
    for page in site.pages.values():
        for document in page.documents:
            for key, url in dict.fromkeys(_addresses(document)):
                if key.endswith(_POLICIES):
                    policies[key][url] += 1
                found.setdefault(url, []).append(page.path)
    usual = {max(urls, key=lambda one: (urls[one], one)) for urls in policies.values()}
    for url, paths in sorted(found.items()):
        more = f" (and on {len(set(paths)) - 1} more pages)" if len(set(paths)) > 1 else ""
        target = site.path_of(url)
        if why := why_left_over(site, url, paths[0]):
            said = f"{url[:100]} in JSON-LD {why}{more}"
            yield fault(min(paths), "E24", said, "build the site with its own SITEURL")
        elif target is not None and target not in site.files and "{" not in url and url not in usual:
            said = f"{url[:200]} in JSON-LD leads nowhere{more}"
            yield fault(min(paths), "E10", said, "write an address that is there")


def one_name_each(site: BuiltSite) -> Iterator[Problem]:
    """What JSON-LD knows by an address of this site (`@id`), by two names in one language; and stories without the publisher that the site has."""
    names: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    published: dict[str, bool] = {}
    has_publisher = False
    for page in site.pages.values():
        for node in (one for document in page.documents for one in nodes_of(document)):
            for one in (node, *mappings(node.get("publisher"))):
                known, name = str(one.get("@id") or ""), one.get("name")
                if known.startswith("http") and isinstance(name, str) and name and site.path_of(known) is not None:
                    names[known, page.lang].setdefault(words(name), page.path)
            has_publisher |= node.get("@type") == "WebSite" and bool(node.get("publisher"))
            if page.path in site.stories and "NewsArticle" in as_list(node.get("@type")):
                published[page.path] = bool(node.get("publisher"))
    for (known, _), told in sorted(names.items()):
        if len(told) > 1:
            (name, path), *others = sorted(told.items(), key=lambda one: one[1])
            for other, where in others:
                said = f'JSON-LD calls {known[:200]} "{name[:80]}" here, and "{other[:80]}" on /{url_path(where)}'
                yield fault(path, "E06", said, AGAIN)
    if has_publisher and published and not any(published.values()):
        more = f" (and of {len(published) - 1} more stories)" if len(published) > 1 else ""
        yield fault(min(published), "E06", f"JSON-LD names no publisher of it{more}, and the site has one", AGAIN)


def sites(site: BuiltSite) -> Iterator[Problem]:
    """What JSON-LD says of the site itself: its address, and the name by which other sites know it."""
    called = {name for page in site.pages.values() if (name := words(page.cards.get("og:site_name")))}
    for page in site.pages.values():
        for node in (one for document in page.documents for one in nodes_of(document) if one.get("@type") == "WebSite"):
            url, name = str(node.get("url") or ""), words(node.get("name"))
            if url and site.base and site.path_of(url) is None and not why_left_over(site, url, page.path):
                said = f"JSON-LD says that the site is at {url[:200]}"
                yield fault(page.path, "E06", said, f"write {site.base}/")
            if name and called and name not in called:
                said = f'JSON-LD calls the site "{name[:80]}", and other sites are told "{min(called)[:80]}"'
                yield fault(page.path, "E06", said, AGAIN)


def _addresses(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(key, address)."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _addresses(one, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from _addresses(one, key)
    elif isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        yield key, value


def told_otherwise(article: Article) -> Iterator[str]:
    """In words, what JSON-LD says of a story otherwise than provenance.json."""
    node, told = article.node, article.told
    if not node or told is None:
        return
    sources = mappings(told.get("sources"))
    relations = {str(one.get("relation")) for one in sources}
    for name in sorted(set(_WORKS.values())):
        if node.get(name) and not any(_WORKS.get(one) == name for one in relations):
            yield f"JSON-LD says {name}, and the story has no such source"
    types = {str(one) for one in as_list(node.get("@type"))}
    if "NewsArticle" not in types:
        yield f"JSON-LD calls the story {', '.join(sorted(types))[:80]}, and not a NewsArticle besides"
    kinds = types & set(_SUBTYPES.values())
    wanted = _SUBTYPES.get(str(told.get("type")), "")
    if wanted == "ReportageNewsArticle" and told.get("relation") not in ("original", "with-partner"):
        wanted = ""
    if kinds != ({wanted} if wanted else set()):
        yield f"JSON-LD calls the story {', '.join(sorted(kinds)) or 'no kind of article'}, and provenance.json {told.get('type') or 'none'}"
    holder = node.get("copyrightHolder")
    owners = {words(one.get("name")) for one in sources if str(one.get("relation")) in REPRINTS}
    if owners and (name := words(holder.get("name")) if isinstance(holder, Mapping) else "") not in owners:
        yield f"the copyright holder in JSON-LD is {name or 'not said'}, and the text is of {' or '.join(sorted(owners))}"
    publisher = node.get("publisher")
    named = words(holder.get("name")) if isinstance(holder, Mapping) else ""
    if not owners and named and isinstance(publisher, Mapping) and named != words(publisher.get("name")):
        yield f"the copyright holder in JSON-LD is {named}, and the text is our own"
    partners = {words(one.get("name")) for one in sources if one.get("relation") == "with-partner"}
    helpers = {words(one.get("name")) for one in mappings(node.get("contributor"))}
    for one in sorted(partners - helpers):
        yield f"JSON-LD does not name {one} as a contributor"
