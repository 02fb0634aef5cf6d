"""What a site may set of its packs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`REPUBLISH = {...}`.

    `pages` writes a pack for each story that is ours to give away. `terms` is the address of further terms, shown beside the licence.
    """

    pages: bool = True
    terms: str = ""
