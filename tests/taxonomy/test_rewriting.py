"""Names in a front matter are changed in their lines, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.slug import fold
from pelican.plugins.taxonomy.rewriting import Refused, names_in, rewritten


def to(**names: str | None):
    folded = {fold(name.replace("_", " ")): new for name, new in names.items()}
    return lambda name: folded.get(fold(name), name)


FORMS = {
    "classic": ("Title: A\nTags: nato, sea law , tides\nDate: 2026-01-01\n\nnato\n", "Title: A\nTags: NATO, sea law , tides\nDate: 2026-01-01\n\nnato\n"),
    "semicolons": ("Title: A\nTags: law, sea; nato\n\nx\n", "Title: A\nTags: law, sea; NATO\n\nx\n"),
    "block": ("---\n# nato\ntitle: nato\ntags:\n  - 'sea law'  # kept\n  - nato # too\n  - \"tides\"\n---\n- nato\n",
              "---\n# nato\ntitle: nato\ntags:\n  - 'sea law'  # kept\n  - NATO # too\n  - \"tides\"\n---\n- nato\n"),
    "flow": ("---\ntags: [a, 'nato',\n  b] # nato\ntitle: x\n---\n", "---\ntags: [a, 'NATO',\n  b] # nato\ntitle: x\n---\n"),
    "a bracket in quotes": ('---\ntags: ["a ] b", nato]\n---\n', '---\ntags: ["a ] b", NATO]\n---\n'),
    "comma text": ("---\ntags: a, nato\ntitle: x\n---\n", "---\ntags: a, NATO\ntitle: x\n---\n"),
    "quoted text": ('---\ntags: "a, nato"\ntitle: x\n---\n', '---\ntags: "a, NATO"\ntitle: x\n---\n'),
    "one line": ("---\n{title: nato, tags: [nato, b], deck: nato}\n---\n", "---\n{title: nato, tags: [NATO, b], deck: nato}\n---\n"),
    "TOML": ('+++\ntitle = "nato"\ntags = ["nato", \'b\']\n+++\nnato\n', '+++\ntitle = "nato"\ntags = ["NATO", \'b\']\n+++\nnato\n'),
    "CRLF": ("---\r\ntags:\r\n- nato\r\n- b\r\n---\r\nnato\r\n", "---\r\ntags:\r\n- NATO\r\n- b\r\n---\r\nnato\r\n"),
    "two keys": ("Tag: nato\nTags: nato, b\n\nx\n", "Tag: NATO\nTags: NATO, b\n\nx\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_a_name_is_changed_in_its_list_only(before, after):
    assert rewritten(before, "tags", to(nato="NATO")) == after
    assert rewritten(after, "tags", to(nato="nato")) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tags: nato, a, b\n\nx\n", "Tags: a, b\n\nx\n"),
        ("Tags: a, nato, b\n\nx\n", "Tags: a, b\n\nx\n"),
        ("Tags: a, b, nato\n\nx\n", "Tags: a, b\n\nx\n"),
        ("---\ntags: [nato]\n---\n", "---\ntags: []\n---\n"),
        ("---\ntags:\n- a\n- nato\ntitle: x\n---\n", "---\ntags:\n- a\ntitle: x\n---\n"),
    ],
)
def test_a_name_is_taken_out_with_its_separator(before, after):
    assert rewritten(before, "tags", to(nato=None)) == after


def test_neighbours_are_taken_out_together():
    assert rewritten("Tags: a, b, c, d\n\nx\n", "tags", to(b=None, c=None)) == "Tags: a, d\n\nx\n"
    assert rewritten("Tags: a, b, c, d\n\nx\n", "tags", to(a=None, b=None)) == "Tags: c, d\n\nx\n"
    assert rewritten("Tags: a, b, c, d\n\nx\n", "tags", to(c=None, d=None)) == "Tags: a, b\n\nx\n"
    assert rewritten("---\ntags: [a, b]\n---\n", "tags", to(a=None, b=None)) == "---\ntags: []\n---\n"


def test_a_name_that_is_there_already_is_not_written_twice():
    assert rewritten("Tags: Otan, NATO, sea\n\nx\n", "tags", to(otan="NATO")) == "Tags: NATO, sea\n\nx\n"


def test_a_name_that_means_something_in_yaml_is_quoted():
    assert rewritten("---\ntags: [a]\n---\n", "tags", to(a="x: y")) == '---\ntags: ["x: y"]\n---\n'


def test_a_comma_cannot_stand_in_a_list_that_is_split_at_commas():
    with pytest.raises(Refused, match="choose another name"):
        rewritten("Tags: a, b\n\nx\n", "tags", to(a="law, sea"))


WORDS = st.text("abcxyz Ü7", min_size=1, max_size=8).map(str.strip).filter(lambda word: word and not word.isdecimal())


@given(
    st.lists(WORDS, min_size=1, max_size=6, unique_by=fold), st.sampled_from(["classic", "block", "flow"]), st.data()
)
def test_there_and_back_is_the_same_text(names, form, data):
    old = data.draw(st.sampled_from(names))
    header = {
        "classic": f"Title: A\nTags: {', '.join(names)}\n\nB\n",
        "block": "---\ntags:\n" + "".join(f"- {name}\n" for name in names) + "title: A\n---\nB\n",
        "flow": f"---\ntags: [{', '.join(names)}]\ntitle: A\n---\nB\n",
    }[form]

    there = rewritten(header, "tags", lambda name: "quite new" if name == old else name)

    assert [name if name != old else "quite new" for name in names] == names_in(there, "tags")
    assert rewritten(there, "tags", lambda name: old if name == "quite new" else name) == header
