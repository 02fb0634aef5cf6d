"""What a newsroom may set of its look."""

from dataclasses import dataclass

#: The parts of the home page, in the order they have where nobody chose another.
HOME = ("lead", "explainers", "sections", "storylines", "latest")


@dataclass(frozen=True, slots=True)
class Options:
    """`THEMING = {...}`.

    `tokens` is a style sheet below the content folder that gives the theme's tokens other values. `logo` is a picture below the content
    folder that stands in place of the site's name, `logo_dark` the one for dark screens. `home` are the parts of the home page in their
    order; what is not named is not shown.
    """

    tokens: str = ""
    logo: str = ""
    logo_dark: str = ""
    home: tuple[str, ...] = HOME
