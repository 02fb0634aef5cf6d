"""Redirects as pages and as the maps that servers read. Pure."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlsplit

from ..newsroom.places import Redirect
from ..newsroom.words import Words

#: What may stand unquoted in a path of a map: letters, digits and these. `:` and `*` mean something in Netlify's format.
_SAFE = "/-._~!,;=@"


def page(redirect: Redirect, site: str, _: Words) -> str:
    """An HTML page that leads on at once, also without a script, and that no search engine keeps. `site` is the site's address, `_` its words."""
    target = escape(f"{site}/{quote(redirect.new, safe=_SAFE + '%#?&')}")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(_.lang)}" dir="{_.dir}">\n<head>\n<meta charset="utf-8">\n<title>{escape(_("Moved"))}</title>\n'
        f'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={target}">\n</head>\n'
        f'<body><p><a href="{target}">{escape(_("This page has moved."))}</a></p></body>\n</html>\n'
    )


def netlify(redirects: Iterable[Redirect], site: str) -> str:
    """Lines of `_redirects`: `/old/ /new/ 301`, the format of Netlify and of Cloudflare Pages."""
    return "".join(f"{old} {new} 301\n" for old, new in _pairs(redirects, site))


def nginx(redirects: Iterable[Redirect], site: str) -> str:
    """`location` blocks for nginx, whose patterns are compared with the decoded path (ngx_http_core_module, `location`)."""
    base = _base(site)
    rows = ((_nginx_text(f"{base}/{one.old}"), _path(base, one.new)) for one in redirects)
    return "".join(f'location = "{old}" {{ return 301 "{new}"; }}\n' for old, new in rows)


def caddy(redirects: Iterable[Redirect], site: str) -> str:
    """`redir` directives for a Caddyfile."""
    return "".join(f'redir "{old}" "{new}" permanent\n' for old, new in _pairs(redirects, site))


def _pairs(redirects: Iterable[Redirect], site: str) -> Iterable[tuple[str, str]]:
    base = _base(site)
    return ((_path(base, one.old), _path(base, one.new)) for one in redirects)


def _base(site: str) -> str:
    """The path below which a site stands on its host: `/news` for `https://example.org/news`."""
    return urlsplit(site).path.rstrip("/")


def _path(base: str, url: str) -> str:
    return f"{base}/{quote(url, safe=_SAFE)}"


def _nginx_text(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"')
