"""What a build keeps of the HTML of its stories: the same HTML, whatever happened to text, settings or cache meanwhile."""

import contextlib
import multiprocessing
import sqlite3
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Extension
from pelican.plugins.newsroom import conversions, cores
from pelican.plugins.newsroom.conversion import Converter
from pelican.plugins.newsroom.conversions import HeldDigests, converted
from pelican.plugins.newsroom.words import words_in

OPTIONS = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.toc", "markdown.extensions.smarty"],
    "extension_configs": {"markdown.extensions.toc": {"permalink": False}},
    "output_format": "html5",
}


@dataclass(frozen=True)
class Text:
    path: str
    body: str
    summary: str
    lang: str


TIDES = Text(
    "a.md", "The moon *pulls*.\n\n## What the sea does\n\nIt answers.[^1]\n\n[^1]: Late.", "It **turns**.", "en"
)
TRAM = Text("b.md", "Eleven stops.", "", "de")


class Counting(Converter):
    """Counts how often it converts."""

    def __init__(self, options=OPTIONS) -> None:
        super().__init__(options, words_in)
        self.count = 0

    def convert(self, body, summary, lang):
        self.count += 1
        return super().convert(body, summary, lang)


def all_of(texts, folder, options=OPTIONS):
    converter = Counting(options)
    find = converted(texts, converter, folder)
    return {text.path: find(text.path) for text in texts}, converter.count


@pytest.mark.parametrize(("room", "held"), [(1_000, {"a.md", "b.md"}), (40, {"b.md"}), (0, set())])
def test_html_that_was_just_made_is_at_hand_as_far_as_there_is_room(room, held, tmp_path, monkeypatch):
    monkeypatch.setattr(conversions, "_ROOM", room)
    find = converted([TIDES, TRAM], Counting(), tmp_path, at_hand=True)
    made = {text.path: find(text.path).html for text in (TIDES, TRAM)}
    for file in tmp_path.glob("*.sqlite"):
        file.unlink()
    kept = {path: html for path in made if (html := find.kept_html(path)) is not None}

    assert kept == {path: made[path] for path in held}


def test_what_did_not_change_is_not_converted_again(tmp_path):
    first, count = all_of([TIDES, TRAM], tmp_path)
    again, none = all_of([TIDES, TRAM], tmp_path)

    assert (count, none) == (2, 0)
    assert again == first
    assert first["a.md"].contents[0]["name"] == "What the sea does"
    assert first["a.md"].summary == "<p>It <strong>turns</strong>.</p>"


@pytest.mark.parametrize(
    "changed",
    [
        Text("a.md", TIDES.body + " ", TIDES.summary, "en"),
        Text("a.md", TIDES.body, "It turns.", "en"),
        Text("a.md", TIDES.body, TIDES.summary, "de"),
    ],
    ids=["body", "summary", "language"],
)
def test_a_change_of_one_story_converts_that_story(tmp_path, changed):
    all_of([TIDES, TRAM], tmp_path)

    found, count = all_of([changed, TRAM], tmp_path)

    assert count == 1
    assert found == all_of([changed, TRAM], None)[0]


def test_html_is_had_without_its_text_as_it_was_kept_last(tmp_path):
    converter = Counting()
    kept = converted([TIDES], converter, tmp_path)
    html = kept("a.md").html
    changed = converted([replace(TIDES, body="Another.")], converter, tmp_path, later={"a.md"})

    assert kept.kept_html("a.md") == changed.kept_html("a.md") == html
    assert kept.kept_html("b.md") is None
    assert converted([TIDES], converter, None).kept_html("a.md") is None
    assert converter.count == 1


def test_other_settings_convert_everything(tmp_path):
    all_of([TIDES, TRAM], tmp_path)
    plain = {**OPTIONS, "extensions": ["markdown.extensions.extra"], "extension_configs": {}}

    found, count = all_of([TIDES, TRAM], tmp_path, plain)

    assert count == 2
    assert found == all_of([TIDES, TRAM], None, plain)[0]


def test_an_extension_that_we_do_not_know_is_asked_every_time(tmp_path):
    class Theirs(Extension):
        """It might look at a file, or at the clock."""

        def extendMarkdown(self, md) -> None:  # noqa: N802 - the name is Python-Markdown's
            """Nothing to add."""

    options = {"extensions": [Theirs()]}
    all_of([TRAM], tmp_path, options)

    assert all_of([TRAM], tmp_path, options)[1] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_was_tampered_with_or_cut_short_changes_no_page(tmp_path):
    clean, _ = all_of([TIDES, TRAM], tmp_path)
    (file,) = tmp_path.glob("conversions-*.sqlite")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE conversions SET html = '<p>forged</p>' WHERE path = 'a.md'")
    connection.close()
    assert all_of([TIDES, TRAM], tmp_path) == (clean, 1)
    assert all_of([TIDES, TRAM], tmp_path) == (clean, 1)  # now it is forgotten, and made anew
    assert all_of([TIDES, TRAM], tmp_path) == (clean, 0)

    file.write_bytes(file.read_bytes()[:1500])
    assert all_of([TIDES, TRAM], tmp_path)[0] == clean

    file.write_bytes(b"not a database")
    assert all_of([TIDES, TRAM], tmp_path)[0] == clean
    assert all_of([TIDES, TRAM], tmp_path)[0] == clean


def test_what_is_kept_is_read_when_it_is_asked_for(tmp_path, monkeypatch):
    clean, _ = all_of([TIDES, TRAM], tmp_path)
    asked = []
    opened = conversions._opened  # noqa: SLF001 (what it reads is what this test is about)
    monkeypatch.setattr(conversions, "_opened", lambda row, digest: asked.append(row[0]) or opened(row, digest))
    find = converted([TIDES, TRAM], Counting(), tmp_path)

    assert asked == []
    assert find("b.md") == clean["b.md"]
    assert asked == ["b.md"]


def test_a_forked_process_reads_what_is_kept(tmp_path, monkeypatch):
    clean, _ = all_of([TIDES, TRAM], tmp_path)
    converter = Counting()
    monkeypatch.setattr(converter, "convert", lambda *_: pytest.fail("it was kept"))
    find = converted([TIDES, TRAM], converter, tmp_path)
    find("a.md")
    with multiprocessing.get_context("fork").Pool(1, _inherit, (find,)) as pool:
        found = pool.map(_inherited, ["a.md", "b.md"] * 20)

    assert found == [clean["a.md"], clean["b.md"]] * 20
    assert find("b.md") == clean["b.md"]


_found = {}


def _inherit(find) -> None:
    _found["find"] = find


def _inherited(path):
    return _found["find"](path)


def test_a_shelf_that_another_build_holds_is_left_alone(tmp_path, monkeypatch):
    clean, _ = all_of([TIDES], tmp_path)
    (file,) = tmp_path.glob("conversions-*.sqlite")
    connect = sqlite3.connect
    monkeypatch.setattr(conversions.sqlite3, "connect", lambda file, **_: connect(file, timeout=0))
    with contextlib.closing(connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert all_of([TIDES], tmp_path) == (clean, 1)
        other.rollback()

    assert all_of([TIDES], tmp_path) == (clean, 0)


def test_a_shelf_that_cannot_be_written_is_asked_once(tmp_path, monkeypatch):
    texts = [Text(f"{n}.md", f"Number {n}.", "", "en") for n in range(5)]
    tried = []
    monkeypatch.setattr(conversions, "_BATCH", 2)
    monkeypatch.setattr(
        conversions, "keep_newest", lambda *_: tried.append(1) or (_ for _ in ()).throw(OSError("full"))
    )

    assert all_of(texts, tmp_path)[0] == all_of(texts, None)[0]
    assert tried == [1]


def test_where_nothing_can_be_kept_nothing_fails(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert all_of([TIDES], tmp_path / "file")[0] == all_of([TIDES], None)[0]


@pytest.mark.parametrize("few", [0, 200])
def test_texts_that_were_converted_are_found_by_one_or_all_at_once(tmp_path, monkeypatch, few):
    monkeypatch.setattr(conversions, "_FEW", few)
    clean, _ = all_of([TIDES, TRAM], tmp_path)

    assert all_of([TIDES, TRAM], tmp_path) == (clean, 0)
    assert all_of([replace(TIDES, body="New."), TRAM], tmp_path)[1] == 1
    assert converted([TIDES, TRAM], Counting(), tmp_path, later={"a.md", "b.md"})("b.md").html == "<p>Eleven stops.</p>"


def test_a_story_that_is_gone_is_forgotten(tmp_path):
    all_of([TIDES, TRAM], tmp_path)
    all_of([TRAM], tmp_path)

    assert all_of([TIDES, TRAM], tmp_path)[1] == 1


def test_many_are_converted_by_several_processes_with_the_same_outcome(monkeypatch):
    texts = [
        Text(f"{n}.md", f'## Part {n}\n\nA "quoted" word, {n} times.[^1]\n\n[^1]: Note.', "", "en") for n in range(60)
    ]
    alone = all_of(texts, None)[0]
    monkeypatch.setattr(cores, "FEW", 2)
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)

    assert all_of(texts, None)[0] == alone


@pytest.fixture
def many(monkeypatch):
    """Texts that several processes convert, a few at a time."""
    monkeypatch.setattr(cores, "count", lambda: 2)
    monkeypatch.setattr(cores, "FEW", 2)
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(conversions, "_BATCH", 5)
    return [Text(f"{n:02}.md", f"Number {n}.", "", "en") for n in range(60)]


@pytest.mark.parametrize("folder", [None, "kept"])
def test_they_come_in_whatever_order_they_are_asked_for(many, tmp_path, folder):
    find = converted(many, Counting(), folder and tmp_path)

    for text in (many[7], many[0], many[59], many[30], many[7]):
        assert find(text.path).html == f"<p>{text.body}</p>"


def test_nothing_is_made_before_somebody_asks_and_nobody_is_left_at_work_in_the_end(many, tmp_path):
    find = converted(many, Counting(), tmp_path)
    assert multiprocessing.active_children() == []

    find("00.md")
    assert multiprocessing.active_children()
    find.end()

    assert multiprocessing.active_children() == []
    assert all_of(many, tmp_path)[1] == 0


def test_the_last_one_lets_the_helpers_go(many, tmp_path):
    find = converted(many, Counting(), tmp_path)
    find("59.md")

    assert multiprocessing.active_children() == []


def test_a_process_forked_meanwhile_does_not_wait_for_ours(many, tmp_path):
    find = converted(many, Counting(), tmp_path)
    find("00.md")
    with multiprocessing.get_context("fork").Pool(1, _inherit, (find,)) as pool:
        found = pool.map(_inherited, ["59.md"])
    find.end()

    assert [one.html for one in found] == ["<p>Number 59.</p>"]


class Failing(Counting):
    def convert(self, body, summary, lang):
        if "41" in body:
            raise ZeroDivisionError
        return super().convert(body, summary, lang)


def test_what_an_extension_raises_is_raised_and_the_others_are_there(many, tmp_path):
    find = converted(many, Failing(), tmp_path)
    with pytest.raises(ZeroDivisionError):
        find.end()

    assert multiprocessing.active_children() == []
    assert find("40.md").html == "<p>Number 40.</p>"
    with pytest.raises(ZeroDivisionError):
        find("41.md")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=4))
def test_one_converter_gives_each_text_what_a_new_one_gives(bodies):
    """Nothing of one story stays behind for the next."""
    shared = Converter(OPTIONS, words_in)

    assert [shared.convert(one, one, "en") for one in bodies] == [
        Converter(OPTIONS, words_in).convert(one, one, "en") for one in bodies
    ]


class Digesting:
    """A converter that counts what it looks at."""

    def __init__(self, key="key"):
        self.key, self.seen = key, []

    def digest(self, body, summary, lang):
        self.seen.append(body)
        return f"{self.key}{body}{summary}{lang}"


def test_a_digest_is_made_again_for_another_text_key_or_catalogue():
    held = HeldDigests()
    other = replace(TIDES, body="Other.")

    def seen(texts, key="key", words=None):
        converter = Digesting(key)
        assert held.of(texts, converter, words or {}) == {
            one.path: f"{key}{one.body}{one.summary}{one.lang}" for one in texts
        }
        return converter.seen

    assert seen([TIDES, TRAM]) == [TIDES.body, TRAM.body]
    assert seen([TIDES, TRAM]) == []
    assert seen([other, TRAM]) == ["Other."]
    assert seen([other]) == []
    assert seen([other, TRAM]) == [TRAM.body]
    assert seen([other, TRAM], "other key") == ["Other.", TRAM.body]
    assert seen([other, TRAM], "other key", {"pl": "words"}) == ["Other.", TRAM.body]
