"""The slug policy: how a name becomes part of an address. The only user of python-slugify."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from slugify import slugify
from unidecode import unidecode

#: Written out, because without them `C`, `C++` and `C#` would share one address.
_SPOKEN = (
    (re.compile(r"(?<=\w)\+\+"), "-plus-plus"),
    (re.compile(r"(?<=\w)#(?!\w)"), "-sharp"),
    (re.compile(r"&"), " and "),
)
_JOINTS = re.compile(r"[^\w.]+|_+|(?<![^\W_])\.+|\.+(?![^\W_])")

#: Bytes of a slug: a file's name has 255 on every system, and `-2026-11-20-12.atom.xml` may have to follow.
LONGEST = 200
#: Characters of the name of a picture.
_STEM = 48

#: Hyphens, and signs that take no room.
_UNHEARD = dict.fromkeys(map(ord, "-_\u2010\u2011\u2012\u2013\u2014\u2212\u200b\u200c\u200d\ufeff"))
#: Letters and digits of ASCII with blanks or hyphens between them.
_PLAIN = re.compile(r"[A-Za-z0-9 -]*[A-Za-z0-9][A-Za-z0-9 -]*")
_LEGAL = re.compile(r"[\w.-]+")


@lru_cache(maxsize=65_536)
def slug_of(name: str, *, unicode: bool = True, keep_case: bool = False) -> str:
    """The address part of a name: lower case unless `keep_case`, words joined by hyphens, letters of any script kept.

    Without `unicode` letters are written in ASCII. A name of signs alone ("\U0001f680") is named as Unicode does ("rocket").
    `slug_of(slug_of(x)) == slug_of(x)`. Empty when the name holds nothing that can be written; cut at a word where it would be longer
    than a file's name may be, with what comes behind it.
    """
    if _PLAIN.fullmatch(name):  # what most names are; what follows comes to the same, in thirty times the time
        words = "-".join(name.replace("-", " ").split())
        return shortened(words if keep_case else words.lower())
    spoken = name
    for sign, word in _SPOKEN:
        spoken = sign.sub(word, spoken)
    slug = _slugged(spoken, unicode, keep_case)
    if not slug:
        signs = " ".join(unicodedata.name(c, "") for c in name if unicodedata.category(c) == "So")
        slug = _slugged(signs.lower(), unicode, keep_case)
    return shortened(slug)


def picture_stem(path: str) -> str:
    """What the names of smaller pictures made of this one begin with: its own name in letters that no server or mail program stumbles over; may be
    empty.
    """
    return slug_of(PurePosixPath(path).stem, unicode=False)[:_STEM].strip("-")


def shortened(slug: str) -> str:
    """A slug of at most LONGEST bytes, cut between words where it has some."""
    if len(slug.encode()) <= LONGEST:
        return slug
    cut = slug.encode()[: LONGEST + 1].decode(errors="ignore")
    whole = cut.rpartition("-")[0]
    return (whole or slug.encode()[:LONGEST].decode(errors="ignore")).strip("-.")


def _slugged(name: str, unicode: bool, keep_case: bool) -> str:
    text = unicodedata.normalize("NFKC", name)
    if not unicode:
        text = unidecode(text)  # what Pelican's own slugify uses, and slugify only where its rival is missing
    return slugify(text, allow_unicode=unicode, lowercase=not keep_case, regex_pattern=_JOINTS).strip("-.")


def repaired(text: object) -> tuple[tuple[str, str], ...] | None:
    """(what a writer wrote, what may stand there) of a slug with blanks or other signs, as stock Pelican takes it; None for what has no such form."""
    made = slug_of(text) if isinstance(text, str) and not set(text) & set("/\\") else ""
    return ((str(text), made),) if made and made != text else None


@dataclass(frozen=True, slots=True)
class Slugs:
    """How a site makes address parts of names. `own` holds, by kind of term, what stands in for our own policy."""

    unicode: bool = True
    keep_case: bool = False
    own: Mapping[str, Callable[[str], str]] = field(default_factory=dict, hash=False)

    def of(self, name: str, kind: str = "") -> str:
        """The slug of a name; `kind` is tag, category, author, source, storyline, or title where titles make the slugs of stories.

        A term of which the site's own policy leaves nothing, as one of signs alone, is named by ours; a story then has its file's name.
        """
        own = self.own.get(kind)
        if kind == "title":
            return own(name) if own else ""
        made = shortened(own(name)) if own else ""
        return made or slug_of(name, unicode=self.unicode, keep_case=self.keep_case)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """What two spellings of one name have in common: case, width, hyphens, blanks and NFKC do not count."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(text.split()).translate(_UNHEARD)


def is_slug(text: str) -> bool:
    """Whether a writer may use `text` as a slug: letters and digits of any script, `-`, `.` and `_`, and never `.` or `..`."""
    return bool(_LEGAL.fullmatch(text)) and text.strip(".") != ""
