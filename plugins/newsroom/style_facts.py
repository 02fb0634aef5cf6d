"""A style sheet as the addresses that it asks for. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

#: What has to be told apart: a comment and a string hold no address, but behind `@import` a string is one.
_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z)|url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.IGNORECASE,
)


@lru_cache(maxsize=128)
def addresses_in(text: str) -> Sequence[tuple[str, int]]:
    """(address, line) of each `url()` and `@import`; none with an escape, which only a browser reads. All pages of a site have one sheet."""
    low = text.lower()
    return tuple(_addresses(text)) if "url(" in low or "@import" in low else ()


def _addresses(text: str) -> Iterator[tuple[str, int]]:
    for found in _TOKEN.finditer(text):
        url = next((one for one in found.groups() if one), "")
        if url and "\\" not in url:
            yield url, text.count("\n", 0, found.start()) + 1
