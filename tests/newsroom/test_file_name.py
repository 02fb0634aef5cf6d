"""What the name of a file says of its story."""

import pytest
from pelican.plugins.newsroom.file_name import FileName


@pytest.mark.parametrize(
    ("inner", "lang", "stem"),
    [
        ("tram.md", "", "tram"),
        ("news/tram.de.md", "de", "tram"),
        ("news/tram.pt_BR.md", "pt-BR", "tram"),
        ("news/version-2.0.md", "", "version-2.0"),
        ("news/node.js.md", "", "node.js"),
        ("news/tram/index.md", "", "tram"),
        ("news/tram/index.de.md", "de", "tram"),
        ("index.md", "", "index"),
        ("news/.tram.md", "", ".tram"),
        ("news/tram", "", "tram"),
    ],
)
def test_a_language_is_taken_off_a_name_and_an_index_goes_by_its_folder(inner, lang, stem):
    assert FileName.of(inner).lang_and_stem == (lang, stem)


@pytest.mark.parametrize(
    ("inner", "day"),
    [
        ("2026-11-20-tram.md", "2026-11-20"),
        ("2026-11-20-tram/index.md", "2026-11-20"),
        ("2026-11-20-tram/picture.md", ""),
        ("tram.md", ""),
    ],
)
def test_the_day_of_a_folder_is_that_of_its_index_alone(inner, day):
    assert FileName.of(inner).day == day


@pytest.mark.parametrize(
    ("inner", "shelf"),
    [("local/tram.md", "local"), ("news/local/tram/index.md", "local"), ("tram/index.de.md", ""), ("tram.md", "")],
)
def test_a_story_with_a_folder_of_its_own_lies_in_the_one_around_it(inner, shelf):
    assert FileName.of(inner).shelf == shelf
