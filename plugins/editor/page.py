"""The page of the editor, and what it may do. Pure."""

from collections.abc import Iterable
from html import escape

#: What Decap needs: it compiles the schema of its configuration (`new Function`), and its look is made while it runs (inline styles).
#: Pictures that were not saved yet are `blob:`, small ones `data:`.
_DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self' 'unsafe-eval'"),
    ("style-src", "'self' 'unsafe-inline'"),
    ("img-src", "'self' data: blob:"),
    ("font-src", "'self' data:"),
    ("media-src", "'self' blob:"),
    ("connect-src", "'self' blob:"),
    ("frame-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
)


def policy_of(hosts: Iterable[str] = ()) -> str:
    """The Content-Security-Policy of the editor's page; `hosts` are those where its stories lie."""
    more = {"connect-src": " ".join(hosts)}
    return "; ".join(f"{name} {values} {more.get(name, '')}".rstrip() for name, values in _DIRECTIVES)


def page_of(title: str, lang: str, direction: str, policy: str, scripts: Iterable[str]) -> str:
    """The page. `scripts` come in this order; a name that ends in `desk.js` is a module. It asks `newsroom serve` to leave it alone when the site changes."""
    loaded = "".join(_script(name) for name in scripts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}" dir="{escape(direction)}" data-newsroom-live="off">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="robots" content="noindex, nofollow">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        '<link rel="cms-config-url" type="text/yaml" href="config.yml">\n<link rel="stylesheet" href="desk.css">\n</head>\n'
        f"<body>\n{loaded}</body>\n</html>\n"
    )


def missing_page(title: str, lang: str, said: str) -> str:
    """The page of a site whose editor is not installed: it says so."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n<meta name="robots" content="noindex, nofollow">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n<p>{escape(said)}</p>\n</body>\n</html>\n"
    )


def _script(name: str) -> str:
    kind = ' type="module"' if name.endswith("desk.js") else ""
    return f'<script src="{escape(name)}"{kind}></script>\n'
