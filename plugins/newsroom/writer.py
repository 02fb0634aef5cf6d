"""A writer that writes nothing yet: what Pelican and the plugins would write is gathered, by file."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar

from pelican import contents, utils, writers
from pelican.paginator import Paginator
from pelican.utils import get_relative_path, path_to_url
from pelican.writers import FileOverwriteFailedError, Writer

from .kept_articles import kept_of
from .plain_ways import joined
from .replaced import replaced

T = TypeVar("T")
Write = Callable[..., object]


class Gathered(NamedTuple):
    """A file that is to be written, and what writes it. `kind` is "page", "feed" or "made".

    A page has its template, the context of its generator, what it gets besides by name, and the address of the site as its links
    have it; others have none. `follows` gives in plain values all that another file is made from, or None.
    """

    file: str
    kind: str
    write: Write
    template: Any = None
    context: Any = None
    facts: Mapping[str, Any] | None = None
    siteurl: str = ""
    beside: tuple[str, ...] = ()
    """Files that are written with it."""
    follows: Callable[[], Any] | None = None
    lists: Mapping[str, Any] | None = None
    """The long lists of which a page shows a part, by name: what is named after them follows from them and from `number`, that of the part."""
    number: int = 0


class Promised(NamedTuple):
    """A page, or the pages of a long list, that is named when somebody asks. What it is given by name follows from settings, code, registries and
    `article` alone, or from them and all that stories say but for their words.
    """

    template: Any
    name_it: Callable[[], object]
    article: Any = None


@dataclass(frozen=True, slots=True)
class Later:
    """Stands for something that a template gets, and that costs: it is made when the page is. Only for a site that waits (`output.is_waiting`)."""

    make: Callable[[], Any]


def _with_all(write: Write, later: Mapping[str, Later]) -> Write:
    """`write` with what was left for later; `write` itself where nothing was."""
    return (lambda: write(**{name: one.make() for name, one in later.items()})) if later else write


class GatheringWriter(Writer):  # type: ignore[misc] # Pelican is not typed
    """Keeps what Pelican and the plugins would write. To be mixed in before another writer.

    A page is made by the very call that a build makes, so it has the same bytes, and handlers of `content_written` find their file.
    A long list is taken apart into its pages.
    """

    def __init__(self, output_path: Any, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self.gathered: dict[str, Gathered] = {}
        self.feeds: dict[str, Gathered] = {}
        self._overriding: set[str] = set()
        self._are_attached = False

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
        if paginated is None and ("articles" in facts or "dates" in facts):
            paginated = {key: value for key, value in facts.items() if key in ("articles", "dates")}
        later: dict[str, Later] = {}
        if Later in map(type, facts.values()):  # of most pages nothing is left for later
            later = {key: value for key, value in facts.items() if isinstance(value, Later)}
        pages = self._pages_of(str(name), template_name, paginated, url) if paginated else None
        for file, more, lists, number in pages or ((str(name), {}, None, 0),):
            given = {**facts, **more}
            write = partial(
                super().write_file, file, template, context, relative_urls, {}, None, override_output, url, **given
            )
            siteurl = path_to_url(get_relative_path(file)) if relative_urls else str(self.settings["SITEURL"])
            one = Gathered(
                file, "page", _with_all(write, later), template, context, given, siteurl, lists=lists, number=number
            )
            self._keep(self.gathered, one, override=override_output)

    def _attach(self, context: Mapping[str, Any]) -> None:
        """A file that a story attaches is copied beside the story's page: Pelican learns it when it makes the page, which may be elsewhere, later or never."""
        if self._are_attached:
            return
        self._are_attached = True
        found = [one for one in context.get("generated_content", {}).values() if _may_attach(one)]
        for one in sorted(found, key=lambda content: str(content.source_path)):
            one.get_content(str(self.settings["SITEURL"]))

    def _pages_of(self, name: str, template_name: Any, paginated: dict[str, Any], url: Any) -> "Iterator[_Part] | None":
        """Each page of a long list; None for a list that is not cut into pages."""
        if template_name not in self.settings["PAGINATED_TEMPLATES"]:
            return None
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        lists = {key: Paginator(name, url, items, self.settings, size) for key, items in paginated.items()}
        return _numbered(lists)

    def write_feed(self, elements: Any, context: Any, path: Any = None, *rest: Any, **more: Any) -> Any:
        if path is None:
            return super().write_feed(elements, context, path, *rest, **more)
        write = partial(super().write_feed, elements, context, path, *rest, **more)
        one = Gathered(str(path), "feed", write, **self._around_feed(elements, context, path, *rest, **more))
        self._keep(self.feeds, one, override=True)
        return None

    def _around_feed(self, elements: Any, context: Any, path: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        """What is known of a feed besides what writes it."""
        files_beside = getattr(super(), "files_beside", None)
        beside = files_beside(elements, context, path, *rest, **more) if files_beside else ()
        rests_on = getattr(super(), "feed_rests_on", None)  # a writer of ours knows
        follows = partial(rests_on, elements, path, *rest, **more) if rests_on else None
        return {"beside": beside, "follows": follows}

    def defer(self, file: str, write: Write, follows: Callable[[], Any] | None = None) -> None:
        """Keep what writes a file that is neither a page nor a feed."""
        self._keep(self.gathered, Gathered(file, "made", write, follows=follows), override=True)

    def hear(self, name_them: Callable[[], object]) -> None:
        """Let `name_them` name its files."""
        name_them()

    def hear_of(self, files: Mapping[str, T], name_it: Callable[[T], object]) -> None:
        """Let `name_it` name each of these files, by what stands for it."""
        for one in files.values():
            name_it(one)

    @property
    def is_promised(self) -> bool:
        """Whether it is told of pages that may never be named."""
        return False

    def promise(self, _file: str, one: Promised) -> None:
        """Hear of a page in this file, or of a long list the first page of which is."""
        one.name_it()

    def _keep(self, kept: dict[str, Gathered], one: Gathered, *, override: bool) -> None:
        """As Pelican's `_open_w`: two may write one file only where one of them says that it overrides."""
        if one.file in self._overriding and not override:
            return
        if one.file in kept and not override:
            raise FileOverwriteFailedError(f'two would be written to "{one.file}"')
        if override:
            self._overriding.add(one.file)
        kept[one.file] = one


def _may_attach(content: Any) -> bool:
    kept = kept_of(content)
    return bool(kept.static_links) if kept else "attach" in getattr(content, "_content", "")


#: A page of long lists: its file, what the template gets besides, the lists by name, its number.
_Part = tuple[str, dict[str, Any], dict[str, Any], int]


def _numbered(lists: dict[str, Any]) -> Iterator[_Part]:
    """The pages of lists of one length, with the names under which Pelican's templates know them."""
    count = next(iter(lists.values())).num_pages
    pages = {key: [paginator.page(number) for number in range(1, count + 1)] for key, paginator in lists.items()}
    for at in range(count):
        more: dict[str, Any] = {}
        for key, ones in pages.items():
            more |= {
                f"{key}_paginator": lists[key],
                f"{key}_page": ones[at],
                f"{key}_previous_page": ones[at - 1] if at else None,
                f"{key}_next_page": ones[at + 1] if at + 1 < count else None,
            }
        yield next(reversed(pages.values()))[at].save_as, more, lists, at + 1


def name_when_asked(writer: Any, name_them: Callable[[], object]) -> None:
    """Let `name_them` name many files to a writer: now, or to one that waits when somebody asks for a file that it has not heard of.

    It does nothing besides, and what it names is known as places, so that two that would be one file are found without it.
    """
    if isinstance(writer, GatheringWriter):
        writer.hear(name_them)
    else:
        name_them()


class _OsWithoutFolders:
    """Python's `os`, which makes no folder."""

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    @staticmethod
    def makedirs(*_: Any, **__: Any) -> None:
        """Make none."""


@contextmanager
def folders_made_with_files() -> Iterator[None]:
    """Meanwhile Pelican does not see to the folder of each page before it is made: our writers make it with its first file (`output.py`)."""
    with replaced(writers, "os", _OsWithoutFolders()):
        yield


@contextmanager
def files_named_plainly() -> Iterator[None]:
    """Meanwhile Pelican puts together the path of a file at once that is plainly below the output: of each page it makes sure that it is."""
    original = utils.sanitised_join

    def join(folder: str, *parts: str) -> str:
        plain = joined(folder, parts[0]) if len(parts) == 1 else ""
        return plain or original(folder, *parts)

    with replaced(contents, "sanitised_join", join), replaced(writers, "sanitised_join", join):
        yield
