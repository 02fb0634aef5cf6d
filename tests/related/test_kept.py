"""Analyses between runs: a file that saves time, and that nothing depends on."""

import random
import sqlite3
from pathlib import Path

import pytest
from pelican.plugins.related import analyses
from pelican.plugins.related.document import Document, Label, digest_of
from pelican.plugins.related.kept import Kept
from pelican.plugins.related.likeness import Likeness


def documents(count: int = 40) -> list[Document]:
    chance = random.Random(7)  # noqa: S311
    words = [f"word{n}" for n in range(120)]
    return [
        Document((f"{n:02}",), title=" ".join(chance.choices(words, k=4)), text=" ".join(chance.choices(words, k=40)), tags=(Label("nato", "NATO"),) * (n % 2), day=float(n))
        for n in range(count)
    ]  # fmt: skip


@pytest.fixture
def taken_apart(monkeypatch) -> list[str]:
    """The keys of the documents that were analysed."""
    found: list[str] = []
    all_analysed = analyses.all_analysed

    def noted(some: list[Document]):
        found.extend(document.key[0] for document in some)
        return all_analysed(some)

    monkeypatch.setattr(analyses, "all_analysed", noted)
    return found


def lists(archive: list[Document], folder: Path | None = None) -> dict:
    return dict(Likeness(archive, keeper=Kept(folder) if folder else None).ranked_all(5))


def test_what_was_kept_is_not_taken_apart_again(tmp_path, taken_apart):
    expected = lists(documents())
    taken_apart.clear()

    assert lists(documents(), tmp_path) == expected
    assert len(taken_apart) == 40
    assert lists(documents(), tmp_path) == expected
    assert len(taken_apart) == 40


def test_one_changed_text_is_one_analysis(tmp_path, taken_apart):
    lists(documents(), tmp_path)
    taken_apart.clear()
    archive = documents()
    archive[3] = Document(archive[3].key, title="Ships", text="Ships carry cargo.", day=3.0)

    assert lists(archive, tmp_path) == lists(archive)
    assert taken_apart[0] == "03"
    assert len(taken_apart) == 1 + len(archive)


def test_another_day_or_slug_is_no_change_of_words():
    one = Document(("a",), title="Ships", text="Ships carry cargo.", tags=(Label("sea", "Sea"),), day=1.0)

    assert digest_of(one) == digest_of(
        Document(("b",), title="Ships", text="Ships carry cargo.", tags=(Label("sea", "Sea"),), day=9.0)
    )
    assert digest_of(one) != digest_of(Document(("a",), title="Ships", text="Ships carry cargo.", day=1.0))
    assert digest_of(one) != digest_of(
        Document(("a",), text="Ships\nShips carry cargo.", tags=(Label("sea", "Sea"),), day=1.0)
    )


def file_in(folder: Path) -> Path:
    [file] = folder.glob("analyses-*.sqlite")
    return file


def swap_two(file: Path) -> None:
    """Each row is ours, and none stands where it belongs."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT digest, terms, title, seal FROM analyses ORDER BY digest").fetchall()
        for (digest, *_), (_, *facts) in zip(rows, [*rows[1:], rows[0]], strict=True):
            connection.execute("UPDATE analyses SET terms = ?, title = ?, seal = ? WHERE digest = ?", (*facts, digest))


def change_a_bit(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        digest, terms = connection.execute("SELECT digest, terms FROM analyses ORDER BY digest").fetchone()
        connection.execute(
            "UPDATE analyses SET terms = ? WHERE digest = ?", (bytes([terms[0] ^ 1]) + terms[1:], digest)
        )


def put_text_in(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE analyses SET terms = 'words', seal = 7")


def another_table(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE analyses (name TEXT)")


DAMAGE = {
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "empty": lambda file: file.write_bytes(b""),
    "foreign": lambda file: file.write_bytes(b"no database " * 500),
    "rows swapped": swap_two,
    "a bit changed": change_a_bit,
    "text for numbers": put_text_in,
    "another table": another_table,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path, damage):
    lists(documents(), tmp_path)
    damage(file_in(tmp_path))

    assert lists(documents(), tmp_path) == lists(documents())
    assert lists(documents(), tmp_path) == lists(documents())


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    assert lists(documents(), tmp_path / "file") == lists(documents())


def test_what_nobody_asks_for_any_more_goes(tmp_path):
    for round_ in range(3):
        many = [Document((str(n),), text=f"words {round_} and {n}") for n in range(700)]
        keeper = Kept(tmp_path)
        digests = [digest_of(one) for one in many]
        keeper.found(digests)
        keeper.keep(digests, analyses.analyses_of(many))

    with sqlite3.connect(file_in(tmp_path)) as connection:
        assert connection.execute("SELECT count(*) FROM analyses").fetchone()[0] == 700


def test_files_of_older_code_go(tmp_path):
    for name in "abc":
        (tmp_path / f"analyses-{name}.sqlite").write_text(name, encoding="utf-8")
    lists(documents(), tmp_path)

    assert len(list(tmp_path.glob("analyses-*.sqlite"))) == 2
