"""What two stories have, and only one may: an id, the code that leads telephones to it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault


def repeated(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong so."""
    yield from _twice(site)
    yield from _drawn_twice(site)


def _twice(site: BuiltSite) -> Iterator[Problem]:
    """Two stories with one id; two items of a feed with one id."""
    pages: dict[str, list[str]] = defaultdict(list)
    for page in site.pages.values():
        if page.story:
            pages[page.story].append(page.path)
    for name, paths in sorted(pages.items()):
        if len(paths) > 1:
            said = f'the id "{name}" is also that of /{url_path(paths[0])}'
            yield fault(paths[1], "E12", said, "give one of them another id")
    items = Counter((one.file, one.id) for one in site.entries)
    for (file, name), count in sorted(items.items()):
        if count > 1:
            yield fault(file, "E12", f'{count} items have the id "{name}"', AGAIN)


def _drawn_twice(site: BuiltSite) -> Iterator[Problem]:
    """The code that leads telephones to a story, and to another."""
    known: dict[str, str] = {}
    for path, page in site.stories.items():
        first = known.setdefault(page.share_code, path) if page.share_code else path
        if first != path:
            said = f"the code to be read by telephones is that of /{url_path(first)}, too"
            yield fault(path, "E06", said, AGAIN)
