"""The names of people, places and bodies that a text holds: runs of words with a capital. Pure; scripts without capitals have none."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from .words import is_stop_word

_CAPITAL = "".join(letter for letter in map(chr, [*range(0x41, 0x590), *range(0x1E00, 0x2000)]) if letter.isupper())
_WORD = rf"[{_CAPITAL}](?:[\w’'.-]*\w)?"
#: Small words that join the parts of one name: Bank of England, Banco de la Nación, Ursula von der Leyen.
_LINK = r"(?:of the|of|on the|de la|de los|de|del|des|du|di|da|dos|do|von der|von|van der|van den|van|den|y)"
#: It begins with the capital, so that the search jumps from one to the next; what stands before it is looked at after.
_NAME = re.compile(rf"(?P<name>[{_CAPITAL}](?<![\w’'].)(?:[\w’'.-]*\w)?(?:[ \u00a0](?:{_LINK}[ \u00a0])?{_WORD})*)")
#: What stands between the end of a sentence and the first word of the next.
_BEGINS = re.compile(r"(?:^|[.!?:;…。？！•]|\n)[\s\"'“”‘’«»„(\[*_-]*$")
#: Languages that give every noun a capital: there one word alone is no name.
_CAPITAL_NOUNS = frozenset({"de", "lb"})
#: Capitals of the calendar and of address, which name nobody.
_NO_NAMES = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mr",
    "mrs", "ms", "dr", "i", "ii", "iii", "iv", "figure", "table", "chapter", "part", "section", "photo",
    "image", "video",
])  # fmt: skip
_POSSESSIVE = re.compile(r"[’']s?$")


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(_POSSESSIVE.sub("", word) for word in name.replace("\u00a0", " ").casefold().split())


def names_in(text: str, lang: str = "en") -> Mapping[str, tuple[str, int]]:
    """Folded name -> (the form that the text uses most, how often the name stands there).

    A capital that only begins a sentence makes no name: the word must stand with one elsewhere, or begin a run of them.
    """
    language = lang.replace("_", "-").partition("-")[0].casefold()
    inside: dict[str, int] = {}
    begins: dict[str, int] = {}
    for match in _NAME.finditer(text):
        found = begins if _begins_a_sentence(text, match.start()) else inside
        name = match["name"]
        found[name] = found.get(name, 0) + 1
    written = set(text.split())
    certain = {folded(name) for name in inside if " " not in name} if begins else set()
    for name, count in begins.items():
        first, _, rest = name.partition(" ")
        opens = _is_small(first.casefold(), written) or is_stop_word(first, language)
        cut = rest if opens else name
        if cut and (" " in cut or opens or folded(cut) in certain):
            inside[cut] = inside.get(cut, 0) + count
        if not opens and " " in rest:  # "Yesterday South Africa": who knows whether the first word is part of it
            inside[rest] = inside.get(rest, 0) + count
    forms: dict[str, dict[str, int]] = {}
    for name, count in inside.items():
        key, form = _name_of(name, language)
        if form and not _is_small(key, written):
            counts = forms.setdefault(key, {})
            counts[form] = counts.get(form, 0) + count
    return {
        key: (min(counts, key=lambda one: (-counts[one], one)), sum(counts.values())) for key, counts in forms.items()
    }


def _begins_a_sentence(text: str, place: int) -> bool:
    if place > 1 and text[place - 1] == " ":  # most of all names are told without a search
        before = text[place - 2]
        if before.isalnum() or before == ",":
            return False
        if before in ".!?:;":
            return True
    return bool(_BEGINS.search(text[max(0, place - 8) : place]))


@lru_cache(maxsize=200_000)
def _name_of(run: str, language: str) -> tuple[str, str]:
    """(folded name, the name as it is written) of a run of words with capitals; "" for the second where it names nobody."""
    kept = _without_article(run, language)
    key = folded(kept)
    return key, _POSSESSIVE.sub("", kept.replace("\u00a0", " ")) if _names_somebody(kept, key, language) else ""


def _is_small(word: str, written: Collection[str]) -> bool:
    """Whether the text has the word without a capital as well."""
    return word in written or f"{word}," in written or f"{word}." in written


def _without_article(name: str, language: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and is_stop_word(first, language) else name


def _names_somebody(name: str, key: str, language: str) -> bool:
    if len(key) < 2 or key in _NO_NAMES or name[0] not in _CAPITAL:
        return False
    return " " in key or not (language in _CAPITAL_NOUNS or is_stop_word(name, language))
