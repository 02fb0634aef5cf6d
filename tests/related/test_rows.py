"""Values that are kept as bytes: they come out as they went in, and equal ones are equal bytes."""

import sys

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.related.kept_lists import KeptLists
from pelican.plugins.related.rows import Rows

PATHS = st.text("abc", min_size=1, max_size=2)
VALUES = st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=3)


def rows(values):
    made = Rows(list, list)
    made.update(values)
    return made


@given(
    before=st.dictionaries(PATHS, VALUES),
    others=st.dictionaries(PATHS, VALUES),
    gone=st.sets(PATHS),
    read=st.sets(PATHS),
)
def test_some_in_place_of_others_and_the_rest_as_it_was(before, others, gone, read):
    packed = rows(before).packed
    kept = Rows(list, list, packed)
    for path in read & before.keys():
        assert kept[path] == before[path]
    paths = [path for path in {**before, **others} if path not in gone or path in others]

    found = kept.with_others(others, paths)

    assert list(found) == paths
    assert dict(found) == {path: others.get(path, before.get(path)) for path in paths}
    assert kept.packed == packed
    assert Rows(list, list, found.packed) == found


def test_equal_values_are_equal_bytes_whoever_holds_them():
    word = sys.intern("a word of many")
    held, alone = ("".join(["a word", " of many"]), "b"), (word, "b")

    assert rows({"a": [held]}).packed == rows({"a": [alone]}).packed


def test_a_list_is_looked_into_when_somebody_asks():
    packed = rows({"a": [("b", "more", "more", ("Trams",))]}).packed
    lists = KeptLists(packed | {"unread": b""})

    assert lists.row("a") == [("b", "more", "more", ("Trams",))]
    assert [(path, role, reason.kind, reason.names) for path, role, reason in lists["a"]] == [
        ("b", "more", "more", ("Trams",))
    ]
    assert lists.row("c") == ()
    assert "c" not in lists
