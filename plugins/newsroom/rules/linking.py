"""Rules of the links in a text: W10, E19."""

import re
from collections.abc import Iterator

from ..outline import Anchor
from ..problem import Problem
from ..visible_text import visible_text
from .case import Case

#: Words that say nothing to somebody who hears a list of a page's links.
_EMPTY = frozenset(
    """
    here|click here|click|click this|this|that|link|this link|the link|read more|more|read|learn more|see more|more info|more information
    this page|page|website|site|this site|this website|this article|this post|article|source|go|see here|read here|full story|continue reading
    hier|hier klicken|klicken sie hier|mehr|mehr lesen|weiterlesen|dieser link|diese seite|ici|cliquez ici|lire la suite|en savoir plus
    ce lien|lien|aquí|haz clic aquí|leer más|más|este enlace|enlace|тут|сюди|читати далі|посилання|هنا|اضغط هنا|اقرأ المزيد|المزيد
    """.replace("\n", "|").split("|")
)
#: The same, each of them.
EMPTY_WORDS = frozenset(word.strip() for word in _EMPTY if word.strip())
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_SCHEME = re.compile(r"^[\s\x00-\x1f]*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)


def words_say_nothing(case: Case) -> Iterator[Problem]:
    """W10"""
    for anchor in case.outline.anchors:
        if not anchor.target or anchor.target.startswith("[^"):
            continue
        words = visible_text(anchor.words)
        if _is_code(anchor, case.story.body):
            continue
        if not words:
            said, remedy = "a link has no words that one could click", "write the words between [ and ]"
        elif _say_nothing(words):
            said, remedy = f'the link\'s words "{words}" say nothing of what is there', "link the words that name it"
        else:
            continue
        yield case.on(anchor.line, anchor.column, "W10", said, remedy)


def _say_nothing(words: str) -> bool:
    bare = words if words[0].isalnum() and words[-1].isalnum() else _AROUND.sub("", words)
    return bare.casefold() in EMPTY_WORDS if bare else "_" not in words


def _is_code(anchor: Anchor, body: str) -> bool:
    """Whether the words of a link begin with code, for which the outline has blanks: that is a name."""
    if anchor.words[:1].strip():
        return False
    written = body.split("\n")[anchor.line - 1][anchor.column - 1 :]
    return written.lstrip("[").lstrip().startswith("`")


def unsafe_address(case: Case) -> Iterator[Problem]:
    """E19. A picture may hold its own data; a link may not."""
    for anchor in case.outline.anchors:
        found = _SCHEME.match(anchor.target)
        if found:
            said = f"a link with {found[1].lower()}: is not safe for readers"
            yield case.on(anchor.line, anchor.column, "E19", said, "write an address that begins with https:")
    for picture in case.outline.pictures:
        found = _SCHEME.match(picture.target)
        if found and not picture.target.lower().startswith("data:image/"):
            said = f"a picture from {found[1].lower()}: is not safe for readers"
            yield case.on(picture.line, picture.column, "E19", said, "put the picture into the content folder")
