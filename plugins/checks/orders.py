"""The order of lists and feeds: where nearly all begin with the newest story, each does. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..newsroom.problem import Problem
from .built_site import url_path
from .fault import AGAIN, fault
from .lists import DATED, Lists
from .surfaces import moment

#: So many lists in order tell what is usual, and so many times as many as the others.
_ENOUGH = 4
_MORE = 4
#: The pages of the site and of its languages lie higher than that.
_DEEP = 2


def orders(known: Lists) -> Iterator[Problem]:
    """Lists of topics, authors, sources and months; feeds of those and of the whole site. What an editor puts together has an order of its own."""
    site = known.site
    told = {path: str(one.facts.get("time of publication", "")) for path, one in site.promised.written.items()}
    told |= {path: moment(page.published) for path, page in site.stories.items()}
    times = {path: float(said) for path, said in told.items() if _is_number(said)}
    yield from _unordered({path: known.shown[path] for path in known.belonging if path in known.shown}, times)
    yield from _unordered({path: one for path, one in known.shown.items() if DATED.fullmatch(path)}, times)
    pages = {file: site.path_of(feed.page) or "" for file, feed in site.feeds.items() if feed.page}
    own = [file for file, page in pages.items() if page in known.belonging or page.count("/") < _DEEP]
    fed = {file: [site.path_of(one.url) or "" for one in site.feeds[file].entries] for file in own}
    if site.promised.feeds:
        yield from _unordered({file: one for file, one in fed.items() if "corrections" not in file}, times)


def _unordered(held: Mapping[str, Sequence[str]], times: Mapping[str, float]) -> Iterator[Problem]:
    """What differs from nearly all others, and is not the way of its kind."""
    wrong: dict[str, str] = {}
    ordered: Counter[str] = Counter()
    for file, stories in held.items():
        known = [one for one in stories if one in times]
        after = next((b for a, b in pairwise(known) if times[b] > times[a]), "")
        if after:
            wrong[file] = after
        elif len({times[one] for one in known}) > 1:
            ordered[_kind(file)] += 1
    if ordered.total() < _ENOUGH or len(wrong) * _MORE > ordered.total():
        return
    unlike = Counter(map(_kind, wrong))
    for file, story in sorted(wrong.items()):
        if unlike[_kind(file)] == 1 or unlike[_kind(file)] < ordered[_kind(file)]:
            said = f"/{url_path(story)} stands behind an older story, and other lists begin with the newest"
            yield fault(file, "E06", said, AGAIN)


def _kind(file: str) -> str:
    return file.rpartition("/")[0].removesuffix("/index.html").partition("/")[0]


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()
