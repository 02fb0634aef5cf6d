"""What a page with comments needs beyond the site itself."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from ..newsroom.desk import Build
from .options import Options

_GISCUS = "https://giscus.app"


def sources(build: Build) -> Mapping[str, Mapping[str, Iterable[str]]]:
    """Name of the need -> directive -> sources: of Isso its interface alone, no script and no style of its server."""
    options = build.options("COMMENTS", Options)
    if options.provider == "isso" and (origin := origin_of(options.server)):
        return {"comments": {"connect-src": [origin]}}
    if options.provider == "giscus":
        return {"comments": {"script-src": [_GISCUS], "style-src": [_GISCUS], "frame-src": [_GISCUS]}}
    return {"comments": {}}


def origin_of(address: str) -> str:
    """`https://comments.example` of `https://comments.example/isso/`; "" for what is no such address."""
    parts = urlsplit(address)
    good = (
        parts.scheme in ("http", "https")
        and parts.netloc
        and not any(c.isspace() or c in ";,'\"" for c in parts.netloc)
    )
    return f"{parts.scheme}://{parts.netloc}" if good else ""
