"""The headers as the files of servers: Netlify and Cloudflare, nginx, Caddy. Pure."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

#: Headers -> values for every address; folders whose files keep for a year.
Headers = Mapping[str, str]
#: Folder with a slash at its end -> the headers that it is sent with in place of the site's.
Own = Mapping[str, Headers]

NO_OWN: Own = {}

#: A year, and no question whether it still holds (RFC 8246).
KEEP = "public, max-age=31536000, immutable"
#: File -> its type, where servers guess wrong.
TYPES = {"manifest.webmanifest": "application/manifest+json", "feeds/all.json": "application/feed+json"}


def netlify(headers: Headers, lasting: Iterable[str], site: str, _age: int, own: Own = NO_OWN) -> str:
    """`_headers`, the format of Netlify and of Cloudflare Pages. Both let everything else be asked for at each visit, and join two values
    of one header, so that nothing is said of it here.

    `!` takes the site's value from a folder that has its own; Cloudflare alone knows it.
    """
    base = _base(site)
    blocks = [(f"{base}/*", _lines(headers))]
    blocks += [
        (f"{base}/{folder}*", [*(f"! {name}" for name in given if name in headers), *_lines(given)])
        for folder, given in own.items()
    ]
    blocks += [(f"{base}/{folder}/*", _lines({"Cache-Control": KEEP})) for folder in lasting]
    blocks += [(f"{base}/{file}", _lines({"Content-Type": kind})) for file, kind in TYPES.items()]
    return "".join(f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in blocks)


def nginx(headers: Headers, lasting: Iterable[str], site: str, age: int, own: Own = NO_OWN) -> str:
    """For a `server` block. A location with an `add_header` of its own inherits none (ngx_http_headers_module), so what differs stands in variables."""
    base = _base(site)
    lines = [f'set $newsroom_keep "{_for(age)}";']
    kept = "|".join(map(re.escape, lasting))
    if kept:
        lines.append(f'if ($uri ~ "^{re.escape(base)}/({kept})/") {{ set $newsroom_keep "{KEEP}"; }}')
    lines.append("add_header Cache-Control $newsroom_keep;")
    variables = {name: f"$newsroom_{name.lower().replace('-', '_')}" for given in own.values() for name in given}
    lines += [f'set {variable} "{_quoted(headers.get(name, ""))}";' for name, variable in variables.items()]
    for folder, given in own.items():
        values = " ".join(f'set {variables[name]} "{_quoted(value)}";' for name, value in given.items())
        lines.append(f'if ($uri ~ "^{re.escape(f"{base}/{folder}")}") {{ {values} }}')
    lines += [
        f'add_header {name} "{_quoted(value)}" always;' for name, value in headers.items() if name not in variables
    ]
    lines += [f"add_header {name} {variable} always;" for name, variable in variables.items()]  # none where it is empty
    lines += [f'location = {base}/{file} {{ types {{ }} default_type "{kind}"; }}' for file, kind in TYPES.items()]
    return "\n".join(lines) + "\n"


def caddy(headers: Headers, lasting: Iterable[str], site: str, age: int, own: Own = NO_OWN) -> str:
    """To be imported in a site block of a Caddyfile. Of two matchers that both fit none is sure to come last, so that each excludes the other."""
    base = _base(site)
    differing = {name for given in own.values() for name in given}
    lines = _caddy_block("", {name: value for name, value in headers.items() if name not in differing})
    for number, name in enumerate(sorted(differing & set(headers))):
        elsewhere = " ".join(f"{base}/{folder}*" for folder, given in own.items() if name in given)
        lines.append(f"@newsroom_site{number} not path {elsewhere}")
        lines += _caddy_block(f"@newsroom_site{number} ", {name: headers[name]})
    for folder, given in own.items():
        lines += _caddy_block(f"{base}/{folder}* ", given)
    kept = [f"{base}/{folder}/*" for folder in lasting]
    if kept:
        lines += [f"@newsroom_kept path {' '.join(kept)}", f'header @newsroom_kept Cache-Control "{KEEP}"']
        lines += [f"@newsroom_fresh not path {' '.join(kept)}", f'header @newsroom_fresh Cache-Control "{_for(age)}"']
    else:
        lines.append(f'header Cache-Control "{_for(age)}"')
    lines += [f'header {base}/{file} Content-Type "{kind}"' for file, kind in TYPES.items()]
    return "\n".join(lines) + "\n"


def _lines(headers: Headers) -> list[str]:
    return [f"{name}: {value}" for name, value in headers.items()]


def _caddy_block(matcher: str, headers: Headers) -> list[str]:
    return [f"header {matcher}{{", *(f'\t{name} "{_quoted(value)}"' for name, value in headers.items()), "}"]


def _for(age: int) -> str:
    """For so many seconds nobody asks; after that a copy is good only if the server says so."""
    return f"public, max-age={max(0, age)}, must-revalidate"


def _base(site: str) -> str:
    return urlsplit(site).path.rstrip("/")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
