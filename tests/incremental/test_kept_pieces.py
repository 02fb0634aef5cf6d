"""A piece that an earlier build has made is taken where it would be made so again, and nowhere else."""

from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.incremental import kept_pieces
from plugins.incremental.handed import Giver, Taker
from plugins.incremental.kept_pieces import KeptPieces, Piece
from plugins.incremental.rows import Rows
from plugins.newsroom.fragments import Fragments
from tests.incremental.test_loops import AROUND, Site

STAMP = b"templates"


def piece(text: str = "a card", rows: tuple[int, ...] = (1, 2)) -> Piece:
    return Piece(text, False, (), array("I", rows).tobytes())


class Desk:
    """Builds one after the other, which leave their pieces in one folder."""

    def __init__(self, folder: Path) -> None:
        self._file, self._facts = folder / "pieces", None

    def build(self, gone: frozenset[int] | None = frozenset(), *, stamp: bytes = STAMP) -> KeptPieces:
        kept = self.begun()
        kept.open(stamp, gone)
        kept.take_up()
        return kept

    def begun(self) -> KeptPieces:
        return KeptPieces(self._file, self._facts)

    def close(self, kept: KeptPieces, **more: Any) -> None:
        self._facts = kept.close(**more)

    def spoil(self) -> None:
        self._file.write_bytes(self._file.read_bytes()[:-1])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One whose first build has left a piece."""
    found = Desk(tmp_path)
    first = found.build(None)
    first.add(b"card", piece())
    found.close(first)
    return found


def test_what_hangs_on_rows_that_stand_is_found(desk: Desk) -> None:
    assert desk.build(frozenset({3})).find(b"card") == piece()
    assert desk.build().find(b"another") is None


def test_what_asked_a_row_that_is_gone_is_not_found_then_nor_later(desk: Desk) -> None:
    """The number of the row may be another row's by then."""
    second = desk.build(frozenset({2}))
    assert second.find(b"card") is None
    desk.close(second)

    assert desk.build().find(b"card") is None


def test_before_rows_were_asked_nothing_is_found(desk: Desk) -> None:
    kept = desk.begun()
    kept.take_up()

    assert kept.find(b"card") is None
    kept.open(STAMP, frozenset())
    assert kept.find(b"card") == piece()


def test_what_is_in_doubt_is_not_found_while_it_is(desk: Desk) -> None:
    kept = desk.build()
    kept.open(STAMP, (), lambda rows: rows == piece().rows)
    assert kept.find(b"card") is None
    kept.open(STAMP, ())
    assert kept.find(b"card") == piece()


@pytest.mark.parametrize("gone", [None, frozenset[int]()], ids=["another table", "the same table"])
def test_nothing_is_found_under_another_stamp_or_of_another_table(desk: Desk, gone: frozenset[int] | None) -> None:
    assert desk.build(gone, stamp=STAMP if gone is None else b"others").find(b"card") is None


def test_nothing_is_found_of_a_table_that_was_numbered_anew(desk: Desk) -> None:
    desk.close(desk.build(), is_numbered_anew=True)

    assert desk.build().find(b"card") is None


def test_a_file_that_is_spoilt_or_of_another_build_is_none(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path)
    kept = other.build(None)
    kept.add(b"card", piece("another card"))
    other.close(kept)
    assert desk.build().find(b"card") is None, "the ledger knows of another file"

    other.spoil()
    assert other.build().find(b"card") is None


def test_not_more_is_kept_than_there_is_room_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pieces, "MOST", 1000)
    monkeypatch.setattr(kept_pieces, "_SOME", 0)
    kept = desk.build()
    for at in range(20):
        kept.add(f"{at}".encode(), piece("x" * 100))
    desk.close(kept)

    again = desk.build()
    assert [again.find(f"{at}".encode()) is not None for at in range(20)] == [True] * 4 + [False] * 16
    assert again.find(b"card") is None


def test_few_that_are_new_do_not_have_the_file_written_again(desk: Desk, tmp_path: Path) -> None:
    before = (tmp_path / "pieces").read_bytes()
    kept = desk.build(frozenset({9}))
    kept.add(b"one more", piece())
    desk.close(kept)

    assert (tmp_path / "pieces").read_bytes() == before
    assert desk.build().find(b"card") == piece()


#: A build: the rows that are gone, then the pieces that are made, each as its key and the rows that it asks; and whether it is the last that is told
#: of what it left.
BUILDS = st.lists(st.tuples(st.frozensets(st.integers(0, 9), max_size=6), st.dictionaries(st.integers(0, 5), st.frozensets(st.integers(0, 9)), max_size=4), st.sampled_from([0, 50])), max_size=8)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(BUILDS)
def test_a_piece_is_found_as_it_was_made_last_and_while_its_rows_stand(tmp_path_factory: pytest.TempPathFactory, builds: Any) -> None:  # fmt: skip
    desk = Desk(tmp_path_factory.mktemp("kept"))
    made: dict[int, tuple[str, frozenset[int]]] = {}
    for number, (gone, pieces, some) in enumerate(builds):
        kept = desk.build(gone)
        made = {key: (text, rows) for key, (text, rows) in made.items() if not rows & gone}
        for key in range(6):
            found = kept.find(f"{key}".encode())
            assert found is None or found.text == made[key][0]
        for key, rows in pieces.items():
            if kept.find(f"{key}".encode()) is None:
                made[key] = (f"{key} by {number}", rows)
                kept.add(f"{key}".encode(), piece(made[key][0], tuple(rows)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kept_pieces, "_SOME", some)
            desk.close(kept)


# --- Pages of two builds ---------------------------------------------------------------------------------------------------------


class TwoBuilds:
    """A page in one build, and what the next makes of it. `rows` is the ledger's table."""

    def __init__(self, folder: Path) -> None:
        self.desk, self.rows = Desk(folder), Rows()

    def first(self, text: str, **facts: Any) -> str:
        site, kept = Site(), self.desk.build(None)
        site.recorder.keeper.kept = kept
        made = _page(site, text, **facts)
        given = Giver(site.recorder.told).give(1, [], (), "", b"", site.recorder.keeper.made())
        taker = Taker(self.rows, 0)
        taker.take(given)
        for key, one in taker.pieces(given):
            kept.add(key, one)
        self.rows.plain()
        self.desk.close(kept)
        return made[0]

    def second(self, text: str, gone: tuple[int, ...] = (), **facts: Any) -> tuple[str, set[str]]:
        """What the page is, and what the ledger hears that it asked by the pieces it took."""
        site = Site()
        site.recorder.keeper.kept = self.desk.build(frozenset(gone))
        made, taken = _page(site, text, **facts)
        return made, {repr(self.rows.question(one)) for rows in taken for one in array("I", rows)}

    def numbers(self, path: str) -> tuple[int, ...]:
        return tuple(at for at in range(64 * len(self.rows.blocks)) if _asks(self.rows, at, path))


def _asks(rows: Rows, at: int, path: str) -> bool:
    try:
        return path in repr(rows.question(at))
    except LookupError:
        return False


def _page(site: Site, text: str, *, at: str = "", **facts: Any) -> tuple[str, list[bytes]]:
    from plugins.incremental.notes import Notes

    fragments = Fragments()
    fragments.listener = site.recorder
    given = {"SITEURL": at, "articles": site.articles, **facts}
    notes = Notes(given, {**site.shared, **given}, {}, None, b"")
    with site.recorder.page(notes, at):
        template = site.environment.from_string(text, globals={"once": fragments.once})
        made = template.render({**site.shared, **given})
    return made, list(notes.taken)


LOOP = AROUND.format("<a href='{{ SITEURL }}'>{{ a.title|plain }}</a>{{ name.tags_of(a)|join }}")
ONCE = "{% for a in articles %}{% set x = 1 %}{% call once('card', a, SITEURL) %}{{ a.title|plain }}{{ SITEURL }}{% endcall %}{% endfor %}"


@pytest.mark.parametrize("text", [LOOP, ONCE], ids=["loop", "once"])
def test_the_next_build_takes_what_stands(calls: Any, tmp_path: Path, text: str) -> None:
    builds = TwoBuilds(tmp_path)
    first = builds.first(text)
    calls.clear()

    made, asked = builds.second(text)

    assert made == first
    assert not calls, "nothing was made"
    assert {path for path in ("tram", "port", "fish") if any(f"{path}.md" in one for one in asked)} == {"tram", "port", "fish"}  # fmt: skip


@pytest.mark.parametrize("text", [LOOP, ONCE], ids=["loop", "once"])
def test_what_a_story_says_otherwise_is_made_again(calls: Any, tmp_path: Path, text: str) -> None:
    builds = TwoBuilds(tmp_path)
    first = builds.first(text)
    gone = builds.numbers("port.md")
    calls.clear()

    made, _ = builds.second(text, gone)

    assert made == first
    assert set(calls) == {"port & co"}


@pytest.mark.parametrize("text", [LOOP, ONCE], ids=["loop", "once"])
def test_at_another_address_of_the_site_all_is_made_again(calls: Any, tmp_path: Path, text: str) -> None:
    builds = TwoBuilds(tmp_path)
    builds.first(text)
    calls.clear()

    made, _ = builds.second(text, at="..")

    assert made == _page(Site(), text, at="..")[0]
    assert len(calls) == 3


def test_a_value_beside_the_story_tells_pieces_apart(calls: Any, tmp_path: Path) -> None:
    text = AROUND.format("{{ mark }}{{ a.title|plain }}")
    builds = TwoBuilds(tmp_path)
    builds.first(text, mark="<b>")
    calls.clear()

    assert "<b>tram" in builds.second(text, mark=Markup("<b>"))[0]
    assert "&lt;b&gt;tram" in builds.second(text, mark="<b>")[0]
    assert len(calls) == 3


@pytest.mark.parametrize(
    "text",
    [
        "{% call once('head') %}{{ own|plain }}{% endcall %}",
        "{% if own %}{% call once('head') %}{{ own|plain }}{% endcall %}{% endif %}",
        "{% set x = own %}{% call once('head') %}{{ x|plain }}{% endcall %}",
        "{% set x = own %}{% macro show() %}{{ x|plain }}{% endmacro %}{% call once('head') %}{{ show() }}{% endcall %}",
        "{% for x in [own] %}{% call once('head') %}{{ x|plain }}{% endcall %}{% endfor %}",
    ],
    ids=["read by itself", "read before", "set before", "set before a macro", "in a loop"],
)
def test_a_piece_that_shows_what_the_page_alone_was_given_is_taken_where_that_says_the_same(
    calls: Any, tmp_path: Path, text: str
) -> None:
    builds = TwoBuilds(tmp_path)
    builds.first(text, own="here")
    calls.clear()

    assert builds.second(text, own="here")[0] == "here"
    assert not calls
    assert builds.second(text, own="there")[0] == "there"


@pytest.mark.parametrize(
    "text",
    [
        "{% set x = own %}{% block b %}{% call once('head') %}{{ x|plain }}{% endcall %}{% endblock %}",
        "{% set x = own %}{% macro show() %}{{ x|plain }}{% endmacro %}{% block b %}{% call once('head') %}{{ show() }}{% endcall %}{% endblock %}",
    ],
    ids=["a value", "a macro"],
)
def test_a_piece_that_looks_up_what_its_template_has_named_is_made_again(tmp_path: Path, text: str) -> None:
    builds = TwoBuilds(tmp_path)
    builds.first(text, own="here")

    assert builds.second(text, own="there")[0] == "there"


def test_a_macro_that_shows_what_it_is_handed_does_not_keep_a_piece_from_being_taken(calls: Any, tmp_path: Path) -> None:  # fmt: skip
    text = "{% macro show(a) %}{{ a|plain }}{% endmacro %}{% block b %}{% call once('head') %}{{ show(own) }}{% endcall %}{% endblock %}"
    builds = TwoBuilds(tmp_path)
    builds.first(text, own="here")
    calls.clear()

    assert builds.second(text, own="here")[0] == "here"
    assert not calls


def test_each_name_around_a_piece_counts(tmp_path: Path) -> None:
    """Also where two of them have one value."""
    text = "{% set x, y, z = a, b, c %}{% call once('head') %}{{ x }}{{ y }}{{ z|plain }}{% endcall %}"
    builds = TwoBuilds(tmp_path)
    builds.first(text, a="1", b="2", c="1")

    assert builds.second(text, a="1", b="2", c="2")[0] == "122"
    assert builds.second(text, a="2", b="1", c="1")[0] == "211"


def test_a_piece_is_told_by_the_macro_that_it_calls(tmp_path: Path) -> None:
    text = "{% macro a() %}a{% endmacro %}{% macro b() %}b{% endmacro %}{% set show = a if own else b %}{% call once('head') %}{{ show()|plain }}{% endcall %}"
    builds = TwoBuilds(tmp_path)
    builds.first(text, own=True)

    assert builds.second(text, own=False)[0] == "b"
