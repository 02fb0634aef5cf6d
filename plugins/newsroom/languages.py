"""Codes of languages: the two letters of ISO 639-1, which tell `tram.fr.md` from `notes.v2.md`, and what Babel knows of a code."""

from collections.abc import Mapping
from functools import cache
from typing import Any

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht
hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss
st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
za zh zu
"""

#: Where a code alone would mean another country's way of writing dates and lists than ours.
_LOCALES: Mapping[str, str] = {"en": "en_GB"}

_ISO_639_1 = frozenset(_CODES.split())


def is_language(code: str) -> bool:
    """Whether a suffix of a file's name, or a folder's name, is a language: `fr`, `pt-BR`, and not `news`."""
    first, *others = code.replace("_", "-").split("-")
    return first.lower() in _ISO_639_1 and all(one.isalnum() and 2 <= len(one) <= 8 for one in others)


def codes_of(lang: str) -> tuple[str, ...]:
    """A code and what it is a kind of, the most exact first: `pt-BR` -> `pt_br`, `pt`. Nothing for what is no code."""
    parts = lang.replace("-", "_").lower().split("_")
    if not all(part.isascii() and part.isalnum() for part in parts):
        return ()
    return tuple("_".join(parts[:n]) for n in range(len(parts), 0, -1))


@cache
def locale_of(lang: str) -> Any:
    """Babel's locale of a language; English where it knows none."""
    from babel import Locale, UnknownLocaleError

    for code in codes_of(lang):
        try:
            return Locale.parse(_LOCALES.get(code, code))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


def name_of(code: str, lang: str) -> str:
    """The name of a language in another: `Deutsch` for `de` in `de`. The code itself where Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(locale_of(lang)) or code
    except (UnknownLocaleError, ValueError):
        return code
