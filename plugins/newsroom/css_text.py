"""CSS as it travels: what only its writers read is left out."""

import re
from functools import lru_cache

#: What is taken as it stands (texts in quotes), and what may shrink: comments, runs of space, space beside punctuation.
_PARTS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      | (?P<comment>/\*.*?\*/)
      | (?:\s*;)*\s*(?P<end>\})\s*
      | \s*(?P<mark>[{;,])\s*
      | :\s+
      | \s+""",
    re.DOTALL | re.VERBOSE,
)


@lru_cache(maxsize=8)
def tight_css(text: str) -> str:
    """The same rules without comments and needless space. Texts in quotes, and the space that a selector or `calc()` needs, stay."""
    return _PARTS.sub(_shrunk, _PARTS.sub(_without_comment, text)).strip()


def _without_comment(found: re.Match[str]) -> str:
    return " " if found["comment"] else found[0]


def _shrunk(found: re.Match[str]) -> str:
    for name in ("kept", "end", "mark"):
        if found[name]:
            return found[name]
    return ":" if found[0].startswith(":") else " "
