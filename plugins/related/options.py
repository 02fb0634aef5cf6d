"""What a site may set of its related stories."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

LANGUAGES = ("own", "mixed")

#: Option -> the numbers that make sense.
_RANGES = {
    "limit": (1, 50), "at_least": (0, 50), "threshold": (0.0, 1000.0), "diversity": (0.0, 1.0), "of_one_storyline": (0, 50), "reprints": (0, 50),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """`RELATED = {...}`.

    `limit` is how many stories stand under a story; pins are always shown. A list shorter than `at_least` is filled with "More from ...",
    and a story that is like no other stands somewhere as such; 0 leaves both out.
    `threshold` is how many times as alike as stories on different subjects a match must be; 0 shows all. `diversity` is how much a story
    loses that says what one above it says, 0 to 1. `of_one_storyline` and `reprints` are how many of these may stand in one list.
    `languages` is "own" (a story leads to those of its language) or "mixed".
    """

    limit: int = 4
    at_least: int = 2
    threshold: float = 1.0
    diversity: float = 0.3
    of_one_storyline: int = 2
    reprints: int = 1
    languages: str = "own"


def faults(options: Options) -> Iterator[tuple[str, str, str]]:
    """(option, what is wrong, remedy) of each value that has the right form and makes no sense."""
    for name, (least, most) in _RANGES.items():
        if not least <= getattr(options, name) <= most:
            yield name, f"is {getattr(options, name)}", f"it must be {least} to {most}"
    if options.languages not in LANGUAGES:
        yield "languages", f'is "{options.languages}"', f"it must be {' or '.join(LANGUAGES)}"


def sound(options: Options) -> Options:
    """The options with the default in place of each value that makes no sense."""
    usual = Options()
    wrong = {name for name, _, _ in faults(options)}
    return dataclasses.replace(options, **{name: getattr(usual, name) for name in wrong})
