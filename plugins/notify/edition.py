"""A published site as its readers have it: the files that its build.json names, and what has changed in them. Reads, and decides nothing."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..newsroom.page import Page
from ..newsroom.page_facts import page_of

MANIFEST = "build.json"
#: Signs that stand in an address as they are (RFC 3986).
_AS_IS = "/%:@!$&'()*+,;=~-._"


class Unpublished(Exception):
    """A folder that is no published site: the message says why."""


def listed(text: str) -> dict[str, str]:
    """The files that a manifest names, with their digests. Raises ValueError where it is none."""
    facts = json.loads(text)
    if (
        not isinstance(facts, dict)
        or not isinstance(facts.get("pages"), dict)
        or not isinstance(facts.get("files"), dict)
    ):
        raise ValueError("it names no pages and files")
    return {str(file): str(digest) for part in ("pages", "files") for file, digest in facts[part].items()}


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that are new, that say something else, and that are gone, in order."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def there(self) -> tuple[str, ...]:
        return tuple(sorted((*self.new, *self.changed)))


def changes(before: Mapping[str, str], now: Mapping[str, str], without: Collection[str] = ()) -> Changes:
    """What has changed from one list of files and digests to another; files in `without` are not spoken of."""
    files = sorted({*before, *now} - set(without))
    return Changes(
        tuple(one for one in files if one not in before),
        tuple(one for one in files if one in before and one in now and before[one] != now[one]),
        tuple(one for one in files if one not in now),
    )


class Edition:
    """The published site in `folder`. Raises Unpublished where it is none, or not the one that its manifest describes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            text = (folder / MANIFEST).read_text(encoding="utf-8")
            self.files = listed(text)
            self.site = str(json.loads(text).get("site", "")).rstrip("/")
        except (OSError, ValueError) as error:
            raise Unpublished(
                f"{folder.name}/ holds no {MANIFEST} that can be read: only a published site is told of; run newsroom publish"
            ) from error

    def address(self, file: str) -> str:
        """The address that readers have of a file."""
        path = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
        return f"{self.site}/{quote(path, safe=_AS_IS)}"

    def text(self, file: str) -> str:
        """A file's text. Raises Unpublished where it is not the one that was published."""
        try:
            data = (self._folder / file).read_bytes()
        except OSError as error:
            raise Unpublished(f"{file} is not there, although {MANIFEST} names it; publish again") from error
        if hashlib.sha256(data).hexdigest() != self.files.get(file):
            raise Unpublished(f"{file} is not what {MANIFEST} says; publish again")
        return data.decode("utf-8", errors="replace")

    def page(self, file: str) -> Page:
        return page_of(file, self.text(file))

    def is_for_search(self, file: str) -> bool:
        """Whether a file is a page that search engines may list: itself, and not another one."""
        if not file.endswith((".html", ".htm")) or file.rpartition("/")[2] == "404.html":
            return False
        page = self.page(file)
        closed = any("noindex" in said or "none" in said for said in page.robots.values())
        return not closed and not page.refresh and page.canonical == [self.address(file)]

    @cached_property
    def stories(self) -> Mapping[str, str]:
        """The file of each article that stands in the site's lists, by its address."""
        files = {self.address(file): file for file in self.files}
        return {page: files[page] for page in sorted(self.articles) if page in files}

    def moment(self, page: str) -> str:
        """When an article last changed, as the site tells it."""
        told = self.articles[page]
        corrected = [str(one.get("date")) for one in told.get("corrections", ())]
        return " ".join([str(told.get("modified") or told.get("published")), *corrected])

    @cached_property
    def articles(self) -> Mapping[str, Mapping[str, Any]]:
        """What provenance.json tells of each article that stands in the site's lists, by its address; nothing where the site has none."""
        if "provenance.json" not in self.files:
            return {}
        told = json.loads(self.text("provenance.json"))
        return {str(one["url"]): one for one in told.get("articles", ())}
