"""The keys of the front matter: what they are called, and which names mean the same."""

import re
from difflib import get_close_matches
from functools import lru_cache

#: Every key of the contract that is not just another name for one.
KEYS: tuple[str, ...] = (
    "title", "deck", "summary", "date", "modified", "id", "slug", "aliases", "authors", "editors", "translators",
    "interviewees", "contributors", "categories", "tags", "type", "source", "source_url", "source_title",
    "source_author", "source_date", "source_license", "source_archive", "source_gone", "relation", "sources",
    "related", "related_exclude", "storyline", "status", "draft", "published", "expires", "embargo", "withdrawn",
    "corrections", "image", "key_points", "comments", "toc", "license", "source_text", "lang", "translation_of",
    "review_by", "template", "url", "save_as",
)  # fmt: skip

#: Another name -> the key it means. The two are joined where both stand in one header and the key is a list.
SYNONYMS = {
    "author": "authors",
    "editor": "editors",
    "translator": "translators",
    "interviewee": "interviewees",
    "contributor": "contributors",
    "category": "categories",
    "tag": "tags",
    "alias": "aliases",
    "correction": "corrections",
    "description": "summary",
    "excerpt": "summary",
    "expirydate": "expires",
    "expiry_date": "expires",
    "licence": "license",
    "source_licence": "source_license",
    "source_archived": "source_archive",
}

#: What other programs call a key of ours: it is kept as it is, and the writer is asked whether ours is meant.
FOREIGN = {
    "update": "modified",
    "updated": "modified",
    "lastmod": "modified",
    "last_modified": "modified",
    "last_updated": "modified",
    "subtitle": "deck",
    "redirect_from": "aliases",
}

#: Keys of other programs that are like one of ours and mean something else.
OF_OTHERS = frozenset({"created", "created_at", "updated_at", "location", "locations", "resource", "resources"})

#: Keys whose value is a list, so that two spellings of them in one header are joined.
LISTS = frozenset(
    {"aliases", "authors", "editors", "translators", "interviewees", "contributors", "categories", "tags", "sources"}
    | {"related", "related_exclude", "corrections", "key_points"}
)

#: Words beside `embargo` that leave its meaning as it is.
_OF_TIME = frozenset(
    {"until", "till", "to", "on", "at", "under", "is", "date", "day", "time", "end", "ends", "lift", "lifts", "expires"}
)

_KNOWN = frozenset(KEYS) | frozenset(SYNONYMS)
_JOINTS = re.compile(r"[-_\s]+")


#: What Pelican reads as a key.
_PELICANS = re.compile(r"[\w-]+")


@lru_cache(maxsize=4096)
def normal(key: str) -> str:
    """A key as the house compares it: lower case, `-`, `_` and blanks the same. `Source URL` -> `source_url`."""
    return _JOINTS.sub("_", key.strip(" \t\u00a0\u200b\ufeff").casefold())


def spellings(key: str) -> tuple[str, ...]:
    """Under which names templates find a key that is not ours: as the house compares it, and as Pelican has it, with its hyphens."""
    house, pelicans = normal(key), key.strip(" \t\u00a0\u200b\ufeff").lower()
    return (house, pelicans) if house != pelicans and _PELICANS.fullmatch(pelicans) else (house,)


def meaning(key: str) -> str:
    """The key of the contract that `key` means, or its normal form where it is none."""
    name = normal(key)
    return SYNONYMS.get(name, name)


def is_known(key: str) -> bool:
    """Whether a key of a header means something to us."""
    return normal(key) in _KNOWN


@lru_cache(maxsize=4096)
def is_like_embargo(key: str) -> bool:
    """Whether a key that is not ours can only be meant as an embargo: `embargoed`, `embargo_until`, `embrago`. Not `embargo_note`."""
    words = normal(key).split("_")
    others = [word for word in words if not ("embarg" in word or get_close_matches(word, ("embargo",), cutoff=0.75))]
    return len(others) < len(words) and _OF_TIME.issuperset(others)


def known_names() -> list[str]:
    """All names a writer may use, for the nearest match."""
    return sorted(_KNOWN)
