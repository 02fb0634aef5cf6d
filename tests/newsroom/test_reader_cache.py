"""Pelican's cache of texts, which the core switches off, costs nothing."""

import pytest
from pelican.plugins.newsroom.reader import use_story_readers
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG


@pytest.mark.parametrize(("is_cached", "kept"), [(False, "nothing"), (True, "text")])
def test_the_disk_is_not_asked_for_the_stamp_of_what_is_kept_nowhere(tmp_path, is_cached, kept):
    file = tmp_path / "tram.md"
    file.write_text("Title: Trams\n\nThey run.\n")
    readers = Readers({**DEFAULT_CONFIG, "CACHE_CONTENT": is_cached, "CACHE_PATH": str(tmp_path)}, "readers")
    asked = []
    readers._filestamp_func = lambda path: asked.append(path) or 1.0  # noqa: SLF001 (what Pelican asks the disk with)

    use_story_readers(readers)
    readers.cache_data(str(file), "text")

    assert readers.get_cached_data(str(file), "nothing") == kept
    assert bool(asked) is is_cached
