"""What pages and style sheets ask other places for: nothing without encryption where the site is encrypted, and no path that begins at another
site. Pure but for reading the site.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..newsroom.feed_facts import style_sheets_of
from ..newsroom.problem import WARNING, Problem
from ..newsroom.style_facts import addresses_in
from .built_site import BuiltSite
from .fault import fault
from .hosts import header_rules
from .urls import parts_of

#: So many feeds tell what feeds are shown with.
_LOOKED_AT = 5
_LOADED = frozenset({"asset", "script", "sheet"})
#: What a script asks for, as far as it says so in words.
_ASKED = re.compile(
    r"""(?:\bimport\s*\(?|\bfrom|\bfetch\s*\(|\bsendBeacon\s*\(|\bWebSocket\s*\()\s*["'`]((?:https?|wss?)://[^"'`\s]+)"""
)
#: Elements that browsers ask the address of by themselves, or send to: a link is the reader's own affair.
_ASKING = frozenset([
    "asset", "audio", "embed", "form", "icon", "iframe", "image", "img", "manifest", "object", "script", "sheet",
    "source", "style", "track", "use", "video",
])  # fmt: skip


def asked(site: BuiltSite) -> Iterator[Problem]:
    """Each fault once, with the files that have it."""
    if site.base.startswith("https://"):
        yield from _open(site)
    yield from _strange(site)
    for page in site.pages.values():
        if page.based and site.path_of(page.based, page.path) is None:
            said = f"its <base> lets all its paths begin at {page.based[:100]}, which is another site"
            yield fault(page.path, "E10", said, "take it out")


def _strange(site: BuiltSite) -> Iterator[Problem]:
    """Style sheets and scripts of the site that ask a host which none of its policies names: somebody put that there after the build."""
    sent = [
        value for rule in header_rules(site) for name, value, _ in rule.headers if name == "content-security-policy"
    ]
    policies = " ".join({page.policy for page in site.pages.values()} | {*sent})
    if not policies.strip():
        return
    loaded = {
        site.path_of(link.url, path) for path, page in site.pages.items() for link in page.links if link.tag in _LOADED
    }
    feeds = sorted(file for file, feed in site.feeds.items() if feed.entries and file.endswith(".xml"))
    loaded |= {site.path_of(url, file) for file in feeds[:_LOOKED_AT] for url in style_sheets_of(site.text(file))}
    for file in sorted(one for one in loaded & site.files if one and one.endswith((".css", ".js", ".mjs"))):
        text = site.text(file)
        found = addresses_in(text) if file.endswith(".css") else _asked_by(text)
        for url, line in found if "//" in text else ():
            host = parts_of(url).netloc if url.startswith(("https://", "http://", "//")) else ""
            if host and host not in policies and site.path_of(url) is None:
                said = f"it asks {host[:80]}, which no policy of the site allows"
                yield fault(file, "E06", said, "take it out, or let the policy allow it", line, WARNING)
                break


def _asked_by(script: str) -> Iterator[tuple[str, int]]:
    return ((found[1], script.count("\n", 0, found.start()) + 1) for found in _ASKED.finditer(script))


def _open(site: BuiltSite) -> Iterator[Problem]:
    own = f"http://{site.base.removeprefix('https://')}"  # told elsewhere
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for page in site.pages.values():
        for link in page.links:
            if link.tag in _ASKING and _is_open(link.url, own):
                places[link.url.strip()].append((page.path, link.line))
    for file in sorted(site.files):
        if file.endswith(".css"):
            for url, line in addresses_in(site.text(file)):
                if _is_open(url, own):
                    places[url].append((file, line))
    for url, found in sorted(places.items()):
        file, line = min(found)
        others = len({one for one, _ in found}) - 1
        more = f" (and by {others} more files)" if others else ""
        said = f"{url[:100]} is asked for without encryption{more}: browsers refuse it on an encrypted site"
        yield fault(file, "E24", said, "write https, or keep a copy on the site", line)


def _is_open(url: str, own: str) -> bool:
    return url.strip().lower().startswith("http://") and not url.strip().startswith(own)
