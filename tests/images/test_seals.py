"""A made picture is believed as long as it is what was put there."""

import os

import pytest
from pelican.plugins.images.seals import Seals

NAME = "dot-360.webp"


@pytest.fixture
def folder(tmp_path):
    seals = Seals(tmp_path / "images")
    seals.put(NAME, b"a picture")
    seals.save()
    return tmp_path / "images"


def cut(file):
    file.write_bytes(file.read_bytes()[:-1])


def bend(file):
    times = file.stat()
    file.write_bytes(b"a pictore")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def forget(file):
    (file.parent / "seals.bin").unlink()


def tamper(file):
    seals = file.parent / "seals.bin"
    seals.write_bytes(seals.read_bytes()[:-1])


def test_what_was_put_there_is_held(folder):
    assert Seals(folder).hold(NAME)
    assert not Seals(folder).hold("another.webp")


@pytest.mark.parametrize("fate", [cut, bend, forget, tamper, os.unlink], ids=lambda fate: fate.__name__)
def test_what_became_another_is_not(folder, fate):
    fate(folder / NAME)

    assert not Seals(folder).hold(NAME)


def test_a_copy_of_the_same_bytes_is_held_and_its_stamp_known_from_then_on(folder):
    (folder / NAME).rename(folder / "old")
    (folder / NAME).write_bytes(b"a picture")
    seals, before = Seals(folder), (folder / "seals.bin").read_bytes()

    assert seals.hold(NAME)
    seals.save()
    assert (folder / "seals.bin").read_bytes() != before
    assert Seals(folder).hold(NAME)


def test_seals_of_files_that_are_gone_are_dropped(folder):
    (folder / NAME).unlink()
    seals = Seals(folder)
    seals.put("another.webp", b"another")
    seals.save()

    assert NAME.encode() not in (folder / "seals.bin").read_bytes()
    assert Seals(folder).hold("another.webp")
