"""One reading in plain form, as the records keep it."""

import marshal
from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from .file_reading import DETAILS, Reading
from .heads import HEAD, head_saying
from .links import Link
from .plain import AS_IT_IS, plain
from .story import Story

_STORY = [one.name for one in fields(Story)]
_BODY, _TEXT, _WORDS = (_STORY.index(name) for name in ("body", "text", "words"))
_of_head = itemgetter(*map(_STORY.index, HEAD))
_UNSET = sorted((_BODY, _TEXT, _WORDS))
_OF_STORY = attrgetter(*(name for n, name in enumerate(_STORY) if n not in _UNSET))
_READING = [one.name for one in fields(Reading)]
READING_STORY, _READING_HEAD = _READING.index("story"), _READING.index("head")
#: What stands elsewhere in a record, or is put in its place.
_LATER = sorted(_READING.index(name) for name in (*DETAILS, "details", "story", "head"))
_OF_READING = attrgetter(*(name for n, name in enumerate(_READING) if n not in _LATER))
#: Of marshal's: the last one without references. Equal values are equal bytes, and it is written in a third of the time that JSON takes.
_FORM = 2
_OF_LINK = attrgetter(*(one.name for one in fields(Link)))


class Record(NamedTuple):
    """One reading in plain form. `stamp` is the file's size, times and inode, `digest` that of its bytes.

    `reading` is what every run asks of every story; body, text and `details` are fetched where somebody wants them.
    """

    path: str
    stamp: str
    digest: str
    reading: bytes
    details: bytes
    body: str
    text: str


def record_of(reading: Reading, stamp: str, digest: str) -> Record:
    """A reading as it is kept: its words and its details apart from it."""
    facts = _told(reading, _OF_READING, _LATER)
    story = reading.story
    given = _told(story, _OF_STORY, _UNSET) if story else None
    facts[READING_STORY], facts[_READING_HEAD] = given, head_saying(_of_head(given)) if given else ""
    details = [dict(reading.places), list(map(_OF_LINK, reading.links)), reading.anchors]
    words = (story.body, story.text) if story else ("", "")
    return Record(reading.path, stamp, digest, _written(facts), _written(details), *words)


def _told(value: object, told: Callable[[Any], tuple[Any, ...]], left_out: Sequence[int]) -> list[Any]:
    """The plain values of a value's fields, with None in the places of those that are left out."""
    given = [one if type(one) in AS_IT_IS else plain(one) for one in told(value)]
    for at in left_out:
        given.insert(at, None)
    return given


def _written(values: Any) -> bytes:
    return marshal.dumps(values, _FORM)


def told_by(written: bytes) -> Any:
    """The plain values that were written. Raises ValueError or TypeError for what is broken; what somebody has altered is not to come here."""
    try:
        return marshal.loads(written)  # noqa: S302 (made by us: who has it from a file has looked at its seal)
    except EOFError as error:
        raise ValueError("cut short") from error
