"""A picture is made once, whoever asked for it first."""

import pytest
from pelican.plugins.images.derivatives import set_of
from pelican.plugins.images.options import Options
from pelican.plugins.images.original import original_of
from pelican.plugins.images.shelf import Shelf
from PIL import Image


@pytest.fixture
def shelf_of(tmp_path):
    """What makes a shelf of the same folder once more, as each build does."""
    return lambda: Shelf(tmp_path / "content", tmp_path / "kept", Options())


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "content" / "quay.png"
    file.parent.mkdir()
    Image.effect_noise((420, 280), 40).save(file)
    return set_of(original_of(file, "quay.png", "abc", 1_000_000), Options(), "13")


def test_a_picture_that_a_browser_asked_for_is_there_for_the_next_edition(shelf_of, photo):
    first = shelf_of()
    assert not first.has(photo)
    data = first.bytes_of(photo, photo.fallback)

    again = shelf_of()
    assert again.has(photo)
    assert again.bytes_of(photo, photo.fallback) == data


def test_one_that_cannot_be_made_is_given_as_it_is_and_tried_again(shelf_of, photo, tmp_path):
    (tmp_path / "content" / "quay.png").write_bytes(b"no picture")

    assert shelf_of().bytes_of(photo, photo.fallback) == b"no picture"
    assert not shelf_of().has(photo)
