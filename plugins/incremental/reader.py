"""Pelican's articles and pages, which tell the recorder what a template reads of them; and how Pelican's values are written down."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import BytecodeCache
from markupsafe import Markup
from pelican import contents
from pelican.paginator import Page as PageOfList
from pelican.paginator import Paginator
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from ..newsroom.answers import Unread, UnreadOfStory
from ..newsroom.asleep import asleep, wake_for_all, wake_for_more
from ..newsroom.kept_articles import settled
from ..newsroom.story import Story
from ..newsroom.words import Words as Language
from .asked import Asked, plain_of
from .digests import Unknown
from .listening import listening, noted


class Article(contents.Article):  # type: ignore[misc] # Pelican is not typed
    """Named as Pelican's, which finds settings by the name of a class."""


class Page(contents.Page):  # type: ignore[misc]
    """As above."""


_NOTED = {contents.Article: Article, contents.Page: Page}
_READ_FROM_FILES = (Article, Page)


def note_contents(generator: Any) -> None:
    """From now on this generator makes articles or pages that can be noted."""
    generator.readers.read_file = partial(_read, generator.readers.read_file)
    generator.article_class = Article  # of those that need not be read


def _read(read_file: Callable[..., Any], *arguments: Any, content_class: Any = contents.Page, **more: Any) -> Any:
    return read_file(*arguments, content_class=_NOTED.get(content_class, content_class), **more)


def _noted_list(one: Any, name: str) -> Any:
    """The stories of a long list, or of one of its pages, and how many there are, are noted when they are read: whoever reads how many pages
    there are hangs on no more.
    """
    part = _PARTS.get(name)
    recorder = listening() if part is not None else None
    if recorder is None or part is None:
        return object.__getattribute__(one, name)
    with recorder.paused():
        value = object.__getattribute__(one, name)
        things = (one, vars(one).get("paginator", one))
        found = [(thing, getattr(thing, part)) for thing in things if hasattr(thing, part)]
    recorder.note_part(found, part)
    return value


#: What is read of a long list or of a page of it -> what that follows from; `page` makes another page of a list.
_PARTS = {
    "object_list": "object_list", "page": "object_list", "count": "count", "_count": "count", "num_pages": "num_pages", "_num_pages": "num_pages",
    "page_range": "num_pages",
}  # fmt: skip
_READ = "__getattribute__"
_PELICANS_URL: property = URLWrapper.url


def begin_noting() -> None:
    """Articles, pages and long lists tell what is read of them: not before pages are made, since that takes time.

    The address of a tag, a category or an author stands on page after page, and is made once.
    """
    for kind in _NOTED.values():
        setattr(kind, _READ, noted)
    wake_for_all()
    for kind in (PageOfList, Paginator):
        setattr(kind, _READ, _noted_list)
    if URLWrapper.url is _PELICANS_URL:
        URLWrapper.url = _Address({})


def end_noting() -> None:
    wake_for_more()
    for kind in (*_NOTED.values(), PageOfList, Paginator):
        if _READ in vars(kind):
            delattr(kind, _READ)
    if isinstance(URLWrapper.url, _Address):
        URLWrapper.url = _PELICANS_URL


class _Address(property):
    """As Pelican's; `made` are those that were asked for. That of a wrapper with more than Pelican's facts is made each time."""

    def __init__(self, made: dict[tuple[Any, ...], tuple[Any, Any]]) -> None:
        def address(wrapper: Any) -> Any:
            own = vars(wrapper)
            if own["_slug"] is None or not own.keys() <= _OF_WRAPPER:
                return _PELICANS_URL.__get__(wrapper)
            key = (type(wrapper), own["_name"], own["_slug"])
            known = made.get(key)
            if known is None or known[0] is not own["settings"]:
                known = made[key] = (own["settings"], _PELICANS_URL.__get__(wrapper))
            return known[1]

        super().__init__(address)


def place_of(content: Any) -> str:
    """The path of an article's or page's file below the content folder; "" for what is none, or that nobody has read from a file."""
    if not isinstance(content, _READ_FROM_FILES):
        return ""
    return str(object.__getattribute__(content, "relative_source_path") or "")


def _content(content: Any) -> Any:
    place = place_of(content)
    if not place:
        raise Unknown(f"{type(content).__name__} of another plugin")
    return ("content", place)


def _wrapper(wrapper: Any) -> Any:
    if vars(wrapper).keys() <= _OF_WRAPPER:  # most have no more
        return (type(wrapper).__name__, wrapper.name, wrapper.slug)
    more = {name: value for name, value in vars(wrapper).items() if name not in _OF_WRAPPER}
    return (type(wrapper).__name__, wrapper.name, wrapper.slug, *more.items())


_OF_WRAPPER = frozenset({"settings", "_name", "_slug", "_slug_from_name", "name", "slug"})


def _paginator(one: Any) -> Any:
    """All that it says but for its stories and how many there are: see `_noted_list`."""
    return (one.name, one.url, one.per_page, one.orphans)


def _page_of_list(page: Any) -> Any:
    """As above."""
    return (page.number, page.full_name, page.base_url, page.paginator)


def lists_in(facts: Mapping[str, Any]) -> list[Any]:
    """The long lists of which a page shows a part, of what it gets by name."""
    return [one.object_list for one in facts.values() if isinstance(one, Paginator)]


def _language(words: Any) -> Any:
    return (words.lang, words.catalogues)


def _story(story: Any) -> Any:
    return ("story", story.path)


def _name(content: Any) -> Any:
    place = object.__getattribute__(content, "relative_source_path")
    if not place:
        raise Unknown(f"{type(content).__name__} without a file")
    return ("content", str(place))


#: Articles and pages stand in every list.
NAMED: Mapping[type, Callable[[Any], Any]] = dict.fromkeys(
    (Article, settled(Article), asleep(settled(Article)), Page), _name
)
#: How values are written down to be compared.
RULES: Mapping[type, Callable[[Any], Any]] = {
    contents.Content: _content, URLWrapper: _wrapper, Paginator: _paginator, PageOfList: _page_of_list, Language: _language,
    Asked: plain_of, Unread: lambda one: one.made, UnreadOfStory: lambda one: one.told(),
    BytecodeCache: lambda cache: type(cache).__qualname__,  # says no more than the templates do
}  # fmt: skip
#: How they are written down to be handed to one of our names again.
REFERENCES: Mapping[type, Callable[[Any], Any]] = {
    contents.Content: _content, Story: _story, Markup: lambda text: ("markup", str(text)),
    URLWrapper: lambda one: (type(one).__name__.lower(), one.name, one.slug), Language: lambda words: ("language", words.lang),
}  # fmt: skip


def makers(settings: Mapping[str, Any], language: Callable[[str], Any]) -> Mapping[str, Callable[..., Any]]:
    """What makes such values anew from how they were written down."""

    def wrapper(kind: type[URLWrapper], name: str, slug: str) -> URLWrapper:
        made = kind(name, settings)
        made.slug = slug
        return made

    wrappers = {kind.__name__.lower(): partial(wrapper, kind) for kind in (Author, Category, Tag)}
    return {"markup": Markup, "language": language, **wrappers}
