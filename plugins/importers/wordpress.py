"""WordPress's export file (WXR), read as a stream: a gigabyte of it needs no more memory than a megabyte.

The format is RSS 2.0 with the `wp:` namespace (wordpress.org/documentation/article/tools-export-screen). Files of real sites are often not
well-formed: what can be read of them is, and the rest is named.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ..newsroom.commands import Wrong
from .article import Imported, Notes
from .html_markdown import MISSING
from .wordpress_broken import Broken, encoding_of
from .wordpress_channel import Channel, borrow, close, learn, name_of
from .wordpress_item import item_of
from .wordpress_text import Pictures

_HEAD = 65_536


def read_wordpress(file: Path, notes: Notes) -> Iterator[Imported]:
    """Every post and page of an export file. WordPress makes several files of a large site: pictures and blocks may stand in another one."""
    channel, read = _learned(file, notes)
    for other in notes.beside:
        if other != file:
            borrow(channel, _learned(other, notes)[0])
    pictures = Pictures(channel.pictures, notes.media, channel.host)
    for element in read():
        if name_of(element) == "item":
            article = item_of(element, channel, pictures, notes)
            if article:
                yield article
    close(channel, pictures, notes)


def _learned(file: Path, notes: Notes) -> tuple[Channel, Callable[[], Iterator[Any]]]:
    """What stands around the posts of a file, and how its elements are read."""
    if file in notes.learned:
        found: tuple[Channel, Callable[[], Iterator[Any]]] = notes.learned[file]
        return found
    _refuse_entities(file)
    channel = Channel()
    read: Callable[[], Iterator[Any]] = partial(_elements, file)
    try:
        for element in read():
            learn(element, channel)
    except _not_well_formed() as error:
        broken = Broken(file)
        read, channel = broken.elements, Channel()
        for element in read():
            learn(element, channel)
        first = next((one for one in error.error_log if one.level_name in ("ERROR", "FATAL")), None)
        _tell(broken, first.line if first else error.lineno or 1, first.message if first else error.msg or "", notes)
    notes.learned[file] = channel, read
    return channel, read


def _tell(broken: Broken, line: int, what: str, notes: Notes) -> None:
    """What is said of a file that is not well-formed: every item of it was read; one that it breaks off in is not whole, and after it others may be missing."""
    read = f"its {broken.items} item{'s were' if broken.items != 1 else ' was'} read all the same"
    if broken.cut_at:
        notes.failed.append(
            f"{broken.file}:{broken.cut_at}: the file breaks off here: export it once more; what stood before was imported, an item without its end as a draft"
        )
    else:
        said = what.strip().partition("\n")[0].partition(", line ")[0]  # what follows is a piece of the file
        notes.left.append(f"{broken.file}:{line}: the file is not well-formed here ({said}); {read}")


_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+\w+\s*>", re.IGNORECASE)


def _refuse_entities(file: Path) -> None:
    """No export declares entities; a file that does wants to make us read other files or fill the memory."""
    with file.open("rb") as opened:
        data = opened.read(_HEAD)
    head = data.decode(encoding_of(data), "replace")
    before = _PLAIN_DOCTYPE.sub("", head.partition("<rss")[0])  # one that only names the root declares nothing
    if "<!ENTITY" in head or "<!DOCTYPE" in before.upper():
        raise Wrong(
            f"{file} declares entities, which no export of WordPress does; it was not read: if you know where it comes from, take out what stands from <!DOCTYPE to its end"
        )
    if "<rss" not in head and "<channel" not in head:
        raise Wrong(f"{file} is no export of WordPress: make one under Tools, Export, All content")


def _not_well_formed() -> type[Any]:
    try:
        from lxml import etree
    except ImportError as error:
        raise Wrong(MISSING) from error
    return etree.XMLSyntaxError  # type: ignore[no-any-return]


def _elements(file: Path) -> Iterator[Any]:
    """The items, authors and terms of the channel, each thrown away after it was looked at. Raises what `_not_well_formed` says."""
    from lxml import etree

    wanted = ("item", "author", "category", "tag", "link", "language", "base_blog_url", "base_site_url")
    with file.open("rb") as opened:
        events = etree.iterparse(
            opened,
            events=("end",),
            huge_tree=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
        )
        for _, element in events:
            parent = element.getparent()
            if parent is None or name_of(parent) != "channel":
                continue
            if name_of(element) in wanted:
                yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
