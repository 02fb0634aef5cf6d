"""A style sheet as the addresses that it asks for. Pure."""

import re
from collections.abc import Iterator

#: What has to be told apart: a comment and a string hold no address, but behind `@import` a string is one.
_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z)|url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.IGNORECASE,
)


def addresses_in(text: str) -> Iterator[tuple[str, int]]:
    """(address, line) of each `url()` and `@import`; none with an escape, which only a browser reads."""
    low = text.lower()
    if "url(" in low or "@import" in low:
        for found in _TOKEN.finditer(text):
            url = next((one for one in found.groups() if one), "")
            if url and "\\" not in url:
                yield url, text.count("\n", 0, found.start()) + 1
