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


def _noted_part(thing: Any, name: str, read: Callable[[Any], Any]) -> Any:
    """The stories of a long list, or of one of its pages, and how many there are, are noted when they are read: whoever reads how many pages
    there are hangs on no more.
    """
    recorder = listening()
    if recorder is None:
        return read(thing)
    part = _PARTS[name]
    with recorder.paused():
        value = read(thing)
        things = (thing, vars(thing).get("paginator", thing))
        found = [(one, getattr(one, part)) for one in things if hasattr(one, part)]
    recorder.note_part(found, part)
    return value


#: What is read of a long list or of a page of it -> what that follows from; `page` makes another page of a list.
_PARTS = {
    "object_list": "object_list", "page": "object_list", "count": "count", "_count": "count", "num_pages": "num_pages", "_num_pages": "num_pages",
    "page_range": "num_pages",
}  # fmt: skip
_READ = "__getattribute__"


class _Part(property):
    """One of these, in place of what the class has by this name, `usual`. All else that is read of lists, which is most, goes its usual way."""

    def __init__(self, name: str, usual: Any) -> None:
        is_set_there = hasattr(usual, "__set__")

        def read(one: Any) -> Any:
            if not is_set_there and name in vars(one):
                return vars(one)[name]
            if usual is None:
                raise AttributeError(f"{type(one).__name__!r} object has no attribute {name!r}", name=name, obj=one)
            return usual.__get__(one, type(one))

        def write(one: Any, value: Any) -> None:
            if is_set_there:
                usual.__set__(one, value)
            else:
                vars(one)[name] = value

        super().__init__(lambda one: _noted_part(one, name, read), write)
        self.usual = usual


def _all_noted(one: Any, name: str) -> Any:
    """For classes of which somebody has made others: these may say by the same names what they like."""
    if name not in _PARTS:
        return object.__getattribute__(one, name)
    return _noted_part(one, name, lambda thing: object.__getattribute__(thing, name))


def _note_parts(kind: Any) -> None:
    if kind.__subclasses__():
        setattr(kind, _READ, _all_noted)
        return
    for name in _PARTS:
        usual = vars(kind).get(name)
        if not isinstance(usual, _Part):
            setattr(kind, name, _Part(name, usual))


def _note_no_parts(kind: Any) -> None:
    if _READ in vars(kind):
        delattr(kind, _READ)
    for name, part in list(vars(kind).items()):
        if isinstance(part, _Part) and part.usual is None:
            delattr(kind, name)
        elif isinstance(part, _Part):
            setattr(kind, name, part.usual)


_PELICANS_URL: property = URLWrapper.url


def begin_noting() -> None:
    """Articles, pages and long lists tell what is read of them: not before pages are made, since that takes time.

    The address of a tag, a category or an author stands on page after page, and is made once.
    """
    for kind in _NOTED.values():
        setattr(kind, _READ, noted)
    wake_for_all()
    for kind in (PageOfList, Paginator):
        _note_parts(kind)
    if URLWrapper.url is _PELICANS_URL:
        URLWrapper.url = _Address({})


def end_noting() -> None:
    wake_for_more()
    for kind in _NOTED.values():
        if _READ in vars(kind):
            delattr(kind, _READ)
    for kind in (PageOfList, Paginator):
        _note_no_parts(kind)
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
    """All that it says but for its stories and how many there are: see `_noted_part`."""
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
#: Of which articles share one each, but where another's plugin may hang something on it.
LASTING = (URLWrapper,)
#: How they are written down to be handed to one of our names again.
REFERENCES: Mapping[type, Callable[[Any], Any]] = {
    contents.Content: _content,
    Story: _story,
    Markup: lambda text: ("markup", str(text)),
    URLWrapper: lambda one: (type(one).__name__.lower(), one.name, one.slug),
    Language: lambda words: ("language", words.lang),
}


def makers(settings: Mapping[str, Any], language: Callable[[str], Any]) -> Mapping[str, Callable[..., Any]]:
    """What makes such values anew from how they were written down."""

    def wrapper(kind: type[URLWrapper], name: str, slug: str) -> URLWrapper:
        made = kind(name, settings)
        made.slug = slug
        return made

    wrappers = {kind.__name__.lower(): partial(wrapper, kind) for kind in (Author, Category, Tag)}
    return {"markup": Markup, "language": language, **wrappers}
