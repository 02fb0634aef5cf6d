"""The pictures that were drawn for stories and bear their ids: each has the title of its own story in it (iTXt), or none. Pure but for reading the
site."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .surfaces import Article, words
from .written import is_same

_TITLE = b"iTXtTitle\0\0\0\0\0"
#: So much of a picture is read: what it says of itself stands before what it shows.
_READ = 4096


def drawn(site: BuiltSite, articles: Sequence[Article]) -> Iterator[Problem]:
    """Every picture that was drawn for another story, or for this one before its title changed."""
    titles: dict[str, str] = {}
    for article in articles:
        told = article.told or {}
        known, title = article.page.story or str(told.get("id", "")), article.page.headline or told.get("title")
        titles[known] = words(title)
    for file in sorted(site.files):
        path = PurePosixPath(file)
        title = titles.get(path.stem, "") if path.suffix == ".png" else ""
        if title and (said := _title_of(site, file)) and not is_same(said, title):
            yield fault(file, "E06", f'it is drawn for "{said[:80]}", and its story is called "{title[:80]}"', AGAIN)


def _title_of(site: BuiltSite, file: str) -> str:
    with (site.output / file).open("rb") as opened:
        head = opened.read(_READ)
    before, mark, behind = head.partition(_TITLE)
    size = int.from_bytes(before[-4:], "big") - (len(_TITLE) - len(b"iTXt"))
    return words(behind[:size].decode("utf-8", errors="replace")) if mark else ""
