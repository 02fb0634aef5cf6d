"""The page of docs that shows every component says what the theme says, and has a picture for each."""

from ..browser.component_pictures import PAGE, PICTURES, components, page_of


def test_the_page_is_what_the_components_make_of_it():
    """`make components` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page_of()


def test_every_component_has_its_picture_and_nothing_else_is_kept():
    pictures = sorted(PICTURES.glob("*"))

    assert [path.stem for path in pictures] == [folder.name for folder in components()]
    assert all(path.read_bytes()[8:12] == b"WEBP" for path in pictures)
    assert sum(path.stat().st_size for path in pictures) < 1_500_000
