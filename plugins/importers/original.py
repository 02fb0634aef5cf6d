"""Where a header says that its text comes from: `source` and `sourceUrl` of a site that gathers news, `originalURL` of one that translates. Pure."""

from collections.abc import Mapping

from ..newsroom.dates import DateFault, day_of
from ..newsroom.links import host_of
from ..newsroom.slug import slug_of
from ..newsroom.story import Source
from ..newsroom.yaml_text import Raw
from .article import one_line

#: Fact -> its names, the surest first, in small letters and with `_` for a hyphen.
_ADDRESSES = (
    "source_url", "sourceurl", "source_link", "sourcelink", "original_url", "originalurl", "original_link",
    "originallink", "origin_url", "originurl",
)  # fmt: skip
_OUTLETS = ("source", "source_name", "sourcename", "original_source", "originalsource", "outlet", "publisher")
_TITLES = ("source_title", "sourcetitle", "original_title", "originaltitle")
_AUTHORS = ("source_author", "sourceauthor", "original_author", "originalauthor")
_DAYS = ("source_date", "sourcedate", "original_date", "originaldate")
_LICENSES = ("source_license", "source_licence")


def original_in(given: Mapping[str, Raw], used: set[str]) -> tuple[Source | None, str]:
    """The source that a header names by an address, and the sentence about it. The keys that were read are added to `used`.

    An outlet without an address may be anything, as the program that wrote the file; it is left to whoever reads the report.
    """
    address, by = _first(given, _ADDRESSES)
    if not address.startswith(("http://", "https://")) or " " in address:
        return None, ""
    host = host_of(address)
    if not host:
        return None, ""
    outlet, named = _first(given, _OUTLETS)
    if "://" in outlet or len(outlet) > 80 or not slug_of(outlet):
        outlet, named = host, ""
    title, titled = _first(given, _TITLES)
    author, wrote = _first(given, _AUTHORS)
    day, dated = _first(given, _DAYS)
    license_, licensed = _first(given, _LICENSES)
    try:
        published = day_of(day) if day else None
    except DateFault:
        published, dated = None, ""
    used |= {by, named, titled, wrote, dated, licensed} - {""}
    source = Source(outlet, slug_of(outlet), "based-on", address, title, author, published=published, license=license_)
    return source, (
        f"source {outlet}: read from {' and '.join(one for one in (named, by) if one)}; "
        '"based-on" is the weakest claim, write relation: republished or translated if you print their words'
    )


def _first(given: Mapping[str, Raw], names: tuple[str, ...]) -> tuple[str, str]:
    """(value, key) of the first of these keys that holds words."""
    for name in names:
        value = given.get(name)
        if isinstance(value, str) and value.strip():
            return one_line(value), name
    return "", ""
