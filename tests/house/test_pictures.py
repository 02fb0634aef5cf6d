"""docs/pictures.md is what `make pictures` writes, and every picture that it names is there, in the size and weight that it promises."""

import re

import pytest
from PIL import Image

from ..browser import pictures_page
from ..browser.pictures_page import EDITOR, MOST_BYTES, PAGE, PICTURES, READERS

FILES = {file: facts for one in (*READERS, EDITOR) for file, facts in one.pictures().items()}


def test_the_page_is_the_one_that_make_pictures_writes(tmp_path):
    """With the report that the command gives today."""
    made = pictures_page.page_of(pictures_page.report(tmp_path / "slips"))

    assert PAGE.read_text(encoding="utf-8") == made, "run `make pictures`"


def test_every_picture_of_the_page_is_there_and_no_other():
    named = re.findall(r"\]\(pictures/([^)]+)\)", PAGE.read_text(encoding="utf-8"))

    assert sorted(named) == sorted(FILES)
    assert sorted(named) == sorted(path.name for path in PICTURES.iterdir())


@pytest.mark.parametrize("file", FILES)
def test_a_picture_has_its_size_and_is_light(file):
    width, height, _ = FILES[file]

    with Image.open(PICTURES / file) as picture:
        assert (picture.format, picture.size) == ("WEBP", (width, height))
    assert (PICTURES / file).stat().st_size < MOST_BYTES
