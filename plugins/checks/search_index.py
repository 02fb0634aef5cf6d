"""Pagefind's index against the pages that it finds: each story once, by its name. Pure but for reading the site."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .shown_times import differs
from .surfaces import mappings, words
from .usual import without

_BEGIN = "pagefind_dcd"


def search_index(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with it; nothing where there is none."""
    pieces = sorted(file for file in site.files if file.endswith(".pf_fragment"))
    if not pieces and not any(file.endswith("pagefind-entry.json") for file in site.files):
        return
    for file in ("pagefind/pagefind-entry.json", "pagefind/pagefind.js"):
        if file not in site.files and any(one.startswith("pagefind/") for one in pieces):
            yield fault(file, "E10", "it is not there, and without it the search finds nothing", AGAIN)
    for file in sorted(one for one in site.files if one.endswith((".pagefind", ".pf_filter", ".pf_index", ".pf_meta"))):
        if not _is_whole(site, file):
            yield fault(file, "E06", "the search cannot read it", AGAIN)
    found: dict[str, str] = {}
    alike: dict[tuple[str, str], bool | None] = {}
    for file in pieces:
        read = _read(site, file)
        if read is None:
            yield fault(file, "E06", "the search cannot read it", AGAIN)
            continue
        url = str(read.get("url", ""))
        target = site.file_of(url.partition("#")[0].partition("?")[0].lstrip("/")) if url.startswith("/") else None
        target = target or site.path_of(url)
        if target is None or target not in site.files:
            yield fault(file, "E10", f"the search leads to {url[:200]}, which is not there", AGAIN)
            continue
        found[target] = file
        yield from _of_page(site, file, target, read)
        alike |= {(file, said): is_so for said, is_so in _told_of(site.stories.get(target), read)}
    for file, said in without(alike):
        yield fault(file, "E06", f"{said}, and its page otherwise", AGAIN)
    if (
        "pagefind/pagefind.js" in site.files
        and "pagefind-worker.js" in site.text("pagefind/pagefind.js")
        and "pagefind/pagefind-worker.js" not in site.files
    ):
        yield fault("pagefind/pagefind-worker.js", "E10", "it is not there, and the search asks for it", AGAIN)
    yield from _forgotten(site, found)
    yield from _parts(site)


def _of_page(site: BuiltSite, file: str, target: str, read: Mapping[str, Any]) -> Iterator[Problem]:
    page, meta = site.pages.get(target), read.get("meta")
    if page is None:
        return
    if page.refresh:
        yield fault(file, "E06", f"the search finds /{url_path(target)}, which leads on to {page.refresh}", AGAIN)
    elif target in site.withdrawn:
        yield fault(file, "E17", f"the search finds /{url_path(target)}, which was withdrawn", AGAIN)
    title = words(meta.get("title")) if isinstance(meta, Mapping) else ""
    if title and page.headline and words(page.headline) != title:
        said = f'the search calls /{url_path(target)} "{title[:80]}", and its page "{page.headline[:80]}"'
        yield fault(file, "E06", said, AGAIN)


def _told_of(page: Page | None, read: Mapping[str, Any]) -> Iterator[tuple[str, bool | None]]:
    """What the search says of a story, and whether its page says it: its deck, its day, its topics, its headings and the places in it."""
    meta, filters, anchors = (read.get(name) for name in ("meta", "filters", "anchors"))
    if page is None or not isinstance(meta, Mapping) or not isinstance(filters, Mapping):
        return
    deck, day = words(meta.get("deck")), words(meta.get("date"))
    yield f'the search gives "{deck[:80]}" as the deck', deck == words(page.deck) if deck and page.deck else None
    yield (
        f'the search says "{day[:40]}"',
        not differs(page.published, day, page.lang) if day and page.published else None,
    )
    topics = {words(name) for _, name in page.terms}
    for name in map(words, filters.get("category") or ()):
        yield f'the search files it under "{name[:80]}"', name in topics if topics else None
    credited = " ".join((page.credit, *page.cites))
    for name in map(words, filters.get("source") or ()):
        yield f'the search says that it is from "{name[:80]}"', name in credited if credited.strip() else None
    # What a theme puts beside the text has no place of its writer's, and need not be found.
    own = [words(one.words) for one in page.sections if one.anchor and ":" not in one.anchor]
    text, headings = words(read.get("content")), [one for one in own if one]
    lost = next((one for one in headings if one not in text), "")
    if headings:
        yield f'the search does not find /{url_path(page.path)} by its words "{lost[:80]}"', not lost
    for one in mappings(anchors):
        yield f'the search leads to its place "{words(one.get("id"))[:80]}"', str(one.get("id")) in page.anchors


def _forgotten(site: BuiltSite, found: Mapping[str, str]) -> Iterator[Problem]:
    """Stories that nobody finds, where most are found."""
    missing = sorted(site.stories.keys() - found.keys())
    if missing and len(missing) * 2 < len(site.stories):
        more = f" and {len(missing) - 1} more stories" if len(missing) > 1 else ""
        yield fault(
            "pagefind/pagefind-entry.json", "E06", f"the search does not find /{url_path(missing[0])}{more}", AGAIN
        )


def _parts(site: BuiltSite) -> Iterator[Problem]:
    """What the entry of the index names."""
    for file in sorted(one for one in site.files if one.endswith("pagefind-entry.json")):
        folder = file.removesuffix("pagefind-entry.json")
        try:
            read = json.loads(site.text(file))
            languages = {lang: (str(one["hash"]), int(one["page_count"])) for lang, one in read["languages"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            yield fault(file, "E06", "the search cannot read it", AGAIN)
            continue
        metas = {one for one in site.files if one.startswith(f"{folder}pagefind.") and one.endswith(".pf_meta")}
        for one in sorted(metas):
            if one.rpartition("/pagefind.")[2].partition("_")[0] in languages:
                continue
            yield fault(file, "E06", f"it does not name {one.rpartition('/')[2]}: nobody finds those pages", AGAIN)
        for lang, (name, count) in sorted(languages.items()):
            if f"{folder}pagefind.{name}.pf_meta" not in site.files:
                yield fault(file, "E10", f"the search asks for pagefind.{name}.pf_meta, which is not there", AGAIN)
            pieces = sum(one.startswith(f"{folder}fragment/{lang}_") for one in site.files)
            if pieces != count:
                yield fault(file, "E06", f"the search has {pieces} pages in {lang}, and names {count}", AGAIN)
            if (code := read["languages"][lang].get("wasm")) and f"{folder}wasm.{code}.pagefind" not in site.files:
                yield fault(file, "E10", f"the search asks for wasm.{code}.pagefind, which is not there", AGAIN)
            meta = f"{folder}pagefind.{name}.pf_meta"
            for part in sorted(_named_by(site, meta, lang) - site.files) if meta in site.files else ():
                yield fault(part, "E10", "it is not there, and the search asks for it", AGAIN)
            if count and not any(one.startswith(f"{folder}index/{lang}_") for one in site.files):
                yield fault(file, "E10", f"the search has no index of the pages in {lang}", AGAIN)


def _named_by(site: BuiltSite, file: str, lang: str) -> set[str]:
    """The parts of the index and the lists of choices that are named in what the search reads first."""
    folder = file.rpartition("/")[0]
    try:
        data = gzip.decompress((site.output / file).read_bytes())
    except (OSError, EOFError, zlib.error):
        return set()  # told elsewhere
    names = {one.decode() for one in re.findall(rb"%s_(?:[0-9a-f]{10}|[0-9a-f]{7})" % re.escape(lang.encode()), data)}
    known = {one.rpartition("/")[2].partition(".")[0]: one for one in site.files if one.startswith(f"{folder}/")}
    kinds = {7: "index/{}.pf_index", 10: "filter/{}.pf_filter"}
    made = {one: kinds.get(len(one.rpartition("_")[2]), "") for one in names if one not in known}
    return {f"{folder}/{kind.format(one)}" for one, kind in made.items() if kind}


def _is_whole(site: BuiltSite, file: str) -> bool:
    try:
        return bool(gzip.decompress((site.output / file).read_bytes()))
    except (OSError, EOFError, zlib.error):
        return False


def _read(site: BuiltSite, file: str) -> Mapping[str, Any] | None:
    try:
        read = json.loads(gzip.decompress((site.output / file).read_bytes()).decode().removeprefix(_BEGIN))
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    return read if isinstance(read, Mapping) else None
