"""What a site may set of its glossary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`GLOSSARY = {...}`.

    `url` is the address of the page of all terms ("" for none). With `mark` the terms in a story lead to their definitions at its end, and so do
    abbreviations that the story explains.
    """

    url: str = "glossary/"
    mark: bool = True
