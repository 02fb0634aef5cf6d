"""A file of the cache that was altered is as if it were not there."""

import pytest
from pelican.plugins.newsroom import sealed_files

VALUES = ("tides", [1, 2.5, None, b"\n\n"], {"a": (True,)})


def test_what_was_kept_is_read(tmp_path):
    file = tmp_path / "deep" / "kept"

    sealed_files.write(file, "tides 1", VALUES)

    assert sealed_files.read(file, "tides 1") == VALUES


def test_a_file_that_is_not_there_holds_nothing(tmp_path):
    assert sealed_files.read(tmp_path / "kept", "tides 1") is None


def test_another_form_is_not_read(tmp_path):
    sealed_files.write(tmp_path / "kept", "tides 1", VALUES)

    assert sealed_files.read(tmp_path / "kept", "tides 2") is None


def test_no_altered_byte_is_believed(tmp_path):
    file = tmp_path / "kept"
    sealed_files.write(file, "tides 1", VALUES)
    whole = file.read_bytes()

    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert sealed_files.read(file, "tides 1") is None
        file.write_bytes(whole[:at])
        assert sealed_files.read(file, "tides 1") is None


def test_nothing_fails_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").write_text("no folder")

    sealed_files.write(tmp_path / "file" / "kept", "tides 1", VALUES)

    assert sealed_files.read(tmp_path / "file" / "kept", "tides 1") is None
    assert (tmp_path / "file").read_text() == "no folder"


def test_what_is_no_plain_value_is_refused(tmp_path):
    with pytest.raises(ValueError, match="unmarshallable"):
        sealed_files.write(tmp_path / "kept", "tides 1", object())


def test_values_of_any_length_are_kept_whole(tmp_path):
    values = [bytes([number % 251]) * 70_000 for number in range(40)]

    sealed_files.write(tmp_path / "kept", "tides 1", values)

    assert sealed_files.read(tmp_path / "kept", "tides 1") == values
