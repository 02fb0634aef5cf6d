"""Links of stories to addresses of the site itself: `/about/`, `../tides/`, `#moon`. Pure, once every address is known."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote, urlsplit

from .file_reading import Reading
from .file_text import is_there
from .links import Link, is_far, resolved
from .near_files import file_near, name_near
from .options import nearest
from .places import Place, Redirect, file_of
from .problem import Problem
from .site import Site
from .story import Story

_TEXT = (".md", ".markdown", ".mkd", ".mdown", ".rst")
_EVERYWHERE = frozenset({"", "top"})
#: In a folder of more files of the site nobody looks for a name that is near: an old archive may have as many links that lead nowhere.
_LOOKED_THROUGH = 1_000


class Map:
    """Every address of a site, gathered when a link asks for it: the texts of many sites have none that does.

    `elsewhere` are folders in which something writes files that we do not know by name. `is_complete` is false where a plugin that is not
    ours may write pages of its own: then only the anchors are judged.
    """

    def __init__(
        self,
        places: Sequence[Place],
        redirects: Sequence[Redirect],
        stories: Sequence[Story],
        elsewhere: Sequence[str],
        *,
        is_complete: bool,
    ) -> None:
        self._places, self._redirects, self._stories = places, redirects, stories
        self.folders = tuple(one.strip("/") + "/" for one in elsewhere if one.strip("/"))
        self.is_complete = is_complete

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file that a build will write, redirects too."""
        return frozenset(file for one in self._places for file in one.files) | {one.file for one in self._redirects}

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """File of the output -> the story that is written to it."""
        by_path = {story.path: story for story in self._stories}
        pages = [one for one in self._places if one.kind in ("article", "page") and one.path in by_path]
        return {file: by_path[one.path] for one in pages for file in one.files}

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of pages, to find the one that may be meant."""
        return tuple(sorted({one.url for one in self._places if one.url and one.kind != "file"}))

    @cached_property
    def copied(self) -> frozenset[str]:
        """The files that are published as they are."""
        return frozenset(one.path for one in self._places if one.kind == "file")

    @cached_property
    def by_folder(self) -> Mapping[str, list[str]]:
        """Folder of the output -> the names of the files that are published in it as they are."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in sorted({file for one in self._places if one.kind == "file" for file in one.files}):
            folder, _, name = file.rpartition("/")
            found[folder].append(name)
        return found


def problems(stories: Sequence[Story], readings: Mapping[str, Reading], there: Map, site: Site) -> Iterator[Problem]:
    """Links to addresses of the site that lead nowhere, to what was withdrawn, or to a name that the page does not have, in stories whose text is shown."""
    for story in stories:
        reading = readings[story.path]
        for link in reading.near:
            if is_far(link, site.url):
                continue
            fault = _fault(link, story, reading, readings, there, site)
            if fault:
                yield Problem(
                    story.path, *reading.place_of(link), *fault, fix=_by_file(link, fault, story, readings, site)
                )


def _by_file(
    link: Link, fault: tuple[str, str, str], story: Story, readings: Mapping[str, Reading], site: Site
) -> tuple[tuple[str, str], ...] | None:
    """What makes a link to a text's file one that the site follows, where that file is a story of it."""
    if "{static}" in fault[2]:
        return ((f"{{filename}}{link.target}", f"{{static}}{link.target}"),)
    inner = resolved(link.path, site.folder_of(story.path)) if "{filename}" in fault[2] else ""
    return ((link.target, f"{{filename}}{link.target}"),) if inner and site.path_of(inner) in readings else None


def _fault(
    link: Link, story: Story, reading: Reading, readings: Mapping[str, Reading], there: Map, site: Site
) -> tuple[str, str, str] | None:
    if link.marker == "filename":
        name = _fragment(link.target)
        inner = resolved(link.path, site.folder_of(story.path))
        path = site.path_of(inner)
        if path in readings:
            return _no_anchor(name, readings[path], path) if name else None
        if inner and path not in there.copied and is_there(site.content / inner):
            return (
                "E10",
                f'the link to "{link.target}" leads to a file that is no story',
                "write {static} in place of {filename}",
            )
        return None
    if link.marker:
        return None
    target = _inside(link.target, site)
    if target is None:
        return None
    if target.startswith("#"):
        return _no_anchor(target[1:], reading, "this text")
    path = unquote(target.partition("#")[0].partition("?")[0])
    file = _file(path, story)
    found = there.stories.get(file)
    if found is not None:
        if found.status == "withdrawn":
            return "E17", f"the link leads to {found.path}, which was withdrawn", "take the link out"
        return _no_anchor(_fragment(target), readings[found.path], found.path)
    if file in there.files or file.startswith(there.folders) or not there.is_complete or _is_beside(path, story, site):
        return None
    return _nowhere(path, file, there, story, site)


def _file_near(file: str, there: Map) -> str:
    """The file of the same folder whose name is near, as a picture's with another ending; "" for none."""
    folder, slash, name = file.rpartition("/")
    near = name_near(name, there.by_folder.get(folder, []), _LOOKED_THROUGH)
    return f"{folder}{slash}{near}" if near else ""


def _nowhere(path: str, file: str, there: Map, story: Story, site: Site) -> tuple[str, str, str]:
    said = f'the link to "{path}" leads to no page of this site'
    if path.lower().endswith(_TEXT):
        return "E10", said, f"write {{filename}} in front of it: {{filename}}{path}"
    is_page = file.endswith(("/index.html", ".html"))
    near = (
        nearest(file.removesuffix("index.html"), [one for one in there.addresses if one])
        if is_page
        else _file_near(file, there)
    )
    if near:
        return "E10", said, f"did you mean /{near}?"
    if beside := _near_beside(path, story, site):
        return "E10", said, f'did you mean "{beside}"?'
    return "E10", said, "write an address that is there; if another program serves it, name it in CHECKS, elsewhere"


def _inside(target: str, site: Site) -> str | None:
    """The target as a path or an anchor of this site; None where it leads elsewhere or cannot be read."""
    if target.startswith("#"):
        return target
    try:
        parts = urlsplit(target)
        own = urlsplit(site.url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        if not own.netloc or parts.netloc != own.netloc or parts.scheme not in ("", "http", "https"):
            return None
        target = parts._replace(scheme="", netloc="").geturl() or "/"
    elif not parts.path or "{" in target or "|" in target or "<" in target:
        return None  # a query of the page itself, or another generator's mark
    if target.startswith("/") and own.path.strip("/"):
        below = f"/{own.path.strip('/')}/"
        return "/" + target[len(below) :] if target.startswith(below) else None
    return target


def _file(path: str, story: Story) -> str:
    """The file of the output that an address, seen from a story's page, is answered with."""
    if path.startswith("/"):
        whole = path
    else:
        folder = story.url if story.url.endswith("/") else posixpath.dirname(story.url)
        whole = posixpath.join("/", folder, path)
    normal = posixpath.normpath(whole).lstrip("/")
    return file_of(
        f"{normal}/" if whole.endswith(("/", "/.", "/..")) and normal not in ("", ".") else normal.strip(".")
    )


def _is_beside(path: str, story: Story, site: Site) -> bool:
    """Whether a path names a file of the content folder, beside the story or from the root: pictures are brought from there."""
    inner = resolved(path, site.folder_of(story.path))
    return any(
        one and is_there(site.content / one) for one in (inner, resolved(path.lstrip("/"), ""))
    ) and not path.lower().endswith(_TEXT)


def _near_beside(path: str, story: Story, site: Site) -> str:
    """What `path` may have meant of the files that `_is_beside` looks for, written as it is; "" for none."""
    folder, slash, _ = path.rpartition("/")
    inner = (resolved(path, site.folder_of(story.path)), resolved(path.lstrip("/"), ""))
    near = file_near(site.content, [one for one in inner if one])
    return "" if near.lower().endswith(_TEXT) else near and f"{folder}{slash}{near.rpartition('/')[2]}"


def _no_anchor(name: str, reading: Reading, what: str) -> tuple[str, str, str] | None:
    name = unquote(name)
    if (
        name in _EVERYWHERE
        or name.startswith((":~:", "fnref", "fn:"))
        or reading.html is not None
        or reading.story is None
    ):
        return None
    # Python-Markdown numbers headings of one name, and names none of signs alone.
    stem, _, number = name.rpartition("_")
    if name in reading.anchors or (number.isdigit() and (not stem or stem in reading.anchors)):
        return None
    near = nearest(name, list(reading.anchors))
    remedy = f'did you mean "#{near}"?' if near else "look at the words of the heading it should lead to"
    return "E10", f'there is no "#{name}" in {what}', remedy


def _fragment(target: str) -> str:
    return target.partition("#")[2]
