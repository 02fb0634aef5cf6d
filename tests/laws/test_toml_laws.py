"""A law of TOML headers: whatever the form, each value is found at the line and column where it is written."""

import json
import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.toml_positions import positions_in

NAMES = st.sampled_from(["tags", "source", "url", "a b", "x.y", 'q"', "n-1", "9", "é"])
WRITTEN = (
    '"a, b"', "'c # d'", '"""e\n[f]\n"g" = 1"""', "'''h ''i'' ]'''", '"\\"]"', "2026-01-01 09:00:00", "7", "true", '""', '"""x"""""',
)  # fmt: skip
SCALARS = st.sampled_from(WRITTEN)
GAPS = st.sampled_from(["", " ", "\n", " # it, [is] so\n", "\n\t"])


def a_name(name):
    """A key as TOML wants it, in quotes where it must be."""
    return name if name.isascii() and name.replace("-", "").isalnum() else json.dumps(name, ensure_ascii=False)


@st.composite
def an_array(draw, values):
    gap = draw(GAPS)
    return "[" + ",".join(gap + one + gap for one in draw(st.lists(values, max_size=3))) + "]"


@st.composite
def an_inline_table(draw, values):
    pairs = draw(st.dictionaries(NAMES, values, max_size=3))
    return "{" + ", ".join(f"{a_name(name)} = {value}" for name, value in pairs.items()) + "}"


VALUES = st.recursive(SCALARS, lambda inner: an_array(inner) | an_inline_table(inner), max_leaves=6)


@st.composite
def a_text(draw):
    """A text with top keys, tables, arrays of tables and dotted keys, comments and blank lines between them."""
    names = draw(st.lists(NAMES, unique=True, min_size=1, max_size=5))
    lines = []
    heads = []
    for name in names:
        value = draw(VALUES)
        form = draw(st.integers(0, 3))
        if form == 0:
            lines.append(f"{a_name(name)} = {value} # said")
        elif form == 1:
            lines.append(f'  {a_name(name)} . "in.ner" = {value}')
        elif form == 2:
            heads.append(f"[ {a_name(name)} ]\n  inner = {value}\n[{a_name(name)}.deep]\nx = {value}")
        else:
            heads.append(
                f"[[{a_name(name)}]] # one\ninner = {value}\n\n[[{a_name(name)}]]\n\tinner = {value}\n[{a_name(name)}.of]\ny=1"
            )
    return "\n".join([*lines, "# now tables", *heads, ""])


def paths(value, path=()):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key), inner
        yield from paths(inner, (*path, key))


@settings(max_examples=300)
@given(a_text())
def test_every_key_and_item_is_found_where_it_stands(text):
    found = positions_in(text)
    lines = text.split("\n")
    told = dict(paths(tomllib.loads(text)))

    assert set(found) == set(told)
    for path, (line, column) in found.items():
        here = lines[line - 1][column - 1 :]
        if isinstance(path[-1], str):
            assert here.startswith((path[-1], json.dumps(path[-1], ensure_ascii=False)))
        elif isinstance(told[path], (dict, list)):
            assert here[0] in "[{"
        else:
            below = "\n".join([here, *lines[line:]])
            assert told[path] in [tomllib.loads(f"x = {one}")["x"] for one in WRITTEN if below.startswith(one)]


@given(st.text("[]{}=.,#'\"ab \n", max_size=40))
def test_a_text_that_is_no_toml_ends_too(text):
    assert isinstance(positions_in(text), dict)
