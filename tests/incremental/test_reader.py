"""What Pelican's objects say while pages are made is what they say otherwise."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.paginator import Page, PaginationRule, Paginator
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from plugins.incremental import reader
from plugins.incremental.listening import listen
from plugins.incremental.notes import Paused

SETTINGS = {
    "TAG_URL": "tag/{slug}.html", "CATEGORY_URL": "{slug}/{name}", "AUTHOR_URL": "author/{slug}{more}.html",
    "TAG_SAVE_AS": "tag/{slug}.html", "SLUG_REGEX_SUBSTITUTIONS": [(r"[^\w\s-]", ""), (r"\s+", "-")],
}  # fmt: skip
NAMES = st.sampled_from(("Oceans", "oceans", "Sea level", "Äther"))


@contextmanager
def noting() -> Iterator[None]:
    reader.begin_noting()
    try:
        yield
    finally:
        reader.end_noting()


def _made(kind: Any, name: str, slug: str | None, more: str | None, settings: dict[str, Any]) -> Any:
    made = kind(name, settings)
    if slug is not None:
        made.slug = slug
    if more is not None:
        made.more = more
    return made


@given(
    st.lists(
        st.tuples(
            st.sampled_from((Tag, Category)), NAMES, st.sampled_from((None, "sea", "a")), st.sampled_from((None, "x", "y")), st.booleans()
        ),
        max_size=8,
    )
)  # fmt: skip
def test_addresses_of_terms_are_pelicans(facts: list[tuple[Any, str, str | None, str | None, bool]]) -> None:
    others = {**SETTINGS, "TAG_URL": "schlagwort/{slug}/"}
    terms = [
        _made(kind, name, slug, more, SETTINGS if is_ours else others) for kind, name, slug, more, is_ours in facts
    ]
    expected = [(one.url, one.save_as) if isinstance(one, Tag) else one.url for one in terms]
    with noting():
        for _ in range(2):
            assert [(one.url, one.save_as) if isinstance(one, Tag) else one.url for one in terms] == expected


def test_a_term_that_says_more_is_asked_each_time() -> None:
    author = _made(Author, "Ines", "ines", "", SETTINGS)
    with noting():
        assert author.url == "author/ines.html"
        author.more = "-caldeira"
        assert author.url == "author/ines-caldeira.html"
        author.slug = "i"
        assert author.url == "author/i-caldeira.html"


def test_a_term_under_a_new_slug_has_a_new_address() -> None:
    tag = _made(Tag, "Oceans", "oceans", None, SETTINGS)
    with noting():
        assert tag.url == "tag/oceans.html"
        tag.slug = "sea"
        assert tag.url == "tag/sea.html"


def test_an_address_that_another_plugin_makes_is_left_to_it() -> None:
    theirs = property(lambda one: f"/{one.slug}")
    pelicans, URLWrapper.url = URLWrapper.url, theirs
    try:
        with noting():
            assert _made(Tag, "Oceans", "oceans", None, SETTINGS).url == "/oceans"
        assert URLWrapper.url is theirs
    finally:
        URLWrapper.url = pelicans


class _Hearer:
    """The recorder, as far as lists tell it."""

    def __init__(self) -> None:
        self.notes: Any = object()
        self.parts: list[tuple[str, list[Any]]] = []

    def paused(self) -> Paused:
        return Paused(self)

    def note_part(self, things: Any, part: str) -> None:
        self.parts.append((part, [one for one, _ in things]))


def _list_of(kind: Any) -> Any:
    rules = [
        PaginationRule(1, "{url}", "{save_as}"),
        PaginationRule(2, "{base_name}/{number}/", "{name}{number}{extension}"),
    ]
    settings = {"DEFAULT_ORPHANS": 0, "PAGINATION_PATTERNS": rules}
    return kind("tides.html", "tides.html", list("abcde"), settings, 2)


def _said(thing: Any, name: str) -> Any:
    try:
        value = getattr(thing, name)
    except AttributeError as error:
        return str(error)
    return value(2).object_list if name == "page" else value() if callable(value) else value


_NAMES_OF_LISTS = (
    "object_list", "count", "_count", "num_pages", "_num_pages", "page_range", "page", "number", "has_next", "has_previous", "start_index", "end_index",
    "url", "save_as", "name", "per_page", "nothing",
)  # fmt: skip


def _page_of_list() -> Any:
    return _list_of(Paginator).page(2)


def _told(make: Callable[[], Any], name: str) -> tuple[Any, list[tuple[str, list[str]]]]:
    """What a list says by a name, and what it tells of that."""
    thing, hearer = make(), _Hearer()
    before = listen(hearer)
    try:
        said = _said(thing, name)
    finally:
        listen(before)
    return said, [(part, [type(one).__name__ for one in things]) for part, things in hearer.parts]


@pytest.mark.parametrize("name", _NAMES_OF_LISTS)
@pytest.mark.parametrize("make", [partial(_list_of, Paginator), _page_of_list], ids=["a list", "a page of it"])
def test_only_what_tells_is_asked_and_tells_what_all_would(
    make: Callable[[], Any], name: str, monkeypatch: Any
) -> None:
    usual, said = [dict(vars(kind)) for kind in (Page, Paginator)], _said(make(), name)
    with monkeypatch.context() as all_asked:
        for kind in (Page, Paginator):
            all_asked.setattr(kind, "__getattribute__", reader._all_noted, raising=False)  # noqa: SLF001
        expected = _told(make, name)
    assert expected[0] == said
    with noting():
        assert _told(make, name) == expected
        assert _said(make(), name) == said
    assert [dict(vars(kind)) for kind in (Page, Paginator)] == usual


def test_a_list_of_another_class_tells_what_it_says_in_its_own_way() -> None:
    below: Any = type("Shorter", (Paginator,), {"num_pages": property(lambda _: 1)})
    usual = dict(vars(Paginator))
    with noting():
        assert _told(partial(_list_of, below), "num_pages") == (1, [("num_pages", ["Shorter"] * 2)])
        assert _told(partial(_list_of, Paginator), "num_pages") == (3, [("num_pages", ["Paginator"] * 2)])
    assert dict(vars(Paginator)) == usual
    del below
    gc.collect()
    assert not Paginator.__subclasses__()


def test_what_is_noted_twice_is_let_go_once() -> None:
    usual = dict(vars(Paginator))
    reader.begin_noting()
    with noting():
        assert _list_of(Paginator).num_pages == 3
    assert dict(vars(Paginator)) == usual
