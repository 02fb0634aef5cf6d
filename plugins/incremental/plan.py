"""What of a site must be made, and why: what each page asked last time, asked again. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .digests import SIZE
from .questions import Question
from .rows import Rows, may_hold, numbers_of

#: In a ledger's facts and traces: raised when their form changes.
EDITION = 9


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
    """Why a page is made or kept. `kind`: first, new, output, heard, tags, unknown, all, own, asked, kept. `what` is a name or a question, `more` how many besides."""

    kind: str
    what: Any = ""
    more: int = 0

    @property
    def is_kept(self) -> bool:
        return self.kind == "kept"


#: How a page came about, as the ledger has it: the digest of its bytes, the number of its names and their digests in a row, the numbers of its
#: rows in bytes. Or the digest and why it cannot be known.
Unasked = tuple[str, int, bytes, bytes]
Packed = Unasked | tuple[str, str]


class OwnNames:
    """Lists of names, each written once: pages that are made alike have the same names of their own."""

    def __init__(self, known: Iterable[tuple[str, ...]] = ()) -> None:
        self.lists: list[tuple[str, ...]] = list(known)
        self._numbers = {names: at for at, names in enumerate(self.lists)}

    def number(self, names: tuple[str, ...]) -> int:
        if names not in self._numbers:
            self._numbers[names] = len(self.lists)
            self.lists.append(names)
        return self._numbers[names]


def packed(own: Sequence[tuple[str, bytes]], asked: bytes, unknown: str, digest: str, names: OwnNames) -> Packed:
    """The trace of a page whose bytes have this digest. `asked` are the numbers of its rows."""
    if unknown:
        return digest, unknown
    return digest, names.number(tuple([name for name, _ in own])), b"".join([one for _, one in own]), asked


def unpacked(given: Packed, names: Sequence[tuple[str, ...]], rows: Rows) -> Trace:
    """Raises LookupError for what is no trace of these."""
    if len(given) == 2:
        return Trace(unknown=given[1])
    _, number, own, asked = given
    digests = [own[at : at + SIZE] for at in range(0, len(own), SIZE)]
    return Trace(tuple(zip(names[number], digests, strict=True)), tuple(map(rows.row, numbers_of(asked))))


class Wanted(NamedTuple):
    """A page of this build: its file, what is known of how it came about (None where nothing is), whether the ledger knew the file and whether
    that stands as it was written.
    """

    file: str
    packed: Packed | None
    was_there: bool
    stands: bool


#: Which of the names of a page have other values than these: by its file, the number of its list of names and their digests in a row.
_Own = Callable[[str, int, bytes], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Begun:
    """A plan before anything is compared: the reasons that are known, by file; of each other page how it came about last time."""

    found: Mapping[str, Reason]
    waiting: Mapping[str, Unasked]


def begun(pages: Iterable[Wanted], changed_everywhere: Sequence[str]) -> Begun:
    """`changed_everywhere` names what all pages hang on and is another."""
    found: dict[str, Reason] = {}
    waiting: dict[str, Unasked] = {}
    everywhere = Reason("all", changed_everywhere[0], len(changed_everywhere) - 1) if changed_everywhere else None
    for page in pages:
        if everywhere:
            found[page.file] = everywhere
        elif page.packed is None:
            found[page.file] = Reason("first" if page.stands else "output" if page.was_there else "new")
        elif len(page.packed) == 2:
            found[page.file] = Reason("unknown", page.packed[1])
        else:
            waiting[page.file] = page.packed
    return Begun(found, waiting)


def differing(begun: Begun, own: _Own) -> dict[str, Reason]:
    """The reasons of those pages that have names of their own with other values than last time."""
    others = ((file, own(file, names, digests)) for file, (_, names, digests, _) in begun.waiting.items())
    return {file: Reason("own", other[0], len(other) - 1) for file, other in others if other}


def plan_of(
    begun: Begun,
    own: Callable[[], Mapping[str, Reason]],
    changed: Callable[[], Collection[int]],
    question: Callable[[int], Question],
    believed: Mapping[str, Unasked] | None = None,
) -> Mapping[str, Reason]:
    """The reason of each page, by file. `own` gives the reasons of pages that differ in names of their own; it is called after `changed`, which
    says which rows are answered otherwise now. `question` says what was asked in one. Names of their own are not compared of pages that are
    `believed`.
    """
    waiting, believed = begun.waiting, believed or {}
    others = frozenset(changed()) if waiting or believed else frozenset()
    may_ask = may_hold(others)
    found = {**dict.fromkeys(believed, _KEPT), **dict.fromkeys(waiting, _KEPT), **begun.found}
    found |= own()
    for some in (waiting, believed) if others else ():
        for file, (_, _, _, asked) in some.items():
            if may_ask(asked) and found[file] is _KEPT:
                hit = [at for at in numbers_of(asked) if at in others]
                if hit:
                    found[file] = Reason("asked", question(hit[0]), len(hit) - 1)
    return found


#: Of nearly all pages.
_KEPT = Reason("kept")


def counted(reasons: Mapping[str, Reason]) -> list[tuple[Reason, int]]:
    """Reasons with the number of their pages, the most frequent first."""
    counts = Counter((reason.kind, reason.what) for reason in reasons.values())
    return [
        (Reason(kind, what), n) for (kind, what), n in sorted(counts.items(), key=lambda one: (-one[1], repr(one[0])))
    ]
