"""What the elements of a head say of their page, as facts. Pure."""

from . import page_elements as known
from .page import Page
from .page_parts import Link
from .plain_pages import Given


def told_by_link(page: Page, given: Given, line: int, *, is_in_body: bool) -> None:
    """What a `<link>` says of its page."""
    relations = given.relations
    if "canonical" in relations:
        page.canonical.append(given.get("href", ""))
        page.counts["canonical links in the body"] += is_in_body
    if "license" in relations:
        page.license = given.get("href", "")
        page.counts["licences"] += 1
    if not known.RELATIONS.issuperset(relations):
        page.other_heads.append((" ".join(relations), given.get("href", ""), line))
    if "alternate" in relations and given.get("hreflang"):
        page.versions.append((given["hreflang"], given.get("href", "")))
    if "alternate" in relations and given.get("type", "").lower() in known.FEEDS:
        page.fed.append(given.get("href", ""))


def told_by_meta(page: Page, given: Given, line: int) -> None:
    """What a `<meta>` does."""
    name = given.get("name", "").lower()
    if name:
        page.names.setdefault(name, given.get("content", ""))
    if name in ("robots", "googlebot-news") or name.endswith("bot"):
        page.robots[name] = given.get("content", "").lower()
    said = given.get("charset") or given.get("content", "").partition("charset=")[2] * ("http-equiv" in given)
    page.charset = page.charset or said.strip().lower()
    if name == "description":
        page.description = given.get("content", "")
    if given.get("property"):
        page.cards[given["property"]] = given.get("content", "")
        if given["property"] in known.FILED:
            page.filed.append((given["property"], given.get("content", "")))
    if given.get("property") == "og:image" or name == "twitter:image":
        page.links.append(Link(given.get("content", ""), line, "meta"))
    if given.get("http-equiv", "").lower() == "content-security-policy":
        page.policy = given.get("content", "")
    if given.get("http-equiv", "").lower() == "refresh":
        page.waits, _, url = given.get("content", "").partition("url=")
        page.waits, page.refresh = page.waits.strip(" ;"), url.strip()
