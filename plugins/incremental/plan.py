"""What of a site must be made, and why: what each page asked last time, asked again. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .questions import Question

#: In a ledger's facts and traces: raised when their form changes.
EDITION = 3


@dataclass(frozen=True, slots=True)
class Trace:
    """How a page came about: `own` are the names that are its alone with the digests of their values, `asked` what it asked, with digests of the answers.

    `unknown` is why it cannot be known; such a page is always made.
    """

    own: tuple[tuple[str, bytes], ...] = ()
    asked: tuple[tuple[Question, bytes], ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is made or kept. `kind`: first, new, output, heard, unknown, all, own, asked, kept. `what` is a name or a question, `more` how many besides."""

    kind: str
    what: Any = ""
    more: int = 0

    @property
    def is_kept(self) -> bool:
        return self.kind == "kept"


@dataclass
class Memory:
    """The traces of many pages, each question written once. `rows` are questions with the digests of their answers, in plain values."""

    rows: list[tuple[Question, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places: dict[tuple[Question, bytes], int] = {row: at for at, row in enumerate(self.rows)}
        self._moved: dict[int, int] = {}

    def packed(self, trace: Trace) -> tuple[Any, ...]:
        """The trace in plain values."""
        if trace.unknown:
            return (trace.unknown,)
        return trace.own, tuple(map(self._place, trace.asked))

    def _place(self, row: tuple[Question, bytes]) -> int:
        at = self._places.get(row)
        if at is None:
            at = self._places[row] = len(self.rows)
            self.rows.append(row)
        return at

    def carried(self, packed: tuple[Any, ...], rows: Sequence[tuple[Question, bytes]]) -> tuple[Any, ...]:
        """A trace that was packed by another memory with these rows, packed by this one."""
        own, asked = packed
        moved = self._moved
        places = []
        for at in asked:
            if at not in moved:
                moved[at] = self._place(rows[at])
            places.append(moved[at])
        return own, tuple(places)

    def unpacked(self, packed: Any) -> Trace:
        """Raises LookupError, TypeError or ValueError for what is no trace."""
        if len(packed) == 1:
            return Trace(unknown=packed[0])
        own, asked = packed
        return Trace(own, tuple(self.rows[at] for at in asked))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of this build: its file, what is known of how it came about (None where nothing is), whether the ledger knew the file and whether
    that stands as it was written, and the digest that the value of a name of its own has now.
    """

    file: str
    packed: Any
    was_there: bool
    stands: bool
    own: Callable[[str], bytes]


def plan_of(
    pages: Iterable[Wanted],
    rows: Sequence[tuple[Question, bytes]],
    changed_everywhere: Sequence[str],
    changed_among: Callable[[Sequence[int]], Iterable[int]],
) -> Mapping[str, Reason]:
    """The reason of each page, by file. `changed_everywhere` names what all pages hang on and is another; `changed_among` says which of these rows
    are answered otherwise now.
    """
    found: dict[str, Reason] = {}
    open_pages: list[Wanted] = []
    for page in pages:
        reason = _at_once(page, changed_everywhere, len(rows))
        if reason:
            found[page.file] = reason
        else:
            open_pages.append(page)
    asked = sorted({at for page in open_pages for at in page.packed[1]})
    changed = frozenset(changed_among(asked))
    for page in open_pages:
        hit = [at for at in page.packed[1] if at in changed]
        found[page.file] = Reason("asked", rows[hit[0]][0], len(hit) - 1) if hit else Reason("kept")
    return found


def _at_once(page: Wanted, changed_everywhere: Sequence[str], size: int) -> Reason | None:
    if changed_everywhere:
        return Reason("all", changed_everywhere[0], len(changed_everywhere) - 1)
    if page.packed is None:
        return Reason("first" if page.stands else "output" if page.was_there else "new")
    if len(page.packed) == 1:
        return Reason("unknown", page.packed[0])
    own, asked = page.packed
    if any(at >= size for at in asked):
        return Reason("first")
    other = [name for name, digest in own if page.own(name) != digest]
    return Reason("own", other[0], len(other) - 1) if other else None


def counted(reasons: Mapping[str, Reason]) -> list[tuple[Reason, int]]:
    """Reasons with the number of their pages, the most frequent first."""
    counts = Counter((reason.kind, reason.what) for reason in reasons.values())
    return [
        (Reason(kind, what), n) for (kind, what), n in sorted(counts.items(), key=lambda one: (-one[1], repr(one[0])))
    ]
