"""A writer that writes nothing until somebody asks for the page."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from pelican.paginator import Paginator
from pelican.writers import FileOverwriteFailedError, Writer

Write = Callable[[], object]


class DeferringWriter(Writer):  # type: ignore[misc] # Pelican is not typed
    """Keeps what Pelican and the plugins would write, by file; `write(file)` does it then. To be mixed in before another writer.

    A page is made by the very call that a build makes, so it has the same bytes, and handlers of `content_written` find their file.
    """

    def __init__(self, output_path: Any, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self._pages: dict[str, Write | None] = {}
        self._feeds: dict[str, Write | None] = {}
        self._overriding: set[str] = set()

    def write_file(
        self, name: Any, template: Any, context: Any, relative_urls: bool = False, paginated: Any = None, template_name: Any = None,
        override_output: bool = False, url: Any = None, **facts: Any,
    ) -> None:  # fmt: skip
        if not name:
            return
        if paginated is None:
            paginated = {key: value for key, value in facts.items() if key in ("articles", "dates")}
        pages = self._pages_of(str(name), template_name, paginated, url) if paginated else None
        for file, more in pages or ((str(name), {}),):
            later = partial(
                super().write_file, file, template, context, relative_urls, {}, None, override_output, url, **facts, **more
            )  # fmt: skip
            self._keep(self._pages, file, later, override_output)

    def _pages_of(
        self, name: str, template_name: Any, paginated: dict[str, Any], url: Any
    ) -> Iterator[tuple[str, dict[str, Any]]] | None:
        """(file, what the template gets besides) of each page of a long list; None for a list that is not cut into pages."""
        if template_name not in self.settings["PAGINATED_TEMPLATES"]:
            return None
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        lists = {key: Paginator(name, url, items, self.settings, size) for key, items in paginated.items()}
        return _numbered(lists)

    def write_feed(self, elements: Any, context: Any, path: Any = None, *rest: Any, **more: Any) -> Any:
        if path is None:
            return super().write_feed(elements, context, path, *rest, **more)
        self._keep(self._feeds, str(path), partial(super().write_feed, elements, context, path, *rest, **more), True)
        return None

    def defer(self, file: str, later: Write) -> None:
        """Keep what writes a file that is neither a page nor a feed."""
        self._keep(self._pages, file, later, True)

    def _keep(self, kept: dict[str, Write | None], file: str, later: Write, override: bool) -> None:
        """As Pelican's `_open_w`: two may write one file only where one of them says that it overrides."""
        if file in self._overriding and not override:
            return
        if file in kept and not override:
            raise FileOverwriteFailedError(f'two would be written to "{file}"')
        if override:
            self._overriding.add(file)
        kept[file] = later

    def write(self, file: str) -> bool:
        """Write a file that was kept, unless it was written before. False where this edition has none of that name."""
        if file in self._pages:
            self._make(self._pages, file)
            return True
        feeds = [one for one in self._feeds if _stem(one) == _stem(file)]
        for one in feeds:
            self._make(self._feeds, one)
        return bool(feeds)

    def _make(self, kept: dict[str, Write | None], file: str) -> None:
        """What raises is tried again at the next asking."""
        later = kept[file]
        if later:
            self._written_files.clear()
            self._overridden_files.clear()
            later()
            kept[file] = None

    @property
    def pages(self) -> frozenset[str]:
        """The files of this edition that are no feeds."""
        return frozenset(self._pages)


def _numbered(lists: dict[str, Paginator]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of lists of one length, with the names under which Pelican's templates know them."""
    count = next(iter(lists.values())).num_pages
    for number in range(1, count + 1):
        more: dict[str, Any] = {}
        page = None
        for key, paginator in lists.items():
            page = paginator.page(number)
            more |= {
                f"{key}_paginator": paginator,
                f"{key}_page": page,
                f"{key}_previous_page": paginator.page(number - 1) if number > 1 else None,
                f"{key}_next_page": paginator.page(number + 1) if number < count else None,
            }
        assert page is not None
        yield page.save_as, more


def _stem(file: str) -> str:
    """A feed in all its formats is written at one go: they have the same name up to its first dot."""
    path = PurePosixPath(file)
    return str(path.with_name(path.name.partition(".")[0]))
