"""Rules of the pictures in a text: E08."""

from collections.abc import Iterator

from ..problem import WARNING, Problem
from .case import Case


def no_alt_text(case: Case) -> Iterator[Problem]:
    """E08. In HTML an empty alt says on purpose that the picture only decorates; in Markdown it was forgotten."""
    for picture in case.outline.pictures:
        if picture.alt is None or not (picture.alt.strip() or picture.html):
            name = picture.target.rsplit("/", 1)[-1] or "without a file"
            remedy = 'write alt="what is to be seen"' if picture.html else "write what is to be seen between ![ and ]"
            yield case.on(
                picture.line, picture.column, "E08", f"the picture {name[:60]} has no alt text", remedy, WARNING
            )
