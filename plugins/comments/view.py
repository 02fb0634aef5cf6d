"""What templates may ask: `comments.of(article)`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from ..newsroom.desk import Build
from ..newsroom.places import file_of
from ..newsroom.story import Story
from .html import html_of
from .options import PROVIDERS, Options
from .rules import kept
from .thread import Comment, with_replies


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment as a page shows it: `html` is clean. A reply has no replies of its own. `is_former` was said at an old address of the page."""

    id: int
    author: str
    created: datetime
    html: Any
    replies: "tuple[ShownComment, ...]" = ()
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of one story, and how to add to them.

    `uri` is the page's address as the provider's server knows it, `settings` are the provider's own.
    """

    provider: str
    uri: str
    title: str
    comments: tuple[ShownComment, ...] = ()
    server: str = ""
    mail: str = ""
    address: str = ""
    privacy: str = ""
    html: Any = ""
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many comments there are, answers too."""
        return sum(1 + len(one.replies) for one in self.comments)


class Comments:
    """The name `comments` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.options = build.options("COMMENTS", Options)

    def of(self, content: Any) -> Thread | None:
        """The thread of a story that wants comments and that readers may see; None where there is none."""
        story = self._build.story_of(content)
        return thread_of(story, self._build) if story else None


def thread_of(story: Story, build: Build) -> Thread | None:
    """Where readers speak about a story; None where they are not asked to."""
    options = build.options("COMMENTS", Options)
    wanted = build.site.options.comments if story.comments is None else story.comments
    if options.provider not in PROVIDERS or not wanted or story.status != "published" or not story.is_article:
        return None
    from markupsafe import Markup

    address = build.site.absolute(story.url)
    privacy = build.site.absolute(options.privacy) if options.privacy else ""
    return Thread(
        options.provider,
        uri_of(story, build),
        story.title,
        _shown(story, build),
        options.server.rstrip("/"),
        options.mail,
        address,
        privacy,
        Markup(options.html),  # the maintainer's own HTML, from the settings
        tuple((name, str(value)) for name, value in sorted(options.giscus.items())),
    )


def uri_of(story: Story, build: Build) -> str:
    """The path of a story's page, percent-encoded, as browsers and Isso have it: `/2026/01/tides/`."""
    return urlsplit(build.site.absolute(story.url)).path


def _shown(story: Story, build: Build) -> tuple[ShownComment, ...]:
    by_file = build.once(_by_file)
    now = by_file.get(_file(uri_of(story, build)), ())
    former = [_file(urlsplit(build.site.absolute(old)).path) for old in build.once(_former).get(story.path, ())]
    old = [one for file in dict.fromkeys(former) for one in by_file.get(file, ())]
    found = {one.id: one for one in (*old, *now)}
    current = {one.id for one in now}

    def shown(one: Comment, replies: tuple[Comment, ...] = ()) -> ShownComment:
        from markupsafe import Markup

        html = html_of(one.text, leads_somewhere=lambda url: _leads_somewhere(url, build))
        return ShownComment(
            one.id,
            one.author,
            one.created,
            Markup(html),
            tuple(map(shown, replies)),
            one.id not in current,  # cleaned by nh3
        )

    return tuple(shown(one, replies) for one, replies in with_replies(found.values()))


def _leads_somewhere(url: str, build: Build) -> bool:
    """A link of a reader's to a page of ours that is not there would stop the site at its audit: it is left out."""
    base = build.site.url
    if not base or not (url == base or url.startswith((f"{base}/", f"{base}?", f"{base}#"))):
        return True
    path = unquote(urlsplit(url[len(base) :]).path).lstrip("/")
    return not urlsplit(url).fragment and file_of(path) in build.once(_files)


def _files(build: Build) -> frozenset[str]:
    return frozenset(file for place in build.all_places for file in place.files)


def _by_file(build: Build) -> Mapping[str, tuple[Comment, ...]]:
    """The exported comments by the file of their page: a server may know one page with and without its last slash."""
    found: dict[str, tuple[Comment, ...]] = {}
    for uri, comments in sorted(build.once(kept)[0].items()):
        found[_file(uri)] = (*found.get(_file(uri), ()), *comments)
    return found


def _former(build: Build) -> Mapping[str, tuple[str, ...]]:
    """The old addresses of each story by its source file: what was said there belongs to it."""
    return {place.path: place.former for place in build.all_places if place.kind == "article" and place.former}


def _file(uri: str) -> str:
    return file_of(unquote(urlsplit(uri).path).lstrip("/"))
