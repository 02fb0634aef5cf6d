"""What only machines read: sitemaps, robots.txt, the manifest, style sheets, and the files that the settings promise. Pure but for reading the site."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from mimetypes import guess_type
from typing import Any

from ..newsroom.feed_facts import Unreadable, document_of, style_sheets_of
from ..newsroom.json_keys import read_json
from ..newsroom.problem import ERROR, WARNING, Problem
from ..newsroom.style_facts import addresses_in
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .picture_sizes import size_of
from .sitemaps import sitemaps
from .urls import parts_of

_RIGHTS = ".well-known/tdmrep.json"
#: What crawlers read in robots.txt, and what they no longer do.
_KNOWN = ("user-agent", "disallow", "allow", "sitemap", "crawl-delay", "host", "clean-param")
_FORGOTTEN = frozenset({"noindex", "nofollow"})
_DISPLAYS = frozenset([
    "fullscreen", "standalone", "minimal-ui", "browser", "window-controls-overlay", "tabbed", "borderless",
])  # fmt: skip
_PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/svg+xml"})


def machine_files(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    yield from _promised(site)
    yield from sitemaps(site)
    yield from _robots(site)
    yield from _asked_for(site)
    yield from _icons(site)
    yield from _manifests(site)
    yield from _rights(site)
    yield from _said_twice(site)
    yield from _not_found(site)


def _rights(site: BuiltSite) -> Iterator[Problem]:
    """What miners of text and data are told: whether rights are reserved is 0 or 1."""
    read: Any = None
    with suppress(Unreadable):
        read = document_of(site.text(_RIGHTS)) if _RIGHTS in site.files else None
    if read is not None and not (isinstance(read, list) and all(isinstance(one, dict) for one in read)):
        yield fault(_RIGHTS, "E06", "it is no list of rules, and says nothing", AGAIN)
        return
    for one in read or ():
        if one.get("tdm-reservation") not in (0, 1):
            said = f"tdm-reservation is {str(one.get('tdm-reservation'))[:40]}, which says nothing"
            yield fault(_RIGHTS, "E06", said, "write 0 or 1")
        if not isinstance(one.get("location"), str) or not one["location"]:
            yield fault(
                _RIGHTS, "E06", "a rule has no location, and is of no page", 'write the pages it is of, as "/*"'
            )
        target = site.path_of(str(one["tdm-policy"])) if one.get("tdm-policy") else None
        if target is not None and target not in site.files:
            yield fault(_RIGHTS, "E10", f"its policy {str(one['tdm-policy'])[:200]} is not there", AGAIN)


def _said_twice(site: BuiltSite) -> Iterator[Problem]:
    """Machine files in which one thing is said twice, of which one machine takes the first and another the last."""
    for file in sorted(site.feeds):
        if file.endswith((".json", ".webmanifest")):
            with suppress(ValueError, RecursionError):
                if twice := read_json(site.text(file))[1]:
                    said = f'"{twice[0][:40]}" stands twice in one of its objects: machines read one or the other'
                    yield fault(file, "E06", said, AGAIN)


def _not_found(site: BuiltSite) -> Iterator[Problem]:
    """A page that stands at any address must not lead on from where it stands."""
    page = site.pages.get("404.html")
    links = [one for one in page.links if one.url[:1] != "#"] if page and site.has_form else []
    wrong = [one for one in links if one.url[:1] != "/" and not parts_of(one.url).scheme]
    if page and wrong and len(wrong) * 2 < len(links):
        said = f"{wrong[0].url[:100]} leads elsewhere from each address that is not there"
        yield fault("404.html", "E10", said, "write it with the address of the site", wrong[0].line)


def _promised(site: BuiltSite) -> Iterator[Problem]:
    for file in sorted(site.promised.files - site.files):
        yield fault(file, "E10", "it is not there, and the settings say that it is", AGAIN)


def _robots(site: BuiltSite) -> Iterator[Problem]:
    """A robots.txt that says something else than the sitemaps: as a site of one's own may mean it, only what is dead is an error."""
    if "robots.txt" not in site.files:
        return
    lines = [
        (number, name.strip().lower(), value.partition("#")[0].strip())
        for number, line in enumerate(site.text("robots.txt").removeprefix("\ufeff").splitlines(), 1)
        for name, _, value in [line.partition(":")]
    ]
    maps = [(number, url) for number, name, url in lines if name == "sitemap"]
    named = {site.path_of(url) for _, url in maps}
    for file in ("sitemap.xml", "news-sitemap.xml") if named <= site.files and site.promised.feeds else ():
        if file in site.files - named and site.has_form:
            said = f"it does not name {file}, which is there"
            yield fault("robots.txt", "E10", said, f"write Sitemap: {site.base}/{file}", severity=WARNING)
    yield from _rules(lines)
    for number, url in maps:
        target = site.path_of(url)
        if "://" not in url:
            said = f"the sitemap {url} is no whole address"
            yield fault("robots.txt", "E10", said, f"write {site.base}/{url.lstrip('/')}", number, WARNING)
        if target is not None and target not in site.files:
            yield fault("robots.txt", "E10", f"the sitemap {url} is not there", "name the sitemap that is", number)
        elif target is None and "sitemap.xml" in site.files and site.base:
            yield fault(
                "robots.txt",
                "E10",
                f"the sitemap {url} is none of this site",
                f"name {site.base}/sitemap.xml",
                number,
                WARNING,
            )
    agents: set[str] = set()
    was_agent = False
    for number, name, value in lines:
        if name == "user-agent":
            agents = {*agents, value} if was_agent else {value}
        was_agent = name == "user-agent" or (was_agent and not name)
        is_all = name == "disallow" and value == "/" and "*" in agents
        if is_all and site.listed and not any(other == "allow" for _, other, _ in lines):
            yield fault(
                "robots.txt",
                "E10",
                "it closes the whole site, whose pages the sitemap names",
                "take the / away, or do without a sitemap",
                number,
                WARNING,
            )


def _rules(lines: Sequence[tuple[int, str, str]]) -> Iterator[Problem]:
    """Lines that no crawler obeys: before one says for whom they are, or of a name that none knows."""
    for number, name, value in lines:
        if name in ("allow", "disallow") and all(other != "user-agent" for at, other, _ in lines if at < number):
            said = f"{name}: {value} is for nobody: no User-agent stands above it"
            yield fault("robots.txt", "E06", said, "write User-agent: * above it", number, WARNING)
            return
        near = get_close_matches(name, _KNOWN, 1, 0.8) if name and name not in _KNOWN else []
        if near or name in _FORGOTTEN:
            said = f'no crawler knows "{name}"'
            remedy = f"write {near[0]}" if near else "take it out; a page says noindex itself"
            yield fault("robots.txt", "E06", said, remedy, number, WARNING)


def _asked_for(site: BuiltSite) -> Iterator[Problem]:
    """What style sheets, the manifest and feeds ask for. Where the theme is not ours, a warning: no reader may ever miss it."""
    dead: dict[str, list[tuple[str, int, str]]] = {}
    for file in sorted(site.files):
        if file.endswith(".css"):
            asked = [(url, line) for url, line in addresses_in(site.text(file)) if not url.startswith("#")]
        elif file.endswith(".webmanifest"):
            asked = [(url, 0) for url in _of_manifest(site, file)]
        elif file.endswith(".xml"):
            asked = [(url, 0) for url in style_sheets_of(site.text(file))]
        else:
            continue
        for url, line in dict(reversed(asked)).items():
            target = site.path_of(url, file)
            if target is not None and target not in site.files:
                dead.setdefault(target, []).append((file, line, url))
    for places in dead.values():
        file, line, url = places[0]
        more = f" (and in {len(places) - 1} more files)" if len(places) > 1 else ""
        message = f"{url[:200]} leads nowhere{more}"
        yield fault(file, "E10", message, "write an address that is there", line, ERROR if site.has_form else WARNING)


def _icons(site: BuiltSite) -> Iterator[Problem]:
    """What a manifest says of its icons."""
    for file in sorted(one for one in site.files if one.endswith(".webmanifest")):
        read: Any = None
        with suppress(Unreadable):
            read = document_of(site.text(file))
        for one in read["icons"] if isinstance(read, dict) and isinstance(read.get("icons"), list) else ():
            target = site.path_of(str(one.get("src", "")), file) if isinstance(one, dict) else None
            size = re.fullmatch(r"(\d+)x(\d+)", str(one.get("sizes"))) if target in site.files else None
            held = size_of(site.output / target) if target and size and not target.endswith(".svg") else None
            if size and held and held != (int(size[1]), int(size[2])) and not str(target).endswith(".ico"):
                yield fault(file, "E06", f"{target} is said to be {size[0]}, and is {held[0]}x{held[1]}", AGAIN)
            known = guess_type(target or "")[0]
            if target in site.files and known and one.get("type") and one["type"] != known and known in _PICTURES:
                yield fault(file, "E06", f"{target} is said to be {str(one['type'])[:40]}, and is {known}", AGAIN)


def _manifests(site: BuiltSite) -> Iterator[Problem]:
    """The language of the site, and a way of showing it that there is."""
    front = site.pages.get("index.html")
    for file in sorted(one for one in site.files if one.endswith(".webmanifest") and "/" not in one):
        read: Any = None
        with suppress(Unreadable):
            read = document_of(site.text(file))
        lang, display = (str(read.get(name) or "") if isinstance(read, dict) else "" for name in ("lang", "display"))
        if lang and front and front.lang and lang.lower()[:2] != front.lang.lower()[:2]:
            yield fault(file, "E06", f"it is said to be in {lang[:20]}, and the front page in {front.lang}", AGAIN)
        if display and display not in _DISPLAYS:
            said = f'no browser shows a site as "{display[:40]}"'
            yield fault(file, "E06", said, "write standalone, minimal-ui, fullscreen or browser", severity=WARNING)


def _of_manifest(site: BuiltSite, file: str) -> Iterator[str]:
    read: Any = None
    with suppress(Unreadable):
        read = document_of(site.text(file))
    if isinstance(read, dict):
        for name in ("icons", "screenshots"):
            given = read.get(name)
            for one in given if isinstance(given, list) else []:
                if isinstance(one, dict) and one.get("src"):
                    yield str(one["src"])
        if read.get("start_url"):
            yield str(read["start_url"])
