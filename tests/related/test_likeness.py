"""How alike two stories are: laws, what was measured, and what readers of every script may expect."""

import dataclasses
import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom import cores
from pelican.plugins.related.document import Document, Label
from pelican.plugins.related.likeness import Likeness
from pelican.plugins.related.rescue import rescued


def a_document(
    name: str, text: str = "", *, title: str = "", tags: str = "", day: float | None = 100.0, lang: str = "en"
) -> Document:
    labels = tuple(Label(tag, tag) for tag in tags.split(",") if tag)
    return Document((name,), title=title, text=text, tags=labels, day=day, lang=lang)


def ranked(documents: list[Document], first: int = 0) -> list[str]:
    return [match.key[0] for match in Likeness(documents).ranked(documents[first])]


def test_a_headline_that_stands_in_the_other_s_text_counts_for_more():
    asked = a_document(
        "asked", "The ships wait, as we said in why straits matter, and pay for it. Cargo and tolls.", title="Tolls"
    )
    named = a_document("named", "Ships and cargo, tolls and wait.", title="Why straits matter")
    other = a_document("other", "Ships and cargo, tolls and wait.", title="Quite another headline")

    assert ranked([asked, named, other, a_document("far", "Roses.", title="Roses in spring")])[:2] == ["named", "other"]


def test_the_nearer_in_time_comes_first():
    asked, near, far = (
        a_document(name, "ships and cargo", day=day) for name, day in (("a", 100), ("near", 103), ("far", 900))
    )

    assert ranked([asked, far, near]) == ["near", "far"]


def test_a_story_without_a_date_is_not_nearer_than_any_other():
    """An archive page whose day nobody knows stood first in every list: everybody else had lost by time."""
    dated = [a_document(f"d{n}", "ships and cargo of the strait", day=100.0 + 7 * n) for n in range(8)]
    undated = a_document("undated", "ships and cargo of the strait", day=None)
    found = Likeness([*dated, undated]).ranked_all(8)

    assert [found[one.key][-1].key for one in dated] == [undated.key] * 8
    assert len({match.score for match in found[undated.key]}) == 1


def test_without_any_dates_nobody_loses_by_time():
    dateless = [a_document(f"d{n}", f"ships and cargo of strait n{n}", day=None) for n in range(8)]
    of_one_day = [dataclasses.replace(one, day=5.0) for one in dateless]
    scores = [[m.score for m in Likeness(some).ranked(some[0])] for some in (dateless, of_one_day)]

    assert scores[0] == scores[1]


@pytest.mark.parametrize(
    ("lang", "asked", "alike", "other"),
    [
        ("uk", "Морське право і протоки світу", "Протоки світу: морське право", "Троянди цвітуть у саду"),
        ("ar", "قانون البحار والمضائق", "المضائق في قانون البحار", "الورود في الحديقة"),
        ("zh", "海洋法与海峡的航行自由", "海峡航行自由和海洋法", "花园里的玫瑰开了"),
        ("ja", "海峡と海洋法の自由航行", "海洋法と海峡の航行", "庭のバラが咲いた"),
        ("th", "กฎหมายทะเลและช่องแคบ", "ช่องแคบกับกฎหมายทะเล", "กุหลาบในสวน"),
    ],
)
def test_stories_of_every_script_find_each_other(lang, asked, alike, other):
    documents = [
        a_document(name, text, lang=lang) for name, text in (("asked", asked), ("other", other), ("alike", alike))
    ]

    assert ranked(documents)[0] == "alike"


def test_a_story_without_tags_is_found_through_the_words_of_a_tag():
    asked = a_document("asked", "New rules for the harbour", tags="open-data")
    plain = a_document("plain", "The council gives away its open data")
    other = a_document("other", "The council gives away its boats")

    assert ranked([asked, other, plain, a_document("far", "Roses")])[0] == "plain"


def test_the_name_of_a_column_does_not_make_stories_alike():
    asked = a_document("asked", "Tolls at sea", title="Week in charts: Straits")
    column = a_document("column", "Roses in spring", title="Week in charts: Gardens")
    alike = a_document("alike", "Straits and tolls", title="The price of a passage")

    assert ranked([asked, column, alike, a_document("far", "Bread")])[0] == "alike"


def test_languages_are_never_mixed():
    documents = [
        a_document("en", "ships cargo"),
        a_document("de", "ships cargo", lang="de"),
        a_document("gb", "ships cargo", lang="en-GB"),
    ]

    assert ranked(documents) == ["gb"]


def test_what_is_shared_is_named_by_kind():
    one, two = a_document("one", "ships carry cargo", tags="NATO"), a_document("two", "ships carry cargo", tags="NATO")
    likeness = Likeness([one, two, a_document("three", "roses")])

    assert {(shared.kind, shared.name) for shared in likeness.shared(one, two)} >= {
        ("tag", "NATO"),
        ("word", "ship"),
        ("pair", "carry cargo"),
    }
    assert likeness.shared(one, a_document("x", "ships", lang="de")) == ()


WORDS = st.lists(
    st.sampled_from(["ships", "cargo", "straits", "law", "roses", "garden", "spring", "tolls", "NATO", "harbour"]),
    max_size=12,
).map(" ".join)
DOCUMENTS = st.lists(
    st.builds(a_document, st.text("abcdefgh", min_size=1, max_size=3), WORDS, title=WORDS, tags=st.sampled_from(["", "p", "p,q"]), day=st.sampled_from([None, 1.0, 2.0, 300.0])),
    min_size=1, max_size=12, unique_by=lambda one: one.key,
)  # fmt: skip


@given(DOCUMENTS, st.randoms(use_true_random=False), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_never_itself_never_by_order_and_a_short_list_begins_a_long_one(documents, order, limit):
    shuffled = order.sample(documents, len(documents))
    one, other = Likeness(documents), Likeness(shuffled)
    for document in documents:
        matches = one.ranked(document)
        assert matches == other.ranked(document)
        assert document.key not in [match.key for match in matches]
        assert one.ranked(document, limit) == matches[:limit]


LISTS = st.dictionaries(
    st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), unique=True, max_size=6), max_size=7
)


@given(LISTS, st.integers(1, 4))
def test_a_rescue_makes_no_new_orphan_and_loses_nobody_s_place_twice(lists, slot):
    lists = {key: [item for item in items if item in lists and item != key] for key, items in lists.items()}
    before = {item for items in lists.values() for item in items[:slot]}

    made = rescued(lists, slot)

    after = {item for items in made.values() for item in items[:slot]}
    assert before <= after
    assert set(made) == set(lists)
    for key, items in made.items():
        assert key not in items
        assert len(items) == len(set(items))
        assert set(lists[key]) <= set(items)


def test_an_unknown_document_is_ranked_as_one_of_the_archive_would_be():
    documents = [
        a_document(f"{n}", f"ships {word} cargo", title=f"{word} tolls")
        for n, word in enumerate(["law", "roses", "law", "straits"])
    ]
    likeness = Likeness(documents)

    assert [one.key for one in likeness.ranked(a_document("new", "ships and law", title="law"))][:2] == [("0",), ("2",)]
    assert likeness.ranked(a_document("new", "")) == ()


def test_odd_documents_have_lists_of_their_own():
    """Nothing but a key, the same text twice, no day, a lone surrogate, one document alone."""
    odd = [
        a_document("a"),
        a_document("b", "same words"),
        a_document("c", "same words", day=None),
        a_document("d", "\ud800 words", title=":"),
    ]

    assert Likeness(odd).ranked(odd[0]) == ()
    assert [one.key for one in Likeness(odd).ranked(odd[1])] == [("d",), ("c",)]
    assert dict(Likeness(odd[:1]).ranked_all(5)) == {("a",): ()}
    assert dict(Likeness([]).ranked_all(5)) == {}


@pytest.fixture
def processes(monkeypatch):
    def use(count: int) -> None:
        monkeypatch.setattr(cores, "count", lambda count=count: count)
        monkeypatch.setattr(cores.threading, "active_count", lambda: 1)

    return use


def test_one_process_and_three_make_the_same_lists(processes):
    chance = random.Random(11)  # noqa: S311
    words = [f"w{n}" for n in range(400)]
    documents = [
        a_document(
            f"{n:04}", " ".join(chance.choices(words, k=30)), title=" ".join(chance.choices(words, k=4)), day=n / 3
        )
        for n in range(700)
    ]

    processes(1)
    alone = dict(Likeness(documents).ranked_all(10))
    processes(3)

    assert dict(Likeness(documents).ranked_all(10)) == alone


SCRIPT = """
import json, random
from pelican.plugins.related.document import Document
from pelican.plugins.related.likeness import Likeness
chance = random.Random(3)
words = [f"word{n}" for n in range(200)]
documents = [Document((str(n),), text=" ".join(chance.choices(words, k=60)), day=float(n)) for n in range(60)]
likeness = Likeness(documents)
print(json.dumps([[list(match.key), match.score] for one in documents for match in likeness.ranked(one, 5)]))
"""


def test_lists_are_the_same_under_every_hash_seed():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }

    assert len(outputs) == 1


def test_one_more_story_changes_few_lists():
    chance = random.Random(5)  # noqa: S311
    words = [f"w{n}" for n in range(300)]
    weights = [1 / (rank + 1) for rank in range(len(words))]  # as in any language
    documents = [
        a_document(f"{n:03}", " ".join(chance.choices(words, weights, k=80)), day=float(n)) for n in range(120)
    ]
    before, after = Likeness(documents[:-1]), Likeness(documents)

    def keys(likeness: Likeness, one: Document) -> list[tuple[str, ...]]:
        return [match.key for match in likeness.ranked(one, 4)]

    changed = sum(keys(before, one) != keys(after, one) for one in documents[:-1])

    assert changed < len(documents) / 3
