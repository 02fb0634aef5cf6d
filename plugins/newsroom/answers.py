"""What an answer to a template follows from, where that is known and asking again would cost more than it tells."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., object])
C = TypeVar("C", bound=type)


def follows(*names: str, text: bool = False) -> Callable[[F], F]:
    """Mark a method of a name in templates: what it answers follows from its arguments, the site's settings, and what these names of the
    same object say. A name with `()` is a method that is asked about the same story. `text`: from the story's text, too.

    `incremental` then compares those in place of the answer.
    """

    def marked(method: F) -> F:
        vars(method)["follows"] = (names, text)
        return method

    return marked


def of_story(*, and_others: bool = False, but: tuple[str, ...] = (), also: str = "") -> Callable[[F], F]:
    """Mark a method that is asked about one of Pelican's articles: what it answers follows from that story, the registries, settings,
    catalogues and code, and from nothing else; with `and_others` from all else that stories say, too, but for their words.

    `but` names attributes of the answer that follow from the day of the build, too. `incremental` then asks only where the story is
    another one than last time (`standing.py`), or the day.

    `also` names a method of the same object that gives, of one of Pelican's articles and in plain values, what the answer follows from
    besides: to be named where that costs much less than the answer.
    """

    def marked(method: F) -> F:
        vars(method)["of_story"] = (and_others, frozenset(but), also)
        return method

    return marked


def of_stories(*, besides: str = "") -> Callable[[F], F]:
    """Mark a method that is named with `also`: what it gives of an article follows from what all stories say but for their words, the
    registries, settings, catalogues and code, and from nothing else; `besides` names a method of the same object that gives, in plain
    values and at less cost, what it follows from in addition.

    While all stories say what they said, `incremental` asks that method alone.
    """

    def marked(method: F) -> F:
        vars(method)["of_stories"] = besides
        return method

    return marked


_SHARED: set[type] = set()


def shared(kind: C) -> C:
    """Mark a frozen class of values that stand, each of them, in what is said of many stories, and of which there are few beside these: a tag, a
    source. `incremental` holds them while a build lasts, and writes each down once, not once for each story.
    """
    _SHARED.add(kind)
    return kind


def is_shared(kind: type) -> bool:
    return kind in _SHARED


class Unread:
    """Stands for something that a page is given and that costs: it is made when somebody reads of it.

    What it says follows from all that stories say but for their words, the registries, settings, catalogues and code, and from nothing else.
    """

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    @cached_property
    def made(self) -> Any:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # nothing of a template's, and not there while a copy of this is made
            raise AttributeError(name)
        return getattr(self.made, name)


class UnreadOfStory(Unread):
    """The same, made from one of Pelican's articles: what it says follows from that story and its text, the registries, settings, catalogues
    and code, and from nothing else. `told` gives that in plain values, to be asked where the story is another one than last time.
    """

    def __init__(self, make: Callable[[], object], article: Any, told: Callable[[], Any]) -> None:
        super().__init__(make)
        self.article, self.told = article, told
