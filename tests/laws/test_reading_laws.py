"""Laws of reading: whatever stands in a file, it becomes a story or problems, and never an exception."""

import marshal
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.dates import DateFault, moment_of
from pelican.plugins.newsroom.dialects import read_manuscript
from pelican.plugins.newsroom.heads import head_of
from pelican.plugins.newsroom.keys import KEYS
from pelican.plugins.newsroom.pack import Pack, packed
from pelican.plugins.newsroom.reading import read_story
from pelican.plugins.newsroom.record import READING_STORY, record_of, told_by
from pelican.plugins.newsroom.records import details_of
from pelican.plugins.newsroom.registry import Registries, Registry, Topic
from pelican.plugins.newsroom.resting import Names, Waking, at_rest
from pelican.plugins.newsroom.site import Site
from pelican.plugins.newsroom.slug import fold, is_slug, slug_of
from pelican.plugins.newsroom.visible_text import visible_text
from pelican.plugins.newsroom.yaml_text import YamlFault, read_yaml

from tests.effort import growth

PATTERNS = {
    f"{kind}_{lang}{what}": "{slug}/"
    for kind in ("ARTICLE", "PAGE", "DRAFT", "DRAFT_PAGE")
    for lang in ("", "LANG_")
    for what in ("URL", "SAVE_AS")
}
SITE = Site(
    root=Path("/site"), content=Path("/site/content"), now=datetime(2026, 11, 23, tzinfo=UTC), patterns=PATTERNS
)
NAMES = st.text(min_size=1, max_size=30)
CHUNKS = st.sampled_from(
    ["---\n", "+++\n", ": ", "- ", "\n", "  ", "\t", "title", "date", "tags", "sources", "[", "]", "{", "}", "'", '"', "#", "&a ", "*a", "!!", "|", ">-",
     "2026-01-01", "\ufeff", "\u00a0", "\x00", "no", "status: draft\n", "a, b", "\r\n", "<script>", "../", "https://x.example", "= ", "image: "]
)  # fmt: skip
MESS = st.lists(CHUNKS | st.text(max_size=6), max_size=40).map("".join)


def read(text: str):
    return read_story(read_manuscript(text), "content/a.md", "a.md", "article", SITE, Registries())


@settings(max_examples=400)
@given(MESS)
@example("---\n? a\n: b\n---\n")
@example("---\ntitle: a\ndate: 2024-05-06\n\u2028x\n---\n")
@example("---\ntitle: a\nx\x85y\n---\n")
@example("---\n&a [*a]\n---\n")
@example("---\ntitle: *nothing\n---\n")
@example("---\n- - - - - - - - - - - - - - - -\n---\n")
def test_any_text_becomes_a_story_or_problems(text):
    reading = read(text)

    assert reading.story is not None or reading.problems
    assert all(one.line >= 0 and one.message and one.remedy for one in reading.problems)


@pytest.mark.parametrize("names", [None, Names()], ids=["alone", "among others"])
@settings(max_examples=200)
@given(text=MESS)
@example(text="Title: T\nDate: 2026-01-01\nTags: a, b\n\nSee [x]({filename}y.md).")
@example(text="Title: T\nDate: 2026-01-01\nTags: a, b\nAuthors: a; b\n\nSee [x]({filename}y.md).")
def test_a_reading_survives_being_kept(text, names):
    """What a record gives back is what was read, whatever it was; among others it shares its names with theirs."""
    fresh = read(text)
    record = record_of(fresh, "0/0/0/0", "")
    given = told_by(record.reading)
    resting = at_rest(given, given[READING_STORY], SITE.zone, names)
    listed, resting = marshal.loads(marshal.dumps((names and names.listed, resting)))  # noqa: S302 (our own)
    kept = Waking(SITE.zone, listed).reading(resting, partial(getattr, record), lambda: details_of(record.details), "")

    assert kept == fresh
    assert kept.story is None or dict(kept.story.extra) == dict(fresh.story.extra)


@settings(max_examples=100)
@given(st.lists(MESS, max_size=4))
@example(["Title: T\nDate: 2026-01-01\nDraft: true\nSource: G\nSource-URL: https://g.example/a\n\nText."] * 3)
@example([
    "Title: T\nDate: 2026-01-01 09:30\nTags: a, b\nDraft: true\nSource: G\nSource-URL: https://g.example/a\n\nSee [x]({filename}y.md).",
    "no story", "Title: U\nDate: 2026-02-01\nDraft: yes\nTags: b\nOwn: 1\n\nText.", "Title: V\nDate: 2026-02-01\n\nText.",
])  # fmt: skip
def test_readings_survive_being_packed_into_columns(texts):
    fresh, names, rows, records = {}, Names(), {}, {}
    for number, text in enumerate(texts):
        path = f"content/{number}.md"
        fresh[path] = read_story(read_manuscript(text), path, f"{number}.md", "article", SITE, Registries())
        records[path] = record = record_of(fresh[path], "0/0/0/0", "")
        given = told_by(record.reading)
        rows[path] = ((1, 2, 3, number), f"digest {number}", at_rest(given, given[1], SITE.zone, names))

    pack = Pack(marshal.loads(marshal.dumps(packed(rows, names))))  # noqa: S302 (our own)
    made = pack.made(
        SITE.zone, lambda path, _, name: getattr(records[path], name), lambda path, _: details_of(records[path].details), "of {}".format
    )  # fmt: skip

    assert dict(zip(pack.paths, made, strict=True)) == fresh
    for number, kept in enumerate(made):
        one = fresh[kept.path]
        assert [problem.fix for problem in kept.problems] == [problem.fix for problem in one.problems]
        assert (kept.head, kept.story and kept.story.edition) == (pack_head(one), one.story and f"of digest {number}")
        assert kept.story is None or dict(kept.story.extra) == dict(one.story.extra)
        assert kept.story is None or (kept.story.body, kept.story.text) == (one.story.body, one.story.text)


def pack_head(reading):
    return head_of(reading.story) if reading.story else ""


def test_the_pack_stands_for_files_as_they_were():
    pack = Pack(
        (
            [],
            ("a", "b", "c", "d"),
            ((1, 2, 3, 4), (1, 2, 3, 5), None, (1, 2, 3, 6)),
            ("",) * 4,
            (0, []),
            (True, False),
            (0, []),
        )
    )
    files = {"a": "/a", "b": "/b", "c": "/c"}

    assert pack.standing(files, {"a": (1, 2, 3, 4)}, {"/b": (9, 2, 3, 5)}.get) == {"a"}
    assert pack.standing(files, {}, lambda _: (1, 2, 3, 5)) == {"b"}


@settings(max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        st.recursive(
            st.text(max_size=12),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
            ),
            max_leaves=6,
        ),
        max_size=6,
    )
)
def test_any_value_of_any_key_is_read_or_refused(data):
    import json

    text = "---\n" + "\n".join(f"{key}: {json.dumps(value)}" for key, value in data.items()) + "\n---\nText."
    reading = read(text)

    assert reading.story is not None or any(one.is_error for one in reading.problems)


@given(st.text("aZ0 -", max_size=260))
def test_a_plain_name_becomes_the_slug_that_a_careful_look_at_it_gives(name):
    """A sign that no address holds has the name looked at with care; without it, the same comes out at once."""
    assert slug_of(name) == slug_of(f"{name}\u00b7") == slug_of(f"\u00b7 {name}")


@given(st.text(max_size=60))
@example("0._0")
def test_a_slug_of_a_slug_is_itself(name):
    slug = slug_of(name)

    assert slug_of(slug) == slug
    assert not slug or is_slug(slug)


@given(NAMES, NAMES)
def test_an_alias_and_its_topic_file_alike(name, alias):
    topic = Topic("topic", name, aliases=(alias,))
    registry = Registry([topic], exists=True)

    assert registry.find(name) == registry.find(alias) == topic
    assert (
        registry.find(alias.upper()) in (topic, None)
        if fold(alias.upper()) != fold(alias)
        else registry.find(alias.upper()) == topic
    )


@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2099, 1, 1)), st.integers(-12, 14))
def test_a_moment_survives_being_written(moment, hours):
    written = f"{moment:%Y-%m-%d %H:%M:%S} {hours:+03}00"

    assert moment_of(written, UTC) == datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M:%S}{hours:+03}:00")


@given(st.text(max_size=40))
def test_a_date_is_read_or_refused_with_a_remedy(text):
    try:
        found = moment_of(text, UTC).isoformat()
    except DateFault as fault:
        found = fault.remedy

    assert found


@given(MESS)
def test_yaml_is_read_or_refused_with_a_line(text):
    try:
        lines = read_yaml(text).lines
    except YamlFault as fault:
        lines = (fault.line,)

    assert all(line >= 1 for line in lines)


@given(st.text(max_size=200))
def test_visible_text_has_no_blank_ends_and_no_tags_of_html(text):
    seen = visible_text(text + "\n<b>bold</b>")

    assert seen == seen.strip() or not seen.strip()
    assert "<b>" not in seen


def test_a_billion_laughs_are_refused():
    lines = ['a0: &a0 ["lol", "lol"]'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    reading = read("---\n" + "\n".join(lines) + "\n---\n")

    assert reading.story is None
    assert [one.rule for one in reading.problems] == ["E19"]


def test_a_header_nested_without_end_is_refused():
    for nest in ("[" * 100_000, "- " * 50_000, "{a: " * 50_000):
        reading = read(f"---\ntitle: {nest}\n---\n")

        assert reading.story is None
        assert any(one.is_error for one in reading.problems)


@pytest.mark.parametrize(
    "piece", ["<!--", "<h1>", "# #", "[\\\\", "[a](", "![", "<a ", "1,", "<!-- newsroom: ignore W07 ", "`a``b"]
)
def test_a_line_that_never_ends_costs_no_more_than_its_length(piece):
    """Each is tried at two lengths: four times the text may not cost sixteen times as much."""
    assert growth(lambda count: read(f"Title: T\nDate: 2026-01-01\n\n{piece * count}\n"), 2000) < 10
