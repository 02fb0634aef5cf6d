"""The facts in another generator's header, whatever it calls them. Pure."""

import dataclasses
import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from ..newsroom import keys
from ..newsroom.held_back import status_meant
from ..newsroom.story import STATUSES, TYPES, Image
from ..newsroom.yaml_text import Raw
from .article import AFTER_SECTION, Imported, each_once, one_line, readable_date, safe_slug
from .original import original_in
from .roles import without_roles

#: Fact -> its names, the surest first.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "deck": ("deck", "subtitle", "standfirst", "preface", "headline", "kicker", "dek"),
    "summary": ("summary", "description", "excerpt"),
    "date": (
        "date", "publishdate", "publish_date", "published_at", "publishedat", "pubdate", "pub_date", "published_date",
        "publisheddate", "published_on", "date_published", "datepublished", "publication_date", "publicationdate",
        "posted", "created_at", "createdat", "created",
    ),
    "modified": ("modified", "lastmod", "last_modified_at", "last_modified", "updated", "updated_at", "update"),
    "expires": ("expires", "expirydate", "expiry_date"),
    "slug": ("slug",),
    "lang": ("lang", "language", "locale"),
    "license": ("license", "licence"),
}  # fmt: skip
#: Names of a date that tell when the file was made, which need not be the day on which it appeared.
_MADE = frozenset({"created_at", "createdat", "created"})
_LISTS: Mapping[str, tuple[str, ...]] = {
    "authors": ("authors", "author", "byline", "writers", "writer", "by"),
    "categories": ("categories", "category"),
    "tags": ("tags", "tag"),
    "aliases": ("aliases", "alias", "redirect_from"),
    "storyline": ("storyline", "series"),
}
_PICTURES = (
    "image",
    "featured_image",
    "featuredimage",
    "cover",
    "thumbnail",
    "header",
    "banner",
    "hero_image",
    "primary_image",
    "images",
    "img",
)
_PICTURE_FACTS: Mapping[str, tuple[str, ...]] = {
    "src": ("src", "url", "path", "image", "feature", "teaser", "relative_path", "og_image"),
    "alt": ("alt", "image_alt", "image_description", "alttext", "thumbnail_alt", "featured_image_alt"),
    "caption": ("caption", "image_caption", "image_figcaption"),
    "credit": ("credit", "image_credit", "image_author", "attribution"),
    "license": ("license", "image_license"),
}
#: Keys that only the other generator's theme and machinery read: no reader loses anything with them.
_MACHINERY = frozenset({
    "layout", "template", "type", "weight", "published", "draft", "status", "permalink", "url", "markup", "build",
    "_build", "outputs", "output", "headless", "menu", "cascade", "resources", "sitemap",
})  # fmt: skip
_KEPT_BACK = frozenset(
    {
        "draft",
        "drafts",
        "pending",
        "private",
        "future",
        "trash",
        "auto-draft",
        "inherit",
        "scheduled",
        "unpublished",
        "review",
    }
)
#: Keys of ours that mean something else elsewhere: kept only where they are as we want them.
_OURS_ALONE = frozenset({
    "id", "sources", "source", "corrections", "related", "related_exclude", "withdrawn", "key_points", "save_as",
    "source_text", "relation", "translation_of", "embargo", "review_by",
})  # fmt: skip


#: A day behind a name: "Ann Bee, on July 14, 2021".
_SAID_WHEN = re.compile(
    r",?\s+(?:on|updated(?: on)?)\s+(?:\d{1,2}\.? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}\b"
)
#: A name that is a link of Markdown, with what may stand in brackets around it.
_LED = re.compile(r"\[([^\[\]\n]{1,80})\]\([^()\s]{1,500}\)")
#: What somebody is called elsewhere, or is, behind a name: "(@ann)", " @ann", " — who loves rain".
_CALLED = re.compile(r"\s*\(\s*@[\w.-]+\s*\)|\s+@[\w.-]+(?=\s*(?:,|;|$|and\b))|\s+[—–]\s+[a-z][^\n]*$")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\b")
#: A name of one to four words.
_WORDS = re.compile(r"[^\W\d_][^\W_]*(?:[ &-]+[^\W_]+){0,3}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: What is about one text alone: where it is said of many at once, it stands in for what they do not say.
_OF_ONE = frozenset({"title", *_TEXTS["deck"], *_TEXTS["summary"], *_PICTURES})


def of_many(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What settings or data files say of many texts at once, without what would make all of them alike: a summary of the site, its picture."""
    return {name: value for name, value in fields.items() if keys.normal(name) not in _OF_ONE}


def article_from(fields: Mapping[str, Raw]) -> Imported:
    """The facts of a header, its `params` included. What means nothing to us is kept under its own name in `extra`.

    A picture's path is as it was written: where its file lies the caller knows.
    """
    given = _dated(_flat(fields))
    used: set[str] = set()
    left: list[str] = []
    guessed: list[str] = []
    machinery: list[str] = []
    text = {fact: _text(given, fact, used) for fact in _TEXTS}
    lists = {fact: _names(given, fact, used) for fact in _LISTS}
    lists["authors"], roles = without_roles(lists["authors"])
    guessed += [f'authors: "{role}" is what somebody is, and no writer' for role in roles]
    if made := used & _MADE:
        guessed.append(f"date: {text['date']}, from {made.pop()}; look whether it appeared on that day")
    if not lists["categories"] and (section := _section(given, used)):
        lists["categories"] = (section,)
        guessed.append(f"category: {section}, {AFTER_SECTION}")
    source, said = original_in(given, used)
    guessed += [said] if source else []
    for fact in ("date", "modified", "expires"):
        if text[fact] and not readable_date(text[fact]):
            left.append(f'{fact}: "{text[fact]}" is not a date that can be read without guessing')
            text[fact] = ""
    slug = safe_slug(unquote(text["slug"]).removesuffix(".html").removesuffix(".md").rsplit("/", 1)[-1])
    if text["slug"] and slug != unquote(text["slug"]):
        guessed.append(f'slug: "{text["slug"]}" can be no address; it became "{slug}"')
    image = _image(given, used)
    status = _status(given)
    extra = _extra(given, used, left, machinery)
    return Imported(
        title=one_line(_TAG.sub("", html.unescape(text["title"]))),
        deck=html.unescape(text["deck"]),
        summary=text["summary"],
        date=text["date"],
        modified=text["modified"],
        expires=text["expires"],
        slug=slug,
        lang=text["lang"].replace("_", "-"),
        license=text["license"],
        authors=lists["authors"],
        categories=lists["categories"],
        tags=lists["tags"],
        aliases=lists["aliases"],
        storyline=lists["storyline"][0] if lists["storyline"] else "",
        sources=(source,) if source else (),
        image=image,
        status=status,
        extra=extra,
        left=tuple(left),
        guessed=tuple(guessed),
        machinery=tuple(machinery),
    )


def date_in(fields: Mapping[str, Raw]) -> str:
    """The date that a header gives, whatever it calls it; "" where it gives none."""
    return _text(_dated(_flat(fields)), "date", set())


def is_told_a_page(fields: Mapping[str, Raw]) -> bool:
    """Whether a header says that it is a page, dated or not: exporters of WordPress write `type: page`."""
    return any(name.lower() == "type" and str(value).strip().lower() == "page" for name, value in fields.items())


def names_in(value: Raw, *, people: bool = False) -> tuple[str, ...]:
    """The names in a value: a list, a mapping with a name, or text with commas."""
    if isinstance(value, str):
        if people:
            value = _LED.sub(r"\1", _SAID_WHEN.sub("", html.unescape(_TAG.sub("", value))))
            value = _CALLED.sub("", value)
        mark = ";" if ";" in value else ","  # "Doe, John; Roe, Jane" are two
        parts = re.split(rf"[{mark}\n]|\s+and\s+" if people else rf"[{mark}\n]", value)
        return tuple(part.strip() for part in parts if part.strip())
    if isinstance(value, Mapping):
        named = next(
            (
                value[key]
                for key in ("name", "title", "display_name", "full_name", "url")
                if isinstance(value.get(key), str)
            ),
            "",
        )
        return (named,) if isinstance(named, str) and named else ()
    found: list[str] = []
    for one in value:
        found += [one.strip()] if isinstance(one, str) else names_in(one)
    return tuple(one for one in found if one)


def _flat(fields: Mapping[str, Raw]) -> dict[str, Raw]:
    given = {keys.normal(name): value for name, value in fields.items()}
    inner = given.pop("params", None)
    if isinstance(inner, Mapping):
        return {**{keys.normal(name): value for name, value in inner.items()}, **given}
    return {**given, "params": inner} if inner else given


def _dated(given: dict[str, Raw]) -> dict[str, Raw]:
    """The header with a day under `published` as its date: elsewhere that word says whether readers see the text. MkDocs has two days below `date`."""
    days = given.get("date")
    if isinstance(days, Mapping):
        told = {"date": days.get("created") or "", **({"updated": days["updated"]} if days.get("updated") else {})}
        given = {**given, **told}
    when = given.get("published")
    if not given.get("date") and isinstance(when, str) and _DAY.match(when.strip()) and readable_date(when.strip()):
        return {**{name: value for name, value in given.items() if name != "published"}, "date": when}
    return given


def _section(given: Mapping[str, Raw], used: set[str]) -> str:
    """The section that a header names in words, as magazines do: theirs is our category."""
    value = given.get("section")
    if not isinstance(value, str) or not _WORDS.fullmatch(value.strip()):
        return ""
    used.add("section")
    return one_line(value)


def _text(given: Mapping[str, Raw], fact: str, used: set[str]) -> str:
    for name in _TEXTS[fact]:
        value = given.get(name)
        if isinstance(value, str) and value.strip():
            used.add(name)
            return value.strip() if fact == "summary" else one_line(value)
    return ""


def _names(given: Mapping[str, Raw], fact: str, used: set[str]) -> tuple[str, ...]:
    """The names under every key of a fact, joined in order: `author` and `authors` mean the same."""
    found: list[str] = []
    for name in _LISTS[fact]:
        if given.get(name):
            used.add(name)
            value = given[name]
            found += (
                [value] if fact == "aliases" and isinstance(value, str) else names_in(value, people=fact == "authors")
            )
    return each_once(found if fact == "aliases" else map(html.unescape, found))


def _image(given: Mapping[str, Raw], used: set[str]) -> Image | None:
    for name in _PICTURES:
        value = given.get(name)
        if isinstance(value, list):
            value = value[0] if value else ""
        facts: Mapping[str, Raw] = value if isinstance(value, Mapping) else {"src": value or ""}
        src = _fact(facts, "src")
        if not src or "<" in src:  # `header` is a picture to one theme, and a piece of HTML to another
            continue
        if not (isinstance(given[name], list) and len(given[name]) > 1):
            used.add(name)
        beside = {
            fact: _fact(facts, fact) or _beside(given, fact, used) for fact in ("alt", "caption", "credit", "license")
        }
        return Image(src, beside["alt"], beside["caption"], beside["credit"], beside["license"])
    return None


def _fact(facts: Mapping[str, Raw], fact: str) -> str:
    found = next((facts[key] for key in _PICTURE_FACTS[fact] if isinstance(facts.get(key), str) and facts[key]), "")
    return one_line(found) if isinstance(found, str) else ""


def _beside(given: Mapping[str, Raw], fact: str, used: set[str]) -> str:
    """A fact of the picture that stands as a key of its own: `image_alt`."""
    for key in _PICTURE_FACTS[fact]:
        value = given.get(key)
        if "_" in key and isinstance(value, str) and value.strip():
            used.add(key)
            return one_line(value)
    return ""


def _status(given: Mapping[str, Raw]) -> str:
    """ "draft" where the header keeps the article from readers, or our word where it is one of ours; other words kept nothing from anybody."""
    status = str(given.get("status") or "").strip().casefold()
    if str(given.get("draft") or "").strip().casefold() not in ("", "false", "no", "0", "off"):
        return "draft"
    if str(given.get("published") or "true").strip().casefold() in ("false", "no", "0", "off"):
        return "draft"
    if status in _KEPT_BACK or _has_no_page(given):
        return "draft"
    if status in STATUSES:
        return status if status != "published" else ""
    meant = {status_meant(name, value) for name, value in given.items()}
    return next((one for one in ("draft", "hidden") if one in meant), "")


def _has_no_page(given: Mapping[str, Raw]) -> bool:
    """Whether Hugo makes no page of the text, which other pages show a part of at most."""
    build = given.get("build") or given.get("_build")
    renders = build.get("render") if isinstance(build, Mapping) else None
    return given.get("headless") == "true" or renders in ("never", "false", "link")


def _extra(given: Mapping[str, Raw], used: set[str], left: list[str], machinery: list[str]) -> dict[str, Raw]:
    """Every key that was not read, under its own name; those of the other program's machinery are only named."""
    kept: dict[str, Raw] = {}
    for name, value in given.items():
        if name in used or value in ("", [], {}, "false"):
            continue
        kind = str(value).strip().casefold()
        if name == "type" and kind in TYPES:
            kept[name] = kind
        elif name in _MACHINERY:
            if name == "status" and kind not in _KEPT_BACK | set(STATUSES) | {"publish"}:
                kept["old_status"] = value
            elif kind not in ("post", "posts", "page", "default"):
                machinery.append(name)
        elif name == "id" and not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", str(value)):
            left.append(f"id: {_short(value)}")
        elif name in ("comments", "toc") and kind not in ("true", "yes", "on", "no", "off"):
            left.append(f"{name}: {_short(value)}")
        elif name in _OURS_ALONE - {"id"}:
            kept[f"old_{name}"] = value
            left.append(f"{name}: means something else here; it is kept as old_{name}")
        elif keys.is_known(name) and name not in ("comments", "toc", "id") and keys.meaning(name) not in keys.LISTS:
            kept[f"old_{name}"] = value
        else:
            kept[name] = value
    return kept


def _short(value: Raw) -> str:
    said = " ".join(str(value).split())
    return said if len(said) <= 60 else f"{said[:57]}..."


def with_address(article: Imported, address: str) -> Imported:
    """The article with one more old address, the oldest, unless it is there already."""
    known = {one.strip("/") for one in article.aliases}
    if not address.strip("/") or address.strip("/") in known:
        return article
    return dataclasses.replace(article, aliases=(*article.aliases, address))
