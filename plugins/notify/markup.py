"""Links in a story, and where a page takes webmentions (w3.org/TR/webmention). Pure."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: What of a page its story says: its text, and whom it credits.
_SAID = frozenset({"e-content", "credit", "citations"})
#: One link of a Link header (RFC 8288): its address, and its parameters up to the comma that ends it.
_LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[^\s;,=]+(?:\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|[^\s;,]*))?)*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,]*))", re.IGNORECASE)


def links_of_story(html: str, own: str) -> list[str]:
    """The addresses outside that a story's text, credit and citations lead to, each once; `own` is the site's host."""
    reader = _Links()
    reader.feed(html)
    reader.close()
    found = (urldefrag(url.strip()).url for url in reader.found)
    return list(dict.fromkeys(url for url in found if _is_outside(url, own)))


def endpoint_of(header: str, html: str, url: str) -> str:
    """Where the page at `url` takes webmentions: by its Link header, else by its first link or anchor that says so; "" where nowhere."""
    for target, parameters in _LINK.findall(header):
        if any("webmention" in (quoted or bare).lower().split() for quoted, bare in _REL.findall(parameters)):
            return _joined(url, target)
    reader = _Endpoint()
    reader.feed(html)
    reader.close()
    if reader.found is None:
        return ""
    return _joined(_joined(url, reader.base), reader.found)


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target.strip())
    except ValueError:
        return ""


def _is_outside(url: str, own: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.netloc != own


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        is_said = bool(_SAID & set(given.get("class", "").split())) or (bool(self._open) and self._open[-1][1])
        if tag == "a" and is_said and given.get("href"):
            self.found.append(given["href"])
        if tag not in _VOID:
            self._open.append((tag, is_said))

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), None)
        if at is not None:
            del self._open[at:]


class _Endpoint(HTMLParser):
    """Comments, scripts and texts that look like markup are none: the parser knows them."""

    found: str | None = None
    base = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "base" and not self.base:
            self.base = given.get("href") or ""
        takes = "webmention" in (given.get("rel") or "").lower().split()
        if takes and self.found is None and tag in ("link", "a") and "href" in given:
            self.found = given["href"] or ""
