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
    lines = []
    for one in redirects:
        old, new = _nginx_text(f"{base}/{one.old}"), _path(base, one.new)
        test = f'if ($request_uri = "{old}")' if one.by_query else f'location = "{old}"'
        lines.append(f'{test} {{ return 301 "{new}"; }}\n')
    return "".join(lines)


def caddy(redirects: Iterable[Redirect], site: str) -> str:
    """`redir` directives for a Caddyfile, whose patterns are compared with the decoded path but for what they quote themselves."""
    base = _base(site)
    lines = []
    for number, one in enumerate(redirects):
        path, _, query = one.old.partition("?")
        old, new = _caddy_text(f"{base}/{path}"), _path(base, one.new)
        asked = f'@old{number} {{\n\tpath "{old}"\n\tquery "{quote(query, safe="=&")}"\n}}\nredir @old{number}'
        plain = f'redir "{old}"'
        lines.append(f'{asked if one.by_query else plain} "{new}" permanent\n')
    return "".join(lines)


def _pairs(redirects: Iterable[Redirect], site: str) -> Iterable[tuple[str, str]]:
    """(old, new) as URIs; a blank stands between the path and the query of an old address that has one."""
    base = _base(site)
    for one in redirects:
        path, question, query = one.old.partition("?")
        asked = f" {quote(query, safe='=&')}" if question else ""
        yield f"{_path(base, path)}{asked}", _path(base, one.new)


def _base(site: str) -> str:
    """The path below which a site stands on its host: `/news` for `https://example.org/news`."""
    return urlsplit(site).path.rstrip("/")


def _path(base: str, url: str) -> str:
    return f"{base}/{quote(url, safe=_SAFE)}"


def _caddy_text(path: str) -> str:
    """What means something in a pattern or in the quotes around it stays quoted as in an address."""
    return "".join(quote(sign) if sign in '%*{}"\\\n' else sign for sign in path)


def _nginx_text(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"')
