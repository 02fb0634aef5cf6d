"""The headline of a text that has it as its first heading."""

import pytest
from pelican.plugins.newsroom.headline import first_heading


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("# The tram\n\nText.", ("The tram", 0, 1)),
        ("\n\n#\tThe *tram* ##  \nText.", ("The tram", 2, 3)),
        ("The tram\n========\nText.", ("The tram", 0, 2)),
        ("\nThe tram\n===", ("The tram", 1, 3)),
        ("## The tram\n", None),
        ("#tram\n", None),
        ("#\n\nText.", None),
        ("Text.\n\n# Later\n", None),
        ("\n \n", None),
        ("", None),
    ],
)
def test_the_first_heading_is_told_with_its_lines(body, found):
    """The lines are those that are taken out of the text: one too many, and its first sentence is lost."""
    assert first_heading(body) == found
