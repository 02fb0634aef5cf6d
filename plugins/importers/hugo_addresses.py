"""What Hugo's addresses are made of: paths, the patterns of permalinks, and the pages of tags, categories and writers (gohugo.io/content-management/urls). Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..newsroom.keys import normal
from ..newsroom.slug import Slugs
from .article import Imported
from .folder import Sheet
from .hugo_site import HugoSite

#: Signs beside letters and digits that Hugo leaves in an address.
_KEPT = frozenset("./_+~-@")
#: What a site calls a taxonomy, in one word -> whose pages those are here.
_OURS = {"tag": "tag", "category": "category", "author": "author", "series": "storyline", "serie": "storyline"}
#: Names of taxonomies in headers that are ours, too.
_KNOWN = frozenset({"tags", "categories", "authors", "author", "series"})


def permalink(pattern: str, article: Imported, section: str, sections: str, given: str, stem: str) -> str:
    """The address that a pattern of the settings gives a text."""
    last = given or urlized(stem)
    year, month, day = ([*article.date[:10].replace("/", "-").split("-"), "", ""])[:3]
    facts = {
        "year": year,
        "month": month.zfill(2),
        "day": day[:2].zfill(2),
        "slug": given or urlized(article.title),
        "slugorfilename": last,
        "slugorcontentbasename": last,
        "filename": stem,
        "contentbasename": stem,
        "title": urlized(article.title),
        "section": section,
        "sections": sections,
    }
    return urlized(re.sub(r":(\w+)(?:\[[^\]]*\])?", lambda found: facts.get(found[1], ""), pattern))


def urlized(text: str) -> str:
    """A path or a part of one as Hugo writes it: lower case, one hyphen for blanks where none stands, other signs gone."""
    made: list[str] = []
    blank = False
    for sign in text.strip().lower():
        if sign in _KEPT or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd":
            if blank and sign != "-":
                made.append("-")
            made.append(sign)
            blank = False
        elif sign.isspace() and made and made[-1] != "-":
            blank = True
    return "".join(made)


def own_tags(headers: Iterable[Mapping[str, Any]], settings: Mapping[str, Any]) -> str:
    """The key of the headers that holds their tags, where the site has taxonomies of its own in their place, as `[taxonomies] topic = "topics"`: that of most texts. "" elsewhere."""
    own = settings.get("taxonomies")
    names = [str(one) for one in own.values()] if isinstance(own, Mapping) else []
    if {*names} & {"tags", "categories"}:
        return ""
    count = Counter(name for fields in headers for name in names if name in fields and name not in _KNOWN)
    return max(count, key=lambda name: (count[name], -names.index(name)), default="")


def other_terms(sheets: Sequence[Sheet], hugo: HugoSite) -> Iterator[str]:
    """What is said of the site's taxonomies that have no pages here: their terms stay in the headers, under their own names."""
    own = hugo.settings.get("taxonomies")
    named = (
        own.values()
        if isinstance(own, Mapping)
        else [one.get("name", "") for one in own or () if isinstance(one, Mapping)]
    )
    for name in sorted({str(one) for one in named} - _KNOWN):
        count = sum(normal(name) in sheet.article.extra for sheet in sheets)
        if count:
            texts = "1 text names" if count == 1 else f"{count} texts name"
            yield f"the pages of the taxonomy {name}, which {texts}; its terms stay in their headers, and what shall have a page here is a tag"


def moved_terms(
    sheets: Sequence[Sheet], hugo: HugoSite, slugs: Slugs, writers: Mapping[str, str], renamed: Collection[Path]
) -> dict[str, str]:
    """The old pages of tags, categories, series and writers and ours, where they differ, below the path that the settings name and that of each language.

    The tags of the files `renamed` went by the name of a taxonomy of the site's own.
    """
    moved: dict[str, str] = {}
    folders = _folders(hugo.settings.get("taxonomies"))
    declared = "author" in folders
    folders.setdefault("author", "authors")  # where many themes have them
    for sheet in sheets:
        prefix = hugo.prefix(sheet.article.lang)
        tags = hugo.own_tags if sheet.source in renamed else folders["tag"]
        for kind, folder in {**folders, "tag": tags}.items():
            for key, name in _names(kind, sheet.article, writers):
                if kind == "author" and not declared and key.lower() not in writers:
                    continue  # no settings, and no file about that person: there was no such page
                old, new = f"{prefix}{_of_term(hugo, folder, key)}/", f"{kind}/{slugs.of(name)}/"
                if old != new and urlized(key):
                    moved.setdefault(old, new)
    return moved


def _of_term(hugo: HugoSite, folder: str, key: str) -> str:
    """The old address of a term's page, below that of its language."""
    pattern = hugo.term_permalink(folder) or f"{folder}/:slug"
    made = re.sub(r":(\w+)", lambda found: folder if found[1] in ("section", "sections") else key.strip("/"), pattern)
    return urlized(made).strip("/")


def _names(kind: str, article: Imported, writers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(what the old address was made of, the name here) of an article's tags, categories, writers or storyline."""
    series = (article.storyline,) if article.storyline else ()
    lists = {"tag": article.tags, "category": article.categories, "author": article.authors, "storyline": series}
    for one in lists[kind]:
        yield one, writers.get(one.lower(), one) if kind == "author" else one


def _folders(own: Any) -> dict[str, str]:
    """Below which path the pages of our kinds lay: `[taxonomies] author = "people"`, or Zola's list of names."""
    if isinstance(own, Mapping):
        given = {str(name).lower(): str(folder).strip("/") for name, folder in own.items()}
    elif isinstance(own, list):
        named = [str(one.get("name", "")) for one in own if isinstance(one, Mapping)]
        given = {{"tags": "tag", "categories": "category", "authors": "author"}.get(one, one): one for one in named}
    else:
        given = {}
    folders = {kind: given[name] for name, kind in _OURS.items() if given.get(name)}
    return {"tag": "tags", "category": "categories", **folders}
