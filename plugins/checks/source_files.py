"""What a site is made of, in what is published of it: the sources of its stories, its registries. Pure but for reading the site."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import fault

_TEXTS = frozenset({".md", ".markdown", ".mdown", ".mkd", ".rst"})
_REGISTRY = re.compile(r"(?:.*/)?data/(?:tags|categories|sources|authors|storylines|front|glossary)\.ya?ml")
#: How the header of a source begins.
_HEADER = re.compile(
    r"\ufeff?\s*(?:---\r?\n\s*[\w-]+:|\+\+\+\r?\n|(?:title|date|author|authors|category|tags|slug|status)\s*:[^\n]*\n[\w-]+\s*:)",
    re.IGNORECASE,
)
_REMEDY = "take it out of what is published"


def source_files(site: BuiltSite) -> Iterator[Problem]:
    """Those that tell by themselves what they are, and that no page offers to its readers."""
    found = [
        one for one in sorted(site.files) if PurePosixPath(one).suffix.lower() in _TEXTS or _REGISTRY.fullmatch(one)
    ]
    if not found:
        return
    linked = {site.path_of(link.url, page.path) for page in site.pages.values() for link in page.links}
    for file in found:
        is_registry = _REGISTRY.fullmatch(file)
        if file not in linked and (is_registry or _HEADER.match(site.text(file))):
            what = "a registry of the site" if is_registry else "the source of a page"
            yield fault(file, "E24", f"it is {what}, and no page leads to it", _REMEDY)


def copied_sources(site: BuiltSite, sources: Iterable[Path]) -> Iterator[Problem]:
    """Files that are the same as a source, byte for byte, by whatever name."""
    by_size: dict[int, list[Path]] = defaultdict(list)
    for source in sources:
        if source.is_file() and source.stat().st_size:
            by_size[source.stat().st_size].append(source)
    for file in sorted(site.files):
        if PurePosixPath(file).suffix.lower() in (".html", ".htm"):
            continue
        path = site.output / file
        for source in by_size.get(path.stat().st_size, ()):
            if path.read_bytes() == source.read_bytes():
                yield fault(file, "E24", f"it is {source.name}, of which the site is made", _REMEDY)
                break
