"""The head of a story: all that others may show of it, and no word of its text. Pure."""

import dataclasses
import json
from hashlib import blake2b

from .plain import plain
from .story import Story

#: Fields of a story that follow from its words, or say where it is kept.
_WORDS = frozenset({"body", "text", "words", "edition", "body_line", "reading_minutes"})
_HEAD = tuple(one.name for one in dataclasses.fields(Story) if one.name not in _WORDS)


class Unsaid(Exception):
    """A value that cannot be told apart from another by what it says."""


def head_of(story: Story) -> str:
    """The digest of a story's head: two that have the same show the same. Raises Unsaid."""
    try:
        said = json.dumps([plain(getattr(story, name)) for name in _HEAD], separators=(",", ":"))
    except (TypeError, ValueError) as error:  # a value of another's reader
        raise Unsaid(story.path) from error
    return blake2b(said.encode(), digest_size=16).hexdigest()
