"""Lists that are kept are found as they were left, the weights of the first index among them, and go on from there as those in memory do."""

import numpy as np
import pytest
from pelican.plugins.related.arrays import read_arrays
from pelican.plugins.related.kept_archive import KeptArchive
from pelican.plugins.related.store import Store
from pelican.plugins.related.updates import Lists

from tests.related.test_updates import LIMIT, Desk, clean


def arrays_of(lists):
    """All numbers of all shelves, by name."""
    found = {}
    for name, shelf in lists.shelves.items():
        for number, index in enumerate(shelf.pool.indexes):
            found |= {f"{name} {number} {part}": array for part, array in index.parts().items()}
        found |= {f"{name} {part}": getattr(shelf, part) for part in ("asks", "looked", "bare", "final", "least")}
    return found


@pytest.mark.parametrize("lives_on", [True, False])
@pytest.mark.parametrize("seed", [1, 2, 5])
def test_what_is_kept_after_each_edit_is_what_there_was(tmp_path, seed, lives_on):
    desk = Desk(seed, 120)
    lists = Lists.of(desk.archive.values(), LIMIT)
    writer, others, is_silent = KeptArchive(tmp_path, "key"), set(), False
    writer.save(lists, "0")
    for number in range(1, 25):
        kind, come, gone = desk.edit()
        lists = lists.updated(come, gone).lists
        writer.save(lists, str(number))

        reader = KeptArchive(tmp_path, "key")
        found, token = reader.load(desk.archive, Store())
        then, now = arrays_of(lists), arrays_of(found)

        assert token == str(number)
        assert then.keys() == now.keys()
        assert [name for name in then if not np.array_equal(then[name], now[name])] == [], (number, kind)
        others |= {name.partition(".")[2] for name in read_arrays(tmp_path / "related-archive.bin")[1]}
        is_silent |= any((shelf.pool.indexes[0].frequency == 0).any() for shelf in found.shelves.values())
        if not lives_on:
            lists, writer = found, reader
    assert {"first.holders.data.at", "first.weights.data.is", "first.rarities.at"} <= others
    assert is_silent or seed != 2 or not lives_on, "else the law says nothing about terms that fell silent"
    assert dict(lists) == clean(desk.archive)


def test_the_first_index_stays_as_it_was_written(tmp_path):
    desk = Desk(3, 120)
    lists = Lists.of(desk.archive.values(), LIMIT)
    archive = KeptArchive(tmp_path, "key")
    archive.save(lists, "0")
    files = {one: one.read_bytes() for one in tmp_path.glob("related-base-*.bin")}
    lists = lists.updated([desk.changed("word", sorted(desk.archive)[0])], []).lists
    archive.save(lists, "1")

    assert {one: one.read_bytes() for one in tmp_path.glob("related-base-*.bin")} == files


def test_where_a_first_index_is_gone_nothing_is_kept_and_the_next_time_it_is_written_again(tmp_path):
    desk = Desk(4, 60)
    lists = Lists.of(desk.archive.values(), LIMIT)
    archive = KeptArchive(tmp_path, "key")
    archive.save(lists, "0")
    for file in tmp_path.glob("related-base-*.bin"):
        file.unlink()
    _, come, gone = desk.edit()
    lists = lists.updated(come, gone).lists

    archive.save(lists, "1")
    assert KeptArchive(tmp_path, "key").load(desk.archive, Store()) is None
    archive.save(lists, "2")
    archive.save(lists, "3")

    found, token = KeptArchive(tmp_path, "key").load(desk.archive, Store())
    assert token == "3"
    assert dict(found) == dict(lists)
