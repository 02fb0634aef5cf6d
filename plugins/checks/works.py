"""What page, JSON-LD, feeds and provenance.json say of each source of a story: its name, its title, its relation, where it is. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .built_site import REPRINTS
from .surfaces import DAY, WORKS, Article, Said, as_list, license_address, license_names, mappings, words
from .urls import parts_of

#: Fact of provenance.json and of JSON Feed -> how it is called.
_FACTS = {
    "name": "name", "title": "title", "relation": "relation", "author": "author", "license": "licence",
    "published": "date", "changes": "changes", "lang": "language", "accessed": "day of reading", "archived": "copy",
    "permission": "permission", "upstream": "origin",
}  # fmt: skip

#: Fact -> the property of JSON-LD that says it as it stands.
_PROPERTIES = {"title": "headline", "published": "datePublished", "lang": "inLanguage"}


def facts(article: Article) -> Iterator[tuple[str, list[Said], str | None]]:
    """(what is said, by whom, what the story itself says) of each fact of each source that has an address."""
    told = {url: one for one in as_list((article.told or {}).get("sources")) if (url := _address(one))}
    nodes = {url: one for place in WORKS for one in as_list(article.node.get(place)) if (url := _address(one))}
    given = article.written.sources if article.written else ()
    counted = Counter(map(_address, given))
    written = {url: one for one in given if (url := _address(one)) and counted[url] == 1}
    fed = [
        (entry.file, {url: one for one in entry.works if (url := _address(one))})
        for entry in article.entries
        if entry.works
    ]
    for url, source in told.items():
        for fact, name in _FACTS.items():
            said = [Said("provenance.json", "provenance.json", _of(source, fact))]
            said += [Said(file, file, _of(works[url], fact)) for file, works in fed if url in works]
            if url in nodes and (value := _of_node(nodes[url], fact)) and source.get(fact):
                said.append(Said(article.page.path, "JSON-LD", value))
            yield f"{name} of the source {url}", said, _of(written[url], fact) if url in written else None


def origins(article: Article) -> list[Said]:
    """The feed from which it was copied, in each feed that has a place for that."""
    return [Said(one.file, one.file, one.origin) for one in article.entries if one.origin is not None]


def strange_origins(article: Article) -> Iterator[tuple[str, str]]:
    """(file, name) of each feed that says a story was copied from somebody from whom it was not, by what provenance.json tells of it."""
    told = mappings((article.told or {}).get("sources"))
    names = {words(one.get("name")) for one in told if str(one.get("relation")) in REPRINTS}
    for entry in article.entries if article.told is not None and "" not in names else ():
        name, url = entry.origin or ("", "")
        if (name or url) and words(name) not in names:
            yield entry.file, name or url
        holder = words((entry.license or "").rpartition(": ")[0])
        if names and holder and holder not in names:
            yield entry.file, holder


def astray(article: Article) -> Iterator[tuple[str, str]]:
    """(words, address) of each link on a source's name or title that leads to another place than that source."""
    places: dict[str, set[str]] = {}
    for one in as_list((article.told or {}).get("sources")):
        if isinstance(one, Mapping):
            addresses = set(_addresses(one))
            for name in (words(one.get("name")), words(one.get("title"))):
                if name and addresses:
                    places.setdefault(name, set()).update(addresses)
    yield from _of_another(article)
    for url, name in article.page.credited:
        if name in places and url.startswith(("http://", "https://")) and not _is_of(url, places[name]):
            yield name, url


def _of_another(article: Article) -> Iterator[tuple[str, str]]:
    """A link that speaks of one source and leads to what is another's alone, as to its archived copy."""
    sources = mappings((article.told or {}).get("sources"))
    spoken = [{*_spoken(one)} for one in sources]
    owned = [{*_addresses(one)} for one in sources]
    for url, said in article.page.credited:
        own = [at for at, addresses in enumerate(owned) if url in addresses]
        if len(own) == 1 and not any(one in said for one in spoken[own[0]]):
            for at, one in enumerate(sources):
                name = words(one.get("name"))
                if at not in own and name and name in said and said != name:
                    yield said, url


def _spoken(source: Any) -> Iterator[str]:
    """By which words a source and its work are known."""
    for one in (source, *mappings(source.get("upstream"))):
        yield from filter(None, (words(one.get(key)) for key in ("name", "title", "author")))


def titles(article: Article) -> set[str]:
    """How its works are called, and none of their sources."""
    sources = mappings((article.told or {}).get("sources"))
    return {words(one.get("title")) for one in sources} - {words(one.get("name")) for one in sources} - {""}


def uncited(article: Article) -> Iterator[str]:
    """In words, what the page's credit and citations leave out, and links of them that search engines are told not to follow."""
    page = article.page
    if page.counts["hidden credits"]:
        yield "its credit is hidden from readers"
    if not article.is_credited or article.told is None:
        return
    if page.counts["credits"] > 1:
        yield f"it has {page.counts['credits']} credits, and one of them counts"
    is_reprint = page.relation in REPRINTS
    if page.cites and is_reprint and not page.counts["reposts"]:
        yield "no citation says that it is a copy of that work (u-repost-of)"
    elif page.counts["reposts"] and not is_reprint:
        yield "a citation says that it is a copy of that work (u-repost-of), and it is none"
    for url in page.unfollowed[:1]:
        yield f"its credit's link to {url} carries nofollow"
    for source in mappings(article.told.get("sources")):
        name, relation = words(source.get("name")), str(source.get("relation"))
        cited = [one for one in page.cites if name in one]
        if not cited and relation != "with-partner":
            yield f"{name} is not cited"
        for fact in ("title", "author"):
            if cited and (said := words(source.get(fact))) and all(said not in one for one in cited):
                yield f"the citation of {name} does not give its {fact}, {said[:80]}"
    yield from _in_order(article)
    yield from _origins_named(article)
    for source in mappings(article.told.get("sources")):
        added = words(source.get("changes"))
        if added and page.credit and added not in page.credit:
            yield f"what was changed in the text of {words(source.get('name'))} is not said in its credit"
        copy = source.get("archived")
        if copy and copy not in {link.url for link in page.links}:
            yield f"the archived copy {copy} has no link"
        elif copy and copy not in page.credit_links and page.credit and str(source.get("relation")) != "with-partner":
            yield f"the credit does not link the archived copy {copy}"
        terms = license_address(source.get("license"))
        cited = [one for one in page.cites if words(source.get("name")) in one]
        named = {license_address(name) for one in cited for name in license_names(one)}
        if cited and terms.startswith("https://creativecommons.org/") and terms not in named | {*page.cite_links}:
            yield f"the citation of {words(source.get('name'))} does not give its licence, {terms}"
    yield from _licences(article)


def _in_order(article: Article) -> Iterator[str]:
    """Citations and works of JSON-LD are those of its sources, in their order."""
    sources = mappings((article.told or {}).get("sources"))
    spoken = [{*_spoken(one)} for one in sources]
    places = []
    for text in article.page.cites if sources else ():
        found = [at for at, said in enumerate(spoken) if any(one in text for one in said)]
        if not found:
            yield f'it cites "{text[:80]}", which is none of its sources'
        named = [at for at in found if words(sources[at].get("name")) in text]
        places += named if len(named) == 1 else []
    if places != sorted(places):
        yield "its citations stand in another order than its sources do elsewhere"
    urls = [_address(one) for one in sources]
    for key in WORKS:
        given = [url for one in as_list(article.node.get(key)) if (url := _address(one)) in urls]
        if [urls.index(one) for one in given] != sorted(urls.index(one) for one in given):
            yield f"JSON-LD names its sources in another order ({key}) than they have elsewhere"


def _origins_named(article: Article) -> Iterator[str]:
    """Where an aggregator had it from is named where it is linked; and what is linked as in another language is in that of the source."""
    page = article.page
    for source in mappings(article.told.get("sources") if article.told else None):
        for origin in mappings(source.get("upstream")):
            name, url = words(origin.get("name")), str(origin.get("url") or "")
            if name and url in page.cite_links and all(name not in one for one in page.cites):
                yield f"{url} is linked in its citations, and not by its name, {name[:80]}"
        tongue, url = str(source.get("lang") or ""), str(source.get("url") or "")
        for lang, linked, _ in page.tongues:
            if tongue and linked == url and lang.lower().partition("-")[0] != tongue.lower().partition("-")[0]:
                yield f"it links {url} as a page in {lang[:20]}, and that source is in {tongue[:20]}"


def _licences(article: Article) -> Iterator[str]:
    """The licences that are named and linked in the citations are those of the sources; so are the days."""
    page, sources = article.page, mappings((article.told or {}).get("sources"))
    known = {license_address(one.get("license")) for one in sources}
    for text in page.cites:
        told = {license_address(one.get("license")) for one in sources if words(one.get("name")) in text} or known
        for named in license_names(text):
            if license_address(named) not in told:
                yield f"its citations name the licence {named}, and the source has {' or '.join(sorted(told - {''})) or 'none'}"
    for url in page.cite_links:
        if (address := license_address(url)).startswith("https://creativecommons.org/") and address not in known:
            yield f"its citations link the licence {url}, and no source has it"
    days = {str(value)[:DAY] for value in _values(sources)}
    for shown in (one.told[:DAY] for one in page.times if one.is_cited):
        if len(shown) == DAY and shown not in days:
            yield f"its citations speak of {shown}, and no source is of that day"


def _values(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping | list):
        for one in told.values() if isinstance(told, Mapping) else told:
            yield from _values(one)
    else:
        yield str(told)


def _is_of(url: str, addresses: set[str]) -> bool:
    """Whether a link leads to one of the addresses, or to the front page of an outlet that one of them is of."""
    parts = parts_of(url)
    return url in addresses or (parts.path in ("", "/") and parts.netloc in {parts_of(one).netloc for one in addresses})


def _addresses(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping):
        for one in told.values():
            yield from _addresses(one)
    elif isinstance(told, list):
        for one in told:
            yield from _addresses(one)
    elif isinstance(told, str) and told.startswith(("http://", "https://")):
        yield told


def _address(work: Any) -> str:
    return str(work.get("url") or "") if isinstance(work, Mapping) else ""


def _of(source: Mapping[str, Any], fact: str) -> str:
    return license_address(source.get(fact)) if fact == "license" else words(source.get(fact))


def _of_node(node: Mapping[str, Any], fact: str) -> str:
    if fact in ("name", "author"):
        known = node.get("publisher" if fact == "name" else "author")
        return words(known.get("name")) if isinstance(known, Mapping) else ""
    if fact == "license":
        return license_address(node.get("license"))
    return words(node.get(_PROPERTIES[fact])) if fact in _PROPERTIES else ""
