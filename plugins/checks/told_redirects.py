"""Where old addresses lead, against where the stories and the settings say that they do; and their pages against each other. Pure but for reading
the site."""

import re
from collections.abc import Iterator

from ..newsroom.problem import Problem
from .built_site import BuiltSite, is_closed, url_path
from .fault import AGAIN, fault
from .usual import without

_STATUS = re.compile(r"(\d{3})!?")


def told_redirects(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    pages = {path: page for path, page in site.pages.items() if page.refresh}
    for path in without({path: is_closed(page) for path, page in pages.items()}):
        yield fault(path, "E06", "search engines may list it, though it leads on", "say noindex, as the others do")
    for path in without({path: page.waits == "0" for path, page in pages.items()}):
        yield fault(path, "E06", f"it waits {pages[path].waits[:20]} seconds before it leads on", AGAIN)
    for path, page in sorted(pages.items()):
        yield from _astray(site, path, page.path, page.refresh)
    lines = site.text("_redirects").splitlines() if "_redirects" in site.files else []
    given = {number: line.split() for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}
    own = {number: words for number, words in given.items() if len(words) > 1 and site.path_of(words[0]) in pages}
    for number, words in own.items():
        yield from _astray(site, site.path_of(words[0]) or "", "_redirects", words[1], number)
    for number in without({number: _status(words) in ("301", "308") for number, words in own.items()}):
        said = f"{own[number][0]} is led on with {_status(own[number])}, and the others for good"
        yield fault("_redirects", "E06", said, "write 301", number)


def _status(words: list[str]) -> str:
    return next((found[1] for one in words[2:] if (found := _STATUS.fullmatch(one))), "301")


def _astray(site: BuiltSite, path: str, file: str, url: str, line: int = 0) -> Iterator[Problem]:
    """What leads elsewhere than it is said to."""
    wanted = site.promised.redirects.get(path)
    if wanted is None or "://" in wanted:
        return
    target = site.file_of(wanted.partition("#")[0].partition("?")[0])
    led = site.path_of(url)
    if led != target and (led is None or led in site.files):
        said = f"/{url_path(path)} leads to {url[:200]}, and is said to lead to /{url_path(target)}"
        yield fault(file, "E06", said, AGAIN, line)
