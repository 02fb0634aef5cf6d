"""What stands before the signs of equality in HTML. A text has few, and whoever looks for attributes need look at nothing else. Pure."""

from collections.abc import Iterator


def signed(html: str) -> Iterator[tuple[str, int]]:
    """The word before each sign of equality that has one, as it stands there, and the place of the sign: names of attributes, and whatever
    else has a sign after it, be there blanks between.
    """
    place = -1
    for piece in html.split("=")[:-1]:
        place += len(piece) + 1
        if words := piece.rsplit(maxsplit=1):
            yield words[-1], place


def names_in(html: str) -> list[str]:
    """The words alone."""
    return [word for word, _ in signed(html)]
