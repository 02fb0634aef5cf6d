"""Which file is published in the place of one of `content/`: whoever cleans files before they go out says where the clean ones lie."""

from collections.abc import Callable
from pathlib import Path

from .desk import Build
from .file_text import is_there


class PublishedFiles:
    """Of one build. Paths are below `content/`."""

    def __init__(self, build: Build) -> None:
        self._content = build.site.content
        self._instead: list[Callable[[str], Path | None]] = []

    def instead(self, find: Callable[[str], Path | None]) -> None:
        """From now on what `find` gives for a path is published in its place; None where the file goes out as it is."""
        self._instead.append(find)

    def file(self, path: str) -> Path:
        """The file whose bytes readers get."""
        found = (find(path) for find in self._instead)
        return next((one for one in found if one), self._content / path)

    def size(self, src: str) -> int | None:
        """The bytes of that; None for an address elsewhere, and for a file that is not in `content/`."""
        return self.file(src).stat().st_size if "://" not in src and is_there(self._content / src) else None


def published_files_of(build: Build) -> PublishedFiles:
    return PublishedFiles(build)
