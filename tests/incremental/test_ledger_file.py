"""The file of a ledger: read back as it was written, or not at all."""

import errno
import json
import sys

import pytest
from pelican.plugins.incremental import layers
from pelican.plugins.incremental.layers import CHANGES
from pelican.plugins.incremental.ledger_file import Entry, Pages, name_of, read, write
from pelican.plugins.newsroom.seals import seal_of

PAGES = Pages(
    {"a.html": Entry("d" * 32, (1, 2, 3, 4), "d" * 32, ("t", [1, None, {"x": 2.5}])), "ä/\udcff": Entry("", (0, 0, 0, 0), "")},
    {"links": {"a": [1]}},
)  # fmt: skip


def test_it_is_read_back_as_it_was_written(tmp_path):
    write(tmp_path / "ledger", PAGES)

    assert read(tmp_path / "ledger") == PAGES
    assert read(tmp_path / "ledger", traces=False).entries["a.html"] == Entry("d" * 32, (1, 2, 3, 4), "d" * 32)


@pytest.mark.parametrize(
    "bend", [lambda data, n: data[:n], lambda data, n: data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :]]
)
def test_a_byte_that_is_missing_or_altered_makes_it_none(tmp_path, bend):
    file = tmp_path / "ledger"
    write(file, PAGES)
    data = file.read_bytes()
    for n in range(len(data)):
        file.write_bytes(bend(data, n))

        assert read(file) is None, n


def test_another_version_of_python_makes_it_none(tmp_path, monkeypatch):
    write(tmp_path / "ledger", PAGES)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))

    assert read(tmp_path / "ledger") is None


def test_what_is_no_plain_value_is_our_fault(tmp_path):
    with pytest.raises(ValueError, match="unmarshallable"):
        write(tmp_path / "ledger", Pages({"a": Entry("d", (1, 2, 3, 4), "d", object())}))


def test_sealed_rubbish_is_none(tmp_path):
    """What somebody wrote by hand, seals and all."""
    file = tmp_path / "ledger"
    write(file, PAGES)
    title = file.read_bytes().partition(b"\n")[0]
    for contents in (b"[]", b"7", b'["", "", [1, 2], [3, 4], [5, 6]]', json.dumps(["", "", *[["x", ""]] * 3]).encode()):
        file.write_bytes(title + b"\n" + seal_of(contents).hex().encode() + b" " + contents + b"\n")

        assert read(file) is None


def test_no_two_ledgers_have_one_name_though_they_say_the_same(tmp_path):
    write(tmp_path / "ledger", PAGES)
    names = [name_of(tmp_path / "ledger")]
    write(tmp_path / "ledger", PAGES)
    names.append(name_of(tmp_path / "ledger"))
    for n in range(2):
        write(tmp_path / "ledger", Pages(PAGES.entries, {"links": n}, read(tmp_path / "ledger").whole))
        names.append(name_of(tmp_path / "ledger"))

    assert len(set(names)) == 4


# --- What has changed since it was written -------------------------------------------------------------------------------

MANY = Pages(
    {f"{n}.html": Entry(f"{n:032}", (1, 2, 3, n), f"{n:032}", ("copy", n) if n % 7 == 0 else None) for n in range(200)},
    {"pages": {"rows": [("way", b"\x00" * 40, n) for n in range(200)], "guard": {"a": b"1", "b": b"2"}}, "made": {}},
)


def changed(n):
    """A page of many is another one, one has come and one has gone; so have a row and a name."""
    entries = {
        **MANY.entries, "3.html": Entry("x", (9, 9, 9, n), "x", ("t",)), "new.html": Entry("n", (1, 1, 1, 1), "")
    }  # fmt: skip
    del entries["5.html"]
    rows = [*MANY.facts["pages"]["rows"], ("new", b"", n)]
    rows[7] = ("other", b"", n)
    return entries, {"pages": {"rows": rows, "guard": {"a": b"1", "c": b"3"}}, "made": {}}


@pytest.fixture
def lying_there(tmp_path):
    """A whole file and the changes since."""
    write(tmp_path / "ledger", MANY)
    whole = (tmp_path / "ledger").read_bytes()
    for n in range(3):
        write(tmp_path / "ledger", Pages(*changed(n), read(tmp_path / "ledger").whole))

    assert (tmp_path / "ledger").read_bytes() == whole, "what is large was not written again"
    return tmp_path / "ledger", tmp_path / f"ledger{CHANGES}"


def test_what_changed_is_written_beside_the_whole_and_read_with_it(lying_there):
    file, since = lying_there

    assert since.stat().st_size * 8 < file.stat().st_size
    assert read(file) == Pages(*changed(2))
    assert read(file, traces=False).entries == {name: one._replace(trace=None) for name, one in changed(2)[0].items()}


def test_where_nothing_changed_that_is_told_too(lying_there):
    file, _ = lying_there
    write(file, Pages(MANY.entries, MANY.facts, read(file).whole))

    assert read(file) == MANY


@pytest.mark.parametrize(
    "bend", [lambda data, n: data[:n], lambda data, n: data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :]]
)
def test_changes_of_which_a_byte_is_missing_or_altered_are_none_and_the_whole_holds(lying_there, bend):
    file, since = lying_there
    data = since.read_bytes()
    for n in range(data.index(b"\n") + 1, len(data)):
        if n >= data.index(b"[") + 36 or n < data.index(b"[") + 2:  # what they are called themselves is any word
            since.write_bytes(bend(data, n))

            assert read(file) == MANY, n


def test_changes_of_another_whole_are_none(lying_there):
    file, since = lying_there
    kept = since.read_bytes()
    write(file, MANY)

    assert not since.exists(), "what is written whole has no changes"
    since.write_bytes(kept)
    assert read(file) == MANY


def test_much_that_changed_is_written_as_a_whole(lying_there):
    file, since = lying_there
    entries, facts = changed(5)
    entries |= {f"{n}.html": Entry(f"y{n:031}", (1, 1, 1, n), f"y{n:031}") for n in range(100)}
    write(file, Pages(entries, facts, read(file).whole))

    assert not since.exists()
    assert read(file) == Pages(entries, facts)


@pytest.mark.parametrize("whole", ["gone", "another"])
def test_a_whole_that_went_meanwhile_is_written_again(lying_there, whole):
    file, since = lying_there
    known = read(file).whole
    file.unlink()
    if whole == "another":
        write(file, PAGES)
    write(file, Pages(*changed(1), known))

    assert read(file) == Pages(*changed(1))
    assert not since.exists()


def test_a_disk_that_takes_no_changes_keeps_those_that_were_there(lying_there, monkeypatch):
    file, _ = lying_there
    whole = read(file).whole

    def full(*_given, **_how):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(layers, "put", full)
    with pytest.raises(OSError, match="no space"):
        write(file, Pages(*changed(7), whole))

    assert read(file) == Pages(*changed(2))
