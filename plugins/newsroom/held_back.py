"""What keeps a story from readers under another name than ours: a slip as `statsu: draft`, a key of other programs as `private: true`, or of another language. Pure.

Such a story must not go out because of its name for it: see decision 49.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import tzinfo
from difflib import SequenceMatcher
from functools import lru_cache

from unidecode import unidecode

from .dates import DateFault, moment_of
from .dialects import Field
from .keys import is_known, normal

_YES = frozenset({"true", "yes", "on", "1", "y", "ja", "oui", "si", "sim", "da"})
_NO = frozenset({"false", "no", "off", "0", "n", "nein", "non", "nao", "net"})
#: Keys that say what readers may see, beside those that are like `status`.
_OF_STATUS = frozenset({"state", "visibility", "estado", "stato", "statut", "zustand", "stav"})
#: Keys that hold a story back with yes, and what is meant.
_WITH_YES = {
    **dict.fromkeys(("private", "wip", "unpublished", "entwurf", "brouillon", "borrador", "rascunho", "bozza", "chernovik"), "draft"),
    **dict.fromkeys(("unlisted", "hidden"), "hidden"),
}  # fmt: skip
#: Keys that hold it back with no.
_WITH_NO = {"publish": "draft", "public": "draft", "listed": "hidden"}
#: What a status holds a story back with.
_HOLDING = {
    **dict.fromkeys(("draft", "drafts", "private", "pending", "unpublished", "future", "scheduled", "trash", "password", "wip"), "draft"),
    **dict.fromkeys(("entwurf", "brouillon", "borrador", "rascunho", "bozza", "chernovik", "szkic", "koncept"), "draft"),
    **dict.fromkeys(("hidden", "unlisted"), "hidden"),
    "skip": "skip", "withdrawn": "withdrawn",
}  # fmt: skip
#: Keys that hold the day from which readers may see it, which is an embargo. A `release_date` is that of what the story is about.
_FROM = frozenset({
    "publishdate", "publish_date", "publish_at", "publish_on", "publish_after", "publish_from", "scheduled",
    "scheduled_at", "scheduled_for", "go_live", "golive", "available_from", "visible_from",
    "sperrfrist", "gesperrt_bis",
})  # fmt: skip


def status_meant(name: str, value: object) -> str:
    """The status that a key which is not ours gives a story, "" for one that has no say."""
    if is_known(name) or not isinstance(value, str):
        return ""
    key = as_meant(name)
    if key in _OF_STATUS or _is_like(key, "status"):
        word = as_meant(value)
        return _HOLDING.get(word, "draft" if _is_like(word, "draft") else "")
    if (meant := "draft" if _is_like(key, "draft") else _WITH_YES.get(key, "")) and as_meant(value) in _YES:
        return meant
    return _WITH_NO.get(key, "") if key in _WITH_NO and as_meant(value) in _NO else ""


def embargo_meant(fields: Iterable[Field], data: Mapping[str, object], zone: tzinfo) -> tuple[Field, str] | None:
    """(the key, the embargo that it means) where a day from which readers may see a story lies behind its date, as Hugo's `publishDate` may.

    `data` is what the header gives by our keys; an embargo among it counts alone.
    """
    date = data.get("date")
    for one in fields if "embargo" not in data else ():
        if not (is_day_of_publication(one.name) and isinstance(one.value, str) and one.value.strip()):
            continue
        with suppress(DateFault):
            moment = moment_of(one.value, zone)
            if not isinstance(date, str) or moment > moment_of(date, zone):
                return one, moment.isoformat()
    return None


def is_day_of_publication(name: str) -> bool:
    """Whether a key that is not ours says from when readers may see a story."""
    return normal(name) in _FROM


@lru_cache(maxsize=1024)
def as_meant(text: str) -> str:
    """A word as its letters are meant: those of a wide keyboard, and of another script that look like ours."""
    return normal(unidecode(unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=1024)
def _is_like(word: str, wanted: str) -> bool:
    """Whether a slip or two make the one of the other. `craft` and `state` are words of their own."""
    return sorted(word) == sorted(wanted) or SequenceMatcher(None, word, wanted).ratio() > 0.82
