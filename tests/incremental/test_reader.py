"""What Pelican's objects say while pages are made is what they say otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from plugins.incremental import reader

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
