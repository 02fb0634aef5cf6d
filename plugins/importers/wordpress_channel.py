"""What stands around the posts of a WordPress export: who wrote, which topics there are, where pictures and pages lie."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from ..newsroom.links import host_of, parts_of
from ..newsroom.story import Image
from .article import Notes, one_line, safe_slug
from .html_markdown import plain
from .wordpress_kinds import told
from .wordpress_text import Pictures


@dataclass
class Channel:
    """What stands before and between the posts: who wrote, which terms there are, where pictures and pages lie."""

    host: str = ""
    lang: str = ""
    base: str = ""
    site: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    categories: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """nicename -> (name, nicename of the parent, description)."""
    tags: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Image] = field(default_factory=dict)
    """id of the attachment -> the picture."""
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """id of a post -> the ids of the pictures uploaded with it."""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """id of a page -> (slug, id of the parent)."""
    blocks: dict[str, str] = field(default_factory=dict)
    """id of a block that several posts use -> its text."""
    used: set[str] = field(default_factory=set)
    """`category/intl` and so on: the old addresses of what published posts are filed under."""
    shown: set[str] = field(default_factory=set)
    """The same, as our own pages of them will be called."""
    numbers: dict[str, str] = field(default_factory=dict)
    """id of an item that was read -> what else is its own."""
    passed: Counter[str] = field(default_factory=Counter)
    """kind -> how many items of it are no stories."""


def name_of(element: Any) -> str:
    """The name of an element without its namespace, whose number differs between versions of WXR: `post_name` of `wp:post_name`."""
    return str(element.tag).rsplit("}", 1)[-1]


def text_in(element: Any, name: str) -> str:
    """The text of the first child of this name, whatever its namespace."""
    for child in element:
        if isinstance(child.tag, str) and name_of(child) == name:
            return (child.text or "").strip() if name != "encoded" else child.text or ""
    return ""


def encoded_in(element: Any, which: str) -> str:
    """`content:encoded` or `excerpt:encoded`: two elements of one name, told apart by their namespace."""
    for child in element:
        if isinstance(child.tag, str) and name_of(child) == "encoded" and (child.prefix == which or which in child.tag):
            return str(child.text or "")
    return ""


def meta_of(element: Any) -> dict[str, str]:
    """The `wp:postmeta` of an item, by key; of a key that stands twice the last value."""
    return {
        text_in(child, "meta_key"): text_in(child, "meta_value")
        for child in element
        if isinstance(child.tag, str) and name_of(child) == "postmeta"
    }


def learn(element: Any, channel: Channel) -> None:
    """Take over what one element of an export says of the whole: addresses, language, authors, terms; of an item what others may ask for, as a picture."""
    name = name_of(element)
    if (
        name in ("link", "base_blog_url", "base_site_url")
        and (element.text or "").strip()
        and (not channel.host or name == "base_blog_url")
    ):
        parts = parts_of(element.text.strip())
        channel.site, channel.host, channel.base = (
            element.text.strip().rstrip("/"),
            host_of(parts),
            parts.path.rstrip("/"),
        )
    elif name == "language":
        channel.lang = (element.text or "").strip()
    elif name == "author":
        shown = (
            text_in(element, "author_display_name")
            or f"{text_in(element, 'author_first_name')} {text_in(element, 'author_last_name')}".strip()
        )
        login = text_in(element, "author_login")
        channel.authors[login] = one_line(plain(shown)) or login
    elif name == "category" and text_in(element, "category_nicename"):
        nicename = unquote(text_in(element, "category_nicename"))
        channel.categories[nicename] = (
            plain(text_in(element, "cat_name")),
            unquote(text_in(element, "category_parent")),
            plain(text_in(element, "category_description")),
        )
    elif name == "tag" and text_in(element, "tag_slug"):
        channel.tags[unquote(text_in(element, "tag_slug"))] = plain(text_in(element, "tag_name"))
    elif name == "item":
        _learn_item(element, channel)


def _learn_item(element: Any, channel: Channel) -> None:
    kind = text_in(element, "post_type")
    if kind == "attachment":
        channel.children[text_in(element, "post_parent")].append(text_in(element, "post_id"))
        meta = meta_of(element)
        channel.pictures[text_in(element, "post_id")] = Image(
            text_in(element, "attachment_url") or text_in(element, "guid"),
            one_line(plain(meta.get("_wp_attachment_image_alt", ""))),
            one_line(plain(encoded_in(element, "excerpt"))),
            one_line(plain(meta.get("_credit", meta.get("credit", meta.get("_media_credit", ""))))),
        )
    elif kind == "wp_block":
        channel.blocks[text_in(element, "post_id")] = encoded_in(element, "content")
    elif kind == "page":
        channel.pages[text_in(element, "post_id")] = (
            safe_slug(unquote(text_in(element, "post_name"))),
            text_in(element, "post_parent"),
        )


def borrow(channel: Channel, other: Channel) -> None:
    """What another file of the same site knows of pictures, blocks and pages; what this one says stands."""
    if other.host != channel.host:
        return
    channel.pictures = {**other.pictures, **channel.pictures}
    channel.blocks = {**other.blocks, **channel.blocks}
    channel.pages = {**other.pages, **channel.pages}
    for post, ids in other.children.items():
        channel.children[post] = list(dict.fromkeys([*channel.children.get(post, ()), *ids]))


def close(channel: Channel, pictures: Pictures, notes: Notes) -> None:
    """What belongs to the whole site: old addresses of topics, their descriptions, the pictures that are still to be brought."""
    for nicename, (name, parent, description) in sorted(channel.categories.items()):
        if description:
            notes.left.append(
                f'category "{name}": its description "{description[:80]}"; write it into data/categories.yaml'
            )
        if parent:
            notes.left.append(
                f'category "{name}": it lay below "{channel.categories.get(parent, (parent, "", ""))[0]}"; write parent: into data/categories.yaml'
            )
        if f"category/{nicename}" in channel.used:
            _moved("category", "/".join((*_line_of(parent, channel.categories), nicename)), name, channel, notes)
    for kind, names in (("tag", channel.tags), ("author", channel.authors)):
        for old, name in sorted(names.items()):
            if f"{kind}/{old}" in channel.used:
                _moved(kind, old, name, channel, notes)
    if notes.unseen_comments:
        notes.left.append(f"{notes.unseen_comments} comments that no reader saw: spam, waiting, pings")
    notes.left += told(channel.passed)
    notes.lang = channel.lang
    notes.pictures += pictures.lines()


def _moved(kind: str, old: str, name: str, channel: Channel, notes: Notes) -> None:
    """The old address of a topic or author, where ours is another; the addresses are those that both programs give by themselves."""
    new = notes.slugs.of(name)
    if new and old and old != new and ".." not in old and f"{kind}/{old}" not in channel.shown:
        notes.moved[f"{kind}/{old.strip('/')}/"] = f"{kind}/{new}/"


def _line_of(nicename: str, categories: Mapping[str, tuple[str, str, str]]) -> list[str]:
    found: list[str] = []
    while nicename in categories and nicename not in found:
        found.insert(0, nicename)
        nicename = categories[nicename][1]
    return found
