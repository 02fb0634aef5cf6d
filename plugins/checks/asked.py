"""What pages and style sheets ask other places for: nothing without encryption where the site is encrypted, and no path that begins at another
site. Pure but for reading the site.
"""

from collections import defaultdict
from collections.abc import Iterator

from ..newsroom.problem import Problem
from ..newsroom.style_facts import addresses_in
from .built_site import BuiltSite
from .fault import fault

#: Elements that browsers ask the address of by themselves, or send to: a link is the reader's own affair.
_ASKING = frozenset([
    "asset", "audio", "embed", "form", "icon", "iframe", "image", "img", "manifest", "object", "script", "sheet",
    "source", "style", "track", "use", "video",
])  # fmt: skip


def asked(site: BuiltSite) -> Iterator[Problem]:
    """Each fault once, with the files that have it."""
    if site.base.startswith("https://"):
        yield from _open(site)
    for page in site.pages.values():
        if page.based and site.path_of(page.based, page.path) is None:
            said = f"its <base> lets all its paths begin at {page.based[:100]}, which is another site"
            yield fault(page.path, "E10", said, "take it out")


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
