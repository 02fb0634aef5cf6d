"""What a site may set of its redirects."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`REDIRECTS = {...}`.

    `pages` writes an HTML page at each old address, `netlify` the map `_redirects`, `nginx` and `caddy` the maps of those servers.
    """

    pages: bool = True
    netlify: bool = True
    nginx: bool = False
    caddy: bool = False
