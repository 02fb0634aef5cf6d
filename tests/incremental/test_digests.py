"""What a value says, as one digest: equal values alike, others not, the unknowable named."""

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pelican.plugins.incremental.digests import Digester, Unknown
from pelican.plugins.newsroom.answers import shared

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.datetimes() | st.dates(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    count: int = 0
    tool: object = field(default=None, repr=False, compare=False)

    @property
    def is_thin(self) -> bool:
        return self.count < 2


@shared
@dataclass(frozen=True, slots=True)
class Shared:
    name: str
    loose: object


@dataclass
class Loose:
    name: str


def digest(value, names=None) -> bytes:
    return Digester()(value, None if names is None else frozenset(names))


@given(VALUES)
def test_a_value_has_one_digest(value):
    assert digest(value) == digest(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"),
        (1, "1"),
        (True, 1),
        ("<b>", Markup("<b>")),
        ([1], (1, None)),
        ({"a": 1}, {"a": 2}),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))),
        (Topic("a"), Topic("a", 1)),
        (len, max),
        (digest, Digester.plain),
    ],
)
def test_what_a_template_could_tell_apart_has_two(one, other):
    assert digest(one) != digest(other)


def test_a_field_that_no_template_names_does_not_count():
    assert digest(Topic("a", 1), {"name"}) == digest(Topic("a", 2), {"name"})
    assert digest(Topic("a", 1), {"name", "count"}) != digest(Topic("a", 2), {"name", "count"})


def test_a_property_counts_by_what_it_reads():
    assert digest(Topic("a", 1), {"is_thin"}) != digest(Topic("a", 2), {"is_thin"})


def test_what_stands_in_many_values_is_written_down_once_for_what_templates_read_of_it():
    written = []
    digester = Digester({Loose: lambda one: written.append(one.name) or one.name})
    one, equal, other = Shared("a", Loose("one")), Shared("a", Loose("one")), Shared("a", Loose("other"))
    whole = [digester((n, (one, other))) for n in range(9)]
    by_name = [digester((n, (one, other)), frozenset({"name"})) for n in range(9)]

    assert written == ["one", "other"]
    assert len({*whole, *by_name}) == 18
    assert digester(one) == digester(equal) != digester(other)
    assert digester(one, frozenset({"name"})) == digester(other, frozenset({"name"}))


def test_a_value_is_not_taken_for_another_that_stood_in_its_place():
    digester, names = Digester(), frozenset({"name", "count"})
    for _ in range(3):
        assert len({digester((Topic("a", n), n % 7), names) for n in range(500)}) == 500
    topic = Topic("a", 1)
    assert digester(topic, names) == digester(topic, names) != digester(topic, frozenset({"name"}))


@pytest.mark.parametrize("value", [Loose("a"), Topic(Loose("a")), Topic(["a"])])
def test_what_may_change_in_a_value_is_looked_at_each_time(value):
    digester = Digester()
    before = digester(value)
    found = value if isinstance(value, Loose) else value.name
    if isinstance(found, list):
        found.append("b")
    else:
        found.name = "b"
    assert digester(value) != before


def test_a_field_that_is_neither_shown_nor_compared_is_a_tool():
    assert digest(Topic("a", 1, object())) == digest(Topic("a", 1, object()))


@pytest.mark.parametrize("value", [object(), [object()], (n for n in "ab"), {"a": iter("")}])
def test_what_cannot_be_known_is_said_to_be_so(value):
    with pytest.raises(Unknown):
        digest(value)


def test_a_long_list_is_written_down_once_and_by_what_it_holds():
    digester = Digester()
    long = list(range(40))

    assert digester(("a", long)) == digester(("a", list(long)))
    assert digester(("a", long)) != digester(("a", long[:-1]))


def test_another_process_makes_the_same_digest():
    code = "from pelican.plugins.incremental.digests import Digester; print(Digester()({'a', 'b', 'c', 'd', ('e', 1.5)}).hex())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert runs == {f"{digest({'a', 'b', 'c', 'd', ('e', 1.5)}).hex()}\n"}


def test_values_that_are_named_say_the_same_whatever_templates_read():
    class Story(str):
        __slots__ = ()

    digester = Digester(named={Story: lambda story: ("story", str.__str__(story))})
    stories = [Story(f"{n}.md") for n in range(40)]

    one, other = (digester(stories, frozenset({name})) for name in ("title", "deck"))
    assert one == other
    assert digester(stories[:-1]) != digester(stories) == one
    assert digester([*stories, "plain"]) != digester([*stories, Story("plain")])


def test_a_value_that_lasts_is_looked_at_once_where_all_it_says_are_atoms():
    looked = []

    def rule(one):
        looked.append(one)
        return ("loose", one.name) if isinstance(one.name, str) else ("loose", *one.name)

    one, other, more = Loose("a"), Loose("b"), Loose([Topic("a", 1)])
    held, plain = Digester({Loose: rule}, lasting=[Loose]), Digester({Loose: rule})

    for value in (one, other, [one, other], (one, one), more):
        assert held(value) == held(value) == plain(value)
    assert held(more, frozenset({"name"})) != held(more)

    looked.clear()
    held([one, other])
    assert looked == []
    held(more)
    assert looked == [more]
