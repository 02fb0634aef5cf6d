"""The head of a story: all that others may show of it, and no word of its text. Pure."""

import dataclasses
import marshal
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from .plain import plain
from .story import Story

#: Fields of a story that follow from its words, or say where it is kept.
_WORDS = frozenset({"body", "text", "words", "edition", "body_line", "reading_minutes"})
HEAD = tuple(one.name for one in dataclasses.fields(Story) if one.name not in _WORDS)

#: Of marshal's: the last one without references. Equal values are equal bytes.
_FORM = 2


class Unsaid(Exception):
    """A value that cannot be told apart from another by what it says."""


def head_of(story: Story) -> str:
    """The digest of a story's head: two that have the same show the same. Raises Unsaid."""
    try:
        return head_saying([plain(getattr(story, name)) for name in HEAD])
    except (TypeError, ValueError) as error:  # a value of another's reader
        raise Unsaid(story.path) from error


def head_saying(values: Sequence[Any]) -> str:
    """The digest of a head by the plain values of its fields HEAD. Raises TypeError or ValueError for what is not plain."""
    return blake2b(marshal.dumps(list(values), _FORM), digest_size=16).hexdigest()
