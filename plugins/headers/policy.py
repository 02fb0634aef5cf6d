"""The Content-Security-Policy: what a page may load, and from where. Pure.

Level 3 of the standard (w3.org/TR/CSP3). Nothing is allowed inline but what carries the hash of a text that the build itself wrote.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping

#: Directive -> sources: what a page may do beyond showing itself.
Sources = Mapping[str, Iterable[str]]


def policy_of(
    origin: str, styles: Iterable[str] = (), scripts: Iterable[str] = (), more: Iterable[Sources] = ()
) -> str:
    """A page's policy as one line. `origin` is the site's own (`https://news.example`, or "" when a page names none).

    `styles` and `scripts` are the texts that stand inline in the page, to the letter; `more` is what is allowed besides.
    """
    own = ("'self'", origin) if origin else ("'self'",)
    directives: dict[str, list[str]] = {
        "default-src": [*own],
        "style-src": [*own, *map(hash_of, styles)],
        "img-src": [*own, "data:"],
    }
    inline = [hash_of(text) for text in scripts]
    if inline:
        directives["script-src"] = [*own, *inline]
    directives |= {"frame-src": [], "object-src": [], "base-uri": [], "form-action": [*own]}
    for sources in more:
        for directive, values in sources.items():
            directives.setdefault(directive, [*own]).extend(values)
    return "; ".join(f"{name} {' '.join(dict.fromkeys(values)) or _NOTHING}" for name, values in directives.items())


def hash_of(text: str) -> str:
    """How a policy names an inline text (CSP3, 2.3.1): `'sha256-...'`."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def is_source(text: str) -> bool:
    """Whether a text can stand in a policy as one source: it can end no directive, not the policy, and not the attribute it stands in."""
    return bool(text) and not any(c in ';,"<>&' or not "!" <= c <= "~" for c in text)


_NOTHING = "'none'"
