"""The form of each page: one canonical that is the page itself, one h1, a title and a language, elements that are closed, ids that are unique. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ..newsroom.page import Page
from ..newsroom.page_elements import CALLED
from ..newsroom.problem import ERROR, WARNING, Problem
from .built_site import BuiltSite, is_closed, url_path
from .fault import AGAIN, fault
from .usual import without

#: What keeps readers from making a page larger.
_FIXED = re.compile(r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*1(?:\.\d+)?(?![\d.])")
#: A language as RFC 5646 writes it.
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")


def page_forms(site: BuiltSite) -> Iterator[Problem]:
    """One canonical that is the page itself, one h1, a title and a language. Of a theme that never promised them, only what is wrong in itself."""
    for page in site.pages.values():
        if page.refresh or _is_a_program(page):
            continue
        if site.has_form:
            yield from _form(page)
            yield from _ids(page, site)
        if any(_is_strange(document) for document in page.documents):
            yield fault(page.path, "E06", "its JSON-LD does not say that its words are those of schema.org", AGAIN)
        if page.said_twice:
            said = f'"{page.said_twice[0][:40]}" stands twice in its JSON-LD: machines read one or the other'
            yield fault(page.path, "E06", said, AGAIN)
        if page.broken_documents:
            yield fault(page.path, "E06", "its JSON-LD cannot be read", AGAIN)
        yield from _canonical(page, site)
    yield from _open_ended(site)
    yield from _named(site)


def _is_a_program(page: Page) -> bool:
    """Whether a script draws all of it, and nobody is to find it, as an editor is drawn in `/admin/`: it is no page of the site for readers."""
    tags = {one.tag for one in page.links}
    return (
        is_closed(page) and "script" in tags and "a" not in tags and not (page.headings or page.canonical or page.story)
    )


def _named(site: BuiltSite) -> Iterator[Problem]:
    """Labels and the like that name an element which is not there: where nearly all pages have none."""
    pages = (
        {page.path: page for page in site.pages.values() if page.named and not page.refresh} if site.has_form else {}
    )
    for path in without({path: page.named <= page.anchors for path, page in pages.items()}):
        name = min(pages[path].named - pages[path].anchors)
        yield fault(
            path, "E10", f'a label or a name here is that of "{name[:80]}", which is not there', AGAIN, severity=WARNING
        )


def _open_ended(site: BuiltSite) -> Iterator[Problem]:
    """Elements without their ends, ends without elements, links in links, and links without words, of which browsers make something: where nearly all pages have none."""
    pages = [page for page in site.pages.values() if not page.refresh] if site.has_form else []
    for path in without({page.path: not page.nested for page in pages}):
        tag, line = site.pages[path].nested[0]
        said = f"<{tag}> in <{tag}> begins here: browsers end the outer one first"
        yield fault(path, "E06", said, "put one behind the other", line, WARNING)
    for path in without({page.path: not page.unfit for page in pages}):
        for what, line in dict(reversed(site.pages[path].unfit)).items():
            yield fault(path, "E06", f"{what} is not for all readers", "name it, or take it out", line, WARNING)
    for path in without({page.path: not page.mistold for page in pages}):
        their, own, line = site.pages[path].mistold[0]
        said = f"a link here leads to a page in {their[:20]}, and its words are said to be in {own[:20]}"
        yield fault(path, "E06", said, AGAIN, line)
    for path in without({page.path: not page.waits for page in pages}):
        said = f"it begins anew by itself after {site.pages[path].waits[:10]} seconds"
        yield fault(path, "E06", said, "let readers do that", severity=WARNING)
    fixed = [page.path for page in pages if _FIXED.search(page.names.get("viewport", ""))]
    for path in fixed[:1]:
        more = f" (and {len(fixed) - 1} more pages)" if len(fixed) > 1 else ""
        said = f"it forbids readers to enlarge it{more}"
        yield fault(path, "E06", said, "take user-scalable and maximum-scale out of its viewport", severity=WARNING)
    for path in without({page.path: not page.unnamed for page in pages}):
        tag, line = site.pages[path].unnamed[0]
        said = f"the <{tag}> here has no {'words' if tag in CALLED else 'label'}: nobody is told what it is for"
        yield fault(path, "W10", said, "give it words, or an aria-label", line, WARNING)
    for path in without({page.path: not page.open_ended for page in pages}):
        what, line = site.pages[path].open_ended[0]
        said = f"{what} has no beginning here" if what.startswith("</") else f"the {what} that begins here has no end"
        yield fault(path, "E06", said, "write both its tags, or none", line, WARNING)


def _is_strange(document: Any) -> bool:
    """Whether a story is told of in words that no machine can know."""
    is_story = isinstance(document, Mapping) and "NewsArticle" in str(document.get("@type"))
    return is_story and "schema.org" not in str(document.get("@context"))


def _form(page: Page) -> Iterator[Problem]:
    if not page.title:
        yield fault(page.path, "E00", "the page has no title", "give it a <title>")
    if page.counts["titles"] > 1:
        yield fault(page.path, "E00", f"the page has {page.counts['titles']} titles", "keep the one in its head")
    if not page.lang:
        yield fault(page.path, "E00", "the page has no language", 'write <html lang="...">')
    elif not _LANGUAGE.fullmatch(page.lang):
        yield fault(page.path, "E00", f'"{page.lang[:40]}" is no language', 'write its code, as in <html lang="en">')
    if len(page.headings) != 1:
        yield fault(
            page.path,
            "E14",
            f"the page has {len(page.headings) or 'no'} h1",
            "give it exactly one",
            (page.headings or [0])[-1],
        )
    elif not page.top and not page.counts["pictured titles"]:
        yield fault(page.path, "E14", "its h1 has no words", "give it words", page.headings[0])
    if page.counts["mains"] > 1:
        yield fault(page.path, "E06", f"the page has {page.counts['mains']} <main>", "keep one", severity=WARNING)
    if page.counts["licences"] > 1:
        yield fault(page.path, "E06", f"its head names {page.counts['licences']} licences", "keep the one that it has")
    for tag, line in page.unclosed[:1]:
        yield fault(
            page.path,
            "E06",
            f"the <{tag}> that begins here has no end, and takes in what follows",
            f"write </{tag}> where it ends",
            line,
        )
    for line in page.empty_images[:1]:
        yield fault(page.path, "E21", "a picture here asks for no file", "write its address, or take it out", line)
    if page.unalternated:
        yield fault(
            page.path,
            "E08",
            f"{page.unalternated} pictures without alt",
            'write alt="...", or alt="" for decoration',
        )


def _ids(page: Page, site: BuiltSite) -> Iterator[Problem]:
    """No id twice; it is an error where something leads to it, and finds only the first. None that is nothing, or has a blank in it."""
    for name, line in page.misnamed[:1]:
        more = f" (and {len(page.misnamed) - 1} more)" if len(page.misnamed) > 1 else ""
        said = f'"{name[:80]}" is no id{more}: no link, label or script finds it'
        yield Problem(page.path, line, 0, "E23", said, "write one without blanks", WARNING)
    wanted = [one for one in page.twice if one[0] in page.named or (page.path, one[0]) in site.anchored]
    for name, line in (wanted or page.twice)[:1]:
        more = f" (and {len(page.twice) - 1} more)" if len(page.twice) > 1 else ""
        said = f'two elements have the id "{name}"{more}'
        yield Problem(page.path, line, 0, "E23", said, "give one of them another", ERROR if wanted else WARNING)


def _canonical(page: Page, site: BuiltSite) -> Iterator[Problem]:
    if page.path == "404.html":
        for url in page.canonical[:1]:
            if site.path_of(url) not in (None, page.path):
                said = f"its canonical is {url}: whoever is lost is told that this page is lost"
                yield fault(page.path, "E07", said, "take it out")
        return
    if len(page.canonical) > 1:
        yield fault(page.path, "E07", f"{len(page.canonical)} canonical links", "keep the one that is the page itself")
    elif not page.canonical:
        if site.has_form:
            yield fault(page.path, "E07", "no canonical link", "add one that is the page itself")
    elif page.counts["canonical links in the body"]:
        yield fault(
            page.path, "E07", "its canonical link stands in its body, where nobody looks", "put it into its head"
        )
    elif unquote(page.canonical[0]) != f"{site.base}/{url_path(page.path)}":
        yield fault(
            page.path,
            "E07",
            f"its canonical is {page.canonical[0]}, which is not the page itself",
            "let it be the page itself",
        )
    elif (address := page.cards.get("og:url")) and unquote(address) != unquote(page.canonical[0]):
        yield fault(
            page.path, "E06", f"its og:url is {address}, which is not the page itself", "let it be the page itself"
        )
