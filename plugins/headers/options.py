"""What a site may set of its headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """`HEADERS = {...}`.

    `policy` puts the Content-Security-Policy into each page. `allow` adds sources to it on every page: directive -> list of sources,
    `{"script-src": ["https://stats.example"]}`. `netlify`, `nginx` and `caddy` write the headers as files of those servers. `hsts` is for
    how many seconds browsers shall ask for https only (0: not said). `lasting` are folders of the output whose files never change under
    one name; with `fingerprint` a published site has the theme's own among them, at an address that changes with them. `age` is for how
    many seconds everything else may be kept without asking. `extra` are further headers, name -> value.
    """

    policy: bool = True
    allow: Mapping[str, Any] = field(default_factory=dict)
    netlify: bool = True
    nginx: bool = False
    caddy: bool = False
    hsts: int = 0
    lasting: tuple[str, ...] = ("pictures",)
    fingerprint: bool = True
    age: int = 60
    extra: Mapping[str, str] = field(default_factory=dict)
