"""What the settings of a Jekyll site say of its files: which have pages, what their headers share, and where collections lie."""

import contextlib
import datetime
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from ..newsroom.dates import DateFault, moment_of
from ..newsroom.yaml_text import Raw

#: A moment that YAML takes for one in UTC.
_ZONELESS = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?")


@dataclass(frozen=True, slots=True)
class JekyllSite:
    """What has to be known of a Jekyll site, or of a Hexo one, to read one of its texts. `host` is without `www.`, "" where no setting names it."""

    root: Path
    settings: Mapping[str, Any]
    host: str

    @property
    def is_hexo(self) -> bool:
        return "is_hexo" in self.settings

    def defaults(self, inner: PurePosixPath, kind: str) -> dict[str, Raw]:
        """The front matter that `defaults` of the settings gives to a path."""
        made: dict[str, Raw] = {}
        given = self.settings.get("defaults")
        for one in given if isinstance(given, list) else ():
            scope, values = (one.get("scope"), one.get("values")) if isinstance(one, Mapping) else (None, None)
            path = str(scope.get("path") or "").strip("/") if isinstance(scope, Mapping) else ""
            wanted = str(scope.get("type") or "") if isinstance(scope, Mapping) else ""
            fits = not path or inner.as_posix() == path or inner.as_posix().startswith(f"{path}/")
            if fits and wanted in ("", kind) and isinstance(values, Mapping):
                # The card of every page.
                made |= {str(name): value for name, value in values.items() if name != "image"}
        return made

    def day(self, date: str) -> str:
        """The day that a date has in addresses: that of the site's `timezone`, of the machine where none is named, which is UTC as a rule."""
        try:
            zone: datetime.tzinfo = zoneinfo.ZoneInfo(str(self.settings.get("timezone") or "UTC"))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            zone = datetime.UTC
        with contextlib.suppress(DateFault):
            return moment_of(f"{date} +0000" if _ZONELESS.fullmatch(date) else date, zone).date().isoformat()
        return date[:10].replace("/", "-")

    def is_excluded(self, inner: PurePosixPath) -> bool:
        """Whether `exclude` of the settings keeps a file, or a folder that it lies in, from the site."""
        given = self.settings.get("exclude")
        wanted = [str(one).strip("/") for one in given if one] if isinstance(given, list) else []
        paths = [inner.as_posix(), *(folder.as_posix() for folder in inner.parents if folder.name)]
        return any(fnmatchcase(path, one) for one in wanted for path in paths)

    def is_left_out(self, inner: PurePosixPath) -> bool:
        """Whether a file lies where Jekyll looks for no pages: below a folder with `_` that is neither posts nor a collection with pages nor included."""
        if {"_posts", "_drafts"} & set(inner.parts) or self.root.name == "_posts":
            return False
        given = self.settings.get("include")
        included = {str(one).strip("/") for one in given} if isinstance(given, list) else set()
        hidden = [part for part in inner.parts[:-1] if part.startswith("_") and part not in included]
        return bool(hidden) and not self.is_shown(self.collection(inner)[0])

    def below(self, inner: PurePosixPath) -> PurePosixPath:
        """The path without the folder that holds the collections, where settings name one."""
        above = PurePosixPath(str(self.settings.get("collections_dir") or ""))
        return inner.relative_to(above) if inner.is_relative_to(above) else inner

    def collection(self, inner: PurePosixPath) -> tuple[str, PurePosixPath]:
        """(name, path below its folder) of the collection that a file belongs to; ("", inner) for none."""
        path = self.below(inner)
        name = path.parts[0].removeprefix("_")
        is_one = len(path.parts) > 1 and path.parts[0].startswith("_") and name in self._collections
        return (name, PurePosixPath(*path.parts[1:])) if is_one else ("", inner)

    def permalink(self, collection: str) -> str:
        """The pattern that the settings give to a collection's addresses, "" for none."""
        facts = self._collections.get(collection)
        return str(facts.get("permalink") or "") if isinstance(facts, Mapping) else ""

    def is_shown(self, collection: str) -> bool:
        """Whether the texts of a collection have pages."""
        facts = self._collections.get(collection)
        return isinstance(facts, Mapping) and facts.get("output") == "true"

    @property
    def _collections(self) -> Mapping[str, Any]:
        given = self.settings.get("collections")
        return given if isinstance(given, Mapping) else dict.fromkeys(given) if isinstance(given, list) else {}
