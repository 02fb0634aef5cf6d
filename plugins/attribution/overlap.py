"""How much of a text is somebody else's: word shingles shared with the saved text of its source. Pure.

Shingles of five words, as in A. Broder, "On the resemblance and containment of documents" (1997); the share is their containment.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SHINGLE = 5
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Overlap:
    """`share` of our words that stand in a run of five which the source has too, from 0 to 1; `longest` common run in words, and its text."""

    share: float
    longest: int
    run: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of our text: shared with the source (then `theirs` is the same passage there) or our own."""

    ours: str
    theirs: str
    shared: bool


def overlap_of(ours: str, theirs: str) -> Overlap:
    """What of our text the source has too. Case, punctuation and line breaks do not count."""
    mine, yours = _words(ours), _words(theirs)
    known = {tuple(yours[n : n + SHINGLE]) for n in range(len(yours) - SHINGLE + 1)}
    shared = [False] * len(mine)
    for n in range(len(mine) - SHINGLE + 1):
        if tuple(mine[n : n + SHINGLE]) in known:
            shared[n : n + SHINGLE] = [True] * SHINGLE
    match = SequenceMatcher(None, mine, yours, autojunk=False).find_longest_match() if known else None
    longest = match.size if match else 0
    run = " ".join(mine[match.a : match.a + longest]) if match and longest else ""
    return Overlap(sum(shared) / len(mine) if mine else 0.0, longest, run)


def passages(ours: str, theirs: str) -> Iterator[Passage]:
    """Our text in pieces, for a view side by side: what is shared in five words or more, and what is not."""
    mine, yours = list(_WORD.finditer(ours)), list(_WORD.finditer(theirs))
    matcher = SequenceMatcher(None, [_folded(m[0]) for m in mine], [_folded(m[0]) for m in yours], autojunk=False)
    done = 0
    for block in matcher.get_matching_blocks():
        if block.size < SHINGLE:
            continue
        if done < block.a:
            yield Passage(_between(ours, mine, done, block.a), "", shared=False)
        yield Passage(
            _between(ours, mine, block.a, block.a + block.size),
            _between(theirs, yours, block.b, block.b + block.size),
            shared=True,
        )
        done = block.a + block.size
    if done < len(mine):
        yield Passage(_between(ours, mine, done, len(mine)), "", shared=False)


def _between(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> str:
    return " ".join(text[words[first].start() : words[last - 1].end()].split())


def _words(text: str) -> list[str]:
    return [_folded(match[0]) for match in _WORD.finditer(text)]


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("\u2019", "'")
