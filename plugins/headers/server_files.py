"""The headers as the files of servers: Netlify and Cloudflare, nginx, Caddy. Pure."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

#: Headers -> values for every address; folders whose files keep for a year.
Headers = Mapping[str, str]

#: A year, and no question whether it still holds (RFC 8246).
KEEP = "public, max-age=31536000, immutable"
#: File -> its type, where servers guess wrong.
TYPES = {"manifest.webmanifest": "application/manifest+json", "feeds/all.json": "application/feed+json"}


def netlify(headers: Headers, lasting: Iterable[str], site: str, _age: int) -> str:
    """`_headers`, the format of Netlify and of Cloudflare Pages. Both let everything else be asked for at each visit, and join two values
    of one header, so that nothing is said of it here."""
    base = _base(site)
    blocks = [(f"{base}/*", headers)]
    blocks += [(f"{base}/{folder}/*", {"Cache-Control": KEEP}) for folder in lasting]
    blocks += [(f"{base}/{file}", {"Content-Type": kind}) for file, kind in TYPES.items()]
    return "".join(
        line for path, given in blocks for line in (f"{path}\n", *(f"  {k}: {v}\n" for k, v in given.items()))
    )


def nginx(headers: Headers, lasting: Iterable[str], site: str, age: int) -> str:
    """For a `server` block. A location with an `add_header` of its own inherits none (ngx_http_headers_module), so they stand in a map."""
    base = _base(site)
    lines = [f'set $newsroom_keep "{_for(age)}";']
    kept = "|".join(map(re.escape, lasting))
    if kept:
        lines.append(f'if ($uri ~ "^{re.escape(base)}/({kept})/") {{ set $newsroom_keep "{KEEP}"; }}')
    lines.append("add_header Cache-Control $newsroom_keep;")
    lines += [f'add_header {name} "{_quoted(value)}" always;' for name, value in headers.items()]
    lines += [f'location = {base}/{file} {{ types {{ }} default_type "{kind}"; }}' for file, kind in TYPES.items()]
    return "\n".join(lines) + "\n"


def caddy(headers: Headers, lasting: Iterable[str], site: str, age: int) -> str:
    """To be imported in a site block of a Caddyfile."""
    base = _base(site)
    lines = ["header {", *(f'\t{name} "{_quoted(value)}"' for name, value in headers.items()), "}"]
    kept = [f"{base}/{folder}/*" for folder in lasting]
    if kept:
        lines += [f"@newsroom_kept path {' '.join(kept)}", f'header @newsroom_kept Cache-Control "{KEEP}"']
        lines += [f"@newsroom_fresh not path {' '.join(kept)}", f'header @newsroom_fresh Cache-Control "{_for(age)}"']
    else:
        lines.append(f'header Cache-Control "{_for(age)}"')
    lines += [f'header {base}/{file} Content-Type "{kind}"' for file, kind in TYPES.items()]
    return "\n".join(lines) + "\n"


def _for(age: int) -> str:
    """For so many seconds nobody asks; after that a copy is good only if the server says so."""
    return f"public, max-age={max(0, age)}, must-revalidate"


def _base(site: str) -> str:
    return urlsplit(site).path.rstrip("/")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
