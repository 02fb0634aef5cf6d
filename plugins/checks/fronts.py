"""The home page of each language against what an editor chose for it, and what follows from that. Pure but for reading the site."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape

from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault

_MAIN = re.compile(r"<main\b.*?</main\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^>]*?\bhref=["']([^"']*)["']""", re.IGNORECASE)
#: So many times as many stories stand there as one part of the page lacks, where that is a fault and no way of the theme.
_MORE = 4


def fronts(site: BuiltSite) -> Iterator[Problem]:
    """Every story in its part of the page, in the order of that part. A part of which nothing is there is one that the site goes without."""
    for path, parts in sorted(site.promised.fronts.items()):
        page = site.pages.get(path)
        if page is None or page.refresh:
            continue
        places = _places(site, path)
        held = [part for part in parts if any(one in places for one in part)]
        if held and held[0] == parts[0] and len(parts[0]) == 1:
            first = min((one for part in held for one in part if one in places), key=lambda one: places[one][0])
            if first != parts[0][0]:
                said = f"/{url_path(first)} stands first, and /{url_path(parts[0][0])} should"
                yield fault(path, "E06", said, AGAIN)
        for part in held:
            yield from _in_order(path, part, places)
        missing = [one for part in held for one in part if one not in places]
        if missing and len(missing) * _MORE <= sum(map(len, held)):
            more = f" (and {len(missing) - 1} more stories)" if len(missing) > 1 else ""
            said = f"/{url_path(missing[0])}{more} is missing, and the others that belong here are there"
            yield fault(path, "E06", said, AGAIN)


def _places(site: BuiltSite, path: str) -> dict[str, list[int]]:
    """Where on the page links lead to each file."""
    text = site.text(path)
    main = _MAIN.search(text)
    found: dict[str, list[int]] = defaultdict(list)
    for place, url in enumerate(_LINK.findall(main[0] if main else text)):
        if (target := site.path_of(unescape(url), path)) is not None:
            found[target].append(place)
    return dict(found)


def _in_order(path: str, part: Sequence[str], places: dict[str, list[int]]) -> Iterator[Problem]:
    """A story may be linked once more elsewhere: it is in order if one of its links is."""
    last, before = -1, ""
    for one in part:
        if one not in places:
            continue
        place = next((place for place in places[one] if place > last), None)
        if place is None:
            said = f"/{url_path(one)} stands before /{url_path(before)}, and should behind it"
            yield fault(path, "E06", said, AGAIN)
            return
        last, before = place, one
