"""What stands before the signs of equality in HTML. A text has few, and whoever looks for attributes need look at nothing else. Pure."""


def names_in(html: str) -> list[str]:
    """The words before each sign of equality, as they stand there: names of attributes, and whatever else has a sign after it."""
    return [words[-1] for piece in html.split("=")[:-1] if (words := piece.rsplit(maxsplit=1))]
