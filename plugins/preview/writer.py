"""A writer that writes nothing until somebody asks for the page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pelican.paginator import Paginator

from ..newsroom.garbage import undisturbed
from ..newsroom.writer import Gathered, GatheringWriter, Write

T = TypeVar("T")

#: The names of the pages of lists, by name, address and number of pages.
Names = dict[tuple[str, Any, int], tuple[str, ...]]


class DeferringWriter(GatheringWriter):
    """Keeps what Pelican and the plugins would write, by file; `write(file)` does it then. To be mixed in before another writer.

    Of a long list the names of its pages are known at once; it is taken apart when somebody asks for one of them. The pages of articles are
    known by their names, too, and what writes one when somebody asks for it. Of lists by the hundred
    not even the names are asked for before somebody wants a file that is not among the others, and is none of the theme's.
    """

    def __init__(self, output_path: Any, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self.names: Names = {}
        """To be shared by the writers of one process, whose settings are the same."""
        self._unheard: list[Callable[[], object]] = []
        self._heard_of: list[tuple[Mapping[str, Any], Callable[[Any], object]]] = []
        self._written: set[int] = set()
        self._apart: dict[str, Gathered] | None = None

    def write_file(
        self,
        name: Any,
        template: Any,
        context: Any,
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: Any = None,
        override_output: bool = False,
        url: Any = None,
        **facts: Any,
    ) -> None:
        if not name:
            return
        self._attach(context)
        gather = partial(
            super().write_file,
            name,
            template,
            context,
            relative_urls,
            paginated,
            template_name,
            override_output,
            url,
            **facts,
        )
        if paginated is None:
            paginated = [facts[key] for key in facts if key in ("articles", "dates")]
        else:
            paginated = list(paginated.values())
        parts: dict[str, Gathered] = {}
        for file in self._files_of(str(name), template_name, paginated, url):
            self._keep(
                self.gathered,
                Gathered(file, "page", partial(self._write_part, file, gather, parts)),
                override=override_output,
            )

    def _files_of(self, name: str, template_name: Any, lists: Sequence[Sequence[Any]], url: Any) -> Sequence[str]:
        """The names of the pages, which hang on how many there are."""
        if not lists or template_name not in self.settings["PAGINATED_TEMPLATES"]:
            return (name,)
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        pages = Paginator(name, url, lists[-1], self.settings, size)
        count = Paginator(name, url, lists[0], self.settings, size).num_pages
        if (name, url, count) not in self.names:
            self.names[name, url, count] = tuple(pages.page(number).save_as for number in range(1, count + 1))
        return self.names[name, url, count]

    def _write_part(self, file: str, gather: Write, parts: dict[str, Gathered]) -> None:
        """Write one of the pages that `gather` gathers, which `parts` are once that was done."""
        if not parts:
            self._apart = {}
            try:
                gather()
                parts |= self._apart
            finally:
                self._apart = None
        parts[file].write()

    def _keep(self, kept: dict[str, Gathered], one: Gathered, *, override: bool) -> None:
        if self._apart is None:
            super()._keep(kept, one, override=override)
        else:  # it has its place already
            self._apart[one.file] = one

    def _around_feed(self, *_feed: Any, **_more: Any) -> dict[str, Any]:
        """Nobody asks: a feed in all its formats is found by its name."""
        return {}

    def write(self, file: str) -> bool:
        """Write a file that was kept, unless it was written before. False where this edition has none of that name."""
        self._hear_of(file)
        if self._unheard and file not in self.gathered and file not in self.feeds and not self._is_of_theme(file):
            self._hear_all()
        if file in self.gathered:
            self._make(self.gathered[file])
            return True
        feeds = [one for name, one in self.feeds.items() if _stem(name) == _stem(file)]
        for one in feeds:
            self._make(one)
        return bool(feeds)

    def hear(self, name_them: Callable[[], object]) -> None:
        self._unheard.append(name_them)

    def hear_of(self, files: Mapping[str, T], name_it: Callable[[T], object]) -> None:
        """The one that somebody asks for is named, and no other."""
        self._heard_of.append((files, name_it))

    def _hear_of(self, file: str) -> None:
        for files, name_it in self._heard_of:
            if file in files and file not in self.gathered:
                name_it(files[file])

    @property
    def unheard(self) -> Iterator[Callable[[], object]]:
        """What names the files that nobody wanted yet, to be called as it comes: one after the other."""
        while self._unheard:
            yield self._hear_next

    def _hear_next(self) -> None:
        with undisturbed():
            self._unheard[0]()
            del self._unheard[0]

    def _hear_all(self) -> None:
        for name_them in self.unheard:
            name_them()

    def _is_of_theme(self, file: str) -> bool:
        """Whether the file is one of those that every page asks for."""
        return file.startswith(f"{self.settings['THEME_STATIC_DIR']}/")

    def _make(self, one: Gathered) -> None:
        """What raises is tried again at the next asking."""
        if id(one) in self._written:
            return
        self._written_files.clear()
        self._overridden_files.clear()
        one.write()
        self._written.add(id(one))

    @property
    def pages(self) -> frozenset[str]:
        """The files of this edition that are no feeds."""
        self._hear_all()
        return frozenset(self.gathered).union(*(filter(None, files) for files, _ in self._heard_of))


def _stem(file: str) -> str:
    """A feed in all its formats is written at one go: they have the same name up to its first dot."""
    path = PurePosixPath(file)
    return str(path.with_name(path.name.partition(".")[0]))
