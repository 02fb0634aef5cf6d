"""The slug policy: how a name becomes part of an address. The only user of python-slugify."""

import re
import unicodedata

from slugify import slugify

#: Written out, because without them `C`, `C++` and `C#` would share one address.
_SPOKEN = (
    (re.compile(r"(?<=\w)\+\+"), "-plus-plus"),
    (re.compile(r"(?<=\w)#(?!\w)"), "-sharp"),
    (re.compile(r"&"), " and "),
)
_JOINTS = re.compile(r"[^\w.]+|_+|(?<!\w)\.+|\.+(?!\w)")

_LEGAL = re.compile(r"[\w.-]+")


def slug_of(name: str) -> str:
    """The address part of a name: lower case, words joined by hyphens, letters of any script kept.

    `slug_of(slug_of(x)) == slug_of(x)`. Empty when the name holds no letter and no digit.
    """
    for sign, word in _SPOKEN:
        name = sign.sub(word, name)
    return slugify(unicodedata.normalize("NFKC", name), allow_unicode=True, regex_pattern=_JOINTS).strip("-.")


def fold(name: str) -> str:
    """What two spellings of one name have in common: case, width, hyphens, blanks and NFKC do not count."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(
        c for c in text if not (c.isspace() or c in "-_\u2010\u2011\u2012\u2013\u2014\u2212\u200b\u200c\u200d\ufeff")
    )


def is_slug(text: str) -> bool:
    """Whether a writer may use `text` as a slug: letters and digits of any script, `-`, `.` and `_`, and never `.` or `..`."""
    return bool(_LEGAL.fullmatch(text)) and text.strip(".") != ""
