"""What a build has looked at is kept in a large file and a small one; what is not as it was written is as if it were not there."""

import pytest
from pelican.plugins.incremental.inputs import Inputs, read, write
from pelican.plugins.incremental.layers import changes_of

FILES = {f"content/{n}.md": (n, 1, 2, 3, f"{n:032}") for n in range(200)}
CHANGED = {**FILES, "content/3.md": (7, 7, 7, 7, "x" * 32), "content/way.md": None}
del CHANGED["content/9.md"]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "ledger.inputs"


def test_a_few_that_changed_are_written_beside_all_and_read_with_them(file):
    names = [write(file, FILES, Inputs())]
    large = file.read_bytes()
    for files in (CHANGED, FILES, CHANGED):
        names.append(write(file, files, read(file)))

        assert (read(file).files, read(file).name) == (files, names[-1])
    assert file.read_bytes() == large
    assert changes_of(file).stat().st_size * 8 < len(large)
    assert len(set(names)) == 4, "each time another name, also of the same files"


def test_what_is_the_same_is_the_same_object(file):
    write(file, FILES, Inputs())
    write(file, CHANGED, read(file))
    found = read(file)

    assert found.whole is not None
    assert found.files["content/1.md"] is found.whole[0]["content/1.md"]


def test_many_that_changed_are_written_with_all(file):
    write(file, FILES, Inputs())
    write(file, CHANGED, read(file))
    others = {path: (9, 9, 9, n, f"{n:032}") for n, path in enumerate(FILES)}
    name = write(file, others, read(file))

    assert not changes_of(file).exists()
    assert (read(file).files, read(file).name) == (others, name)


@pytest.mark.parametrize(
    "bend", [lambda data, n: data[:n], lambda data, n: data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :]]
)
def test_of_bent_files_nothing_is_believed_and_no_name_is_theirs(file, bend):
    write(file, FILES, Inputs())
    name = write(file, CHANGED, read(file))
    small, large = changes_of(file).read_bytes(), file.read_bytes()
    for n in range(len(small)):
        changes_of(file).write_bytes(bend(small, n))

        assert read(file).files == FILES, n
        assert read(file).name != name, n
    for n in range(0, len(large), 97):
        file.write_bytes(bend(large, n))

        assert read(file) == Inputs(), n


def test_without_the_small_file_it_is_the_large_one(file):
    first = write(file, FILES, Inputs())
    write(file, CHANGED, read(file))
    changes_of(file).unlink()

    assert (read(file).files, read(file).name) == (FILES, first)


def test_the_small_file_of_another_is_none(file):
    write(file, FILES, Inputs())
    write(file, CHANGED, read(file))
    small = changes_of(file).read_bytes()
    name = write(file, FILES, Inputs())
    changes_of(file).write_bytes(small)

    assert (read(file).files, read(file).name) == (FILES, name)


def test_a_large_file_that_is_gone_is_written_again(file):
    write(file, FILES, Inputs())
    last = read(file)
    file.unlink()
    write(file, CHANGED, last)

    assert read(file).files == CHANGED
    assert not changes_of(file).exists()
