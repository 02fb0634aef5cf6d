"""What a site may set of its related stories."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`RELATED = {...}`. `limit` is how many stories stand under a story; pins are always shown."""

    limit: int = 4
