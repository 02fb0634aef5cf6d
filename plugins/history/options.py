"""What a site may set of its stories' history."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`HISTORY = {...}`.

    `words` is how many other words of a published text may change before it counts as another text: spelling, case, punctuation and
    little words never count, numbers, names and negations always do. `since` is a day, "2026-11-20": what was committed before it is
    not asked about, so that an archive can be brought along. `change_log` shows readers of a story what was changed in it, and when.
    """

    words: int = 0
    since: str = ""
    change_log: bool = False
