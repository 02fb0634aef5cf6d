"""What is kept of an article's values comes back as it was, and what cannot be kept is not."""

import marshal
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.article_values import Unkept, Values, picker
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

SETTINGS = {"TAG_URL": "tag/{slug}/"}
TERMS = {one.__name__: one for one in (Author, Category, Tag)}
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-3)), ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Tokyo")])


def values():
    return Values(TERMS, SafeDatetime, SETTINGS)


def term(kind, name, slug):
    made = kind(name, SETTINGS)
    made.slug = slug
    return made


moments = st.builds(
    lambda kind, when, zone, fold: kind(when.year, when.month, when.day, when.hour, when.minute, tzinfo=zone, fold=fold),
    st.sampled_from([datetime, SafeDatetime]), st.datetimes(), ZONES, st.integers(0, 1),
)  # fmt: skip
terms = st.builds(term, st.sampled_from([Author, Category, Tag]), st.text(min_size=1), st.text(min_size=1))
atoms = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.dates(), moments, terms, ZONES
)
#: Deep rather than long: a long list takes a second to draw, and nothing in it is asked that a short one does not ask.
things = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.one_of(st.text(), st.integers()), inner, max_size=4),
    ),
)


def told(value):
    """All that can be seen of a value."""
    kind = type(value)
    if kind in (list, tuple):
        return (kind, [told(one) for one in value])
    if kind is dict:
        return (kind, [(key, told(one)) for key, one in value.items()])
    if kind in TERMS.values():
        return (kind, value.name, value.slug, value._slug_from_name, value.settings is SETTINGS)  # noqa: SLF001
    if isinstance(value, datetime):
        return (kind, value.replace(tzinfo=None), value.fold, told(value.tzinfo))
    return (kind, value)


def again(own, metadata):
    """As another process has them."""
    shape, row = marshal.loads(marshal.dumps(values().written(own, metadata)))  # noqa: S302
    names, names_of_metadata, at, to_make = shape
    made = values().made(row, to_make)
    return dict(zip(names, made, strict=False)), dict(zip(names_of_metadata, picker(at)(made), strict=True))


@given(st.dictionaries(st.text(), things, max_size=6), st.dictionaries(st.text(), things, max_size=6))
def test_values_come_back_as_they_were(own, metadata):
    assert tuple(map(told, again(own, metadata))) == (told(own), told(metadata))


def test_what_is_one_object_on_the_article_and_in_its_metadata_is_one_afterwards():
    tags = [term(Tag, "Oceans", "oceans")]

    own, metadata = again({"tags": tags, "title": "Tides"}, {"tags": tags, "tides": ["none"]})

    assert own["tags"] is metadata["tags"]


def test_a_term_is_one_object_for_all_who_name_it():
    own, _ = again({"author": term(Author, "Ann", "ann"), "authors": [term(Author, "Ann", "ann")]}, {})

    assert own["authors"][0] is own["author"]


def test_a_term_that_was_asked_for_its_address_is_kept_too():
    one = term(Tag, "Oceans", "oceans")
    assert one.url == "tag/oceans/"

    own, _ = again({"tag": one}, {})

    assert own["tag"].url == "tag/oceans/"


class Own(str):
    """A text that knows more."""


@pytest.mark.parametrize(
    "value",
    [Fraction(1, 3), Own("text"), object(), {1, 2}, timezone(timedelta(hours=1), "CET"), Tag("Oceans", {}), b"bytes", [object()], {"key": object()}],
)  # fmt: skip
def test_what_cannot_come_back_is_not_kept(value):
    with pytest.raises(Unkept):
        values().written({"value": value}, {})


def test_a_term_with_more_on_it_is_not_kept():
    one = term(Tag, "Oceans", "oceans")
    one.colour = "blue"

    with pytest.raises(Unkept):
        values().written({"tag": one, "day": date(2026, 1, 1)}, {})
