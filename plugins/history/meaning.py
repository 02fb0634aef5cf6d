"""What changed between two texts in a way that a reader must know: numbers, names, negations, and words beyond a threshold. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+(?:['\u2019.,:-][^\W_]+)*%?")
_LONGEST = 6_000

#: Words that turn a sentence round, or say how much, when and whether. Two of them are never spellings of one another.
_TURNING = frozenset([
    "not", "no", "never", "none", "neither", "nor", "without", "cannot", "can't", "don't", "doesn't", "didn't",
    "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't", "couldn't", "shouldn't", "can", "could", "may",
    "might", "must", "shall", "should", "will", "would", "all", "some", "any", "few", "many", "most", "less", "more",
    "least", "before", "after", "until", "since", "over", "under", "above", "below", "up", "down", "rise", "fall",
    "rose", "fell", "risen", "fallen", "increase", "decrease", "increased", "decreased", "won", "lost", "for",
    "against", "only", "also", "again", "still", "yet", "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie",
    "niemals", "ohne", "mehr", "weniger", "vor", "nach", "ne", "pas", "jamais", "sans", "aucun", "aucune", "plus",
    "moins", "avant", "après", "nunca", "sin", "ningún", "ninguna", "antes", "después", "más", "menos", "не", "ні",
    "без", "ніколи", "нема", "немає", "لا", "لم", "لن", "ليس", "بدون",
])  # fmt: skip
#: Numbers in words: one for another is another fact.
_NUMBERS = frozenset([
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "half",
    "quarter", "third", "once", "twice", "double", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht",
    "neun", "zehn", "elf", "zwölf", "hundert", "tausend", "million", "millionen", "milliarde", "milliarden",
])  # fmt: skip
#: Words that come and go when a sentence is smoothed.
_LITTLE = (
    frozenset(
        [
            "a",
            "an",
            "the",
            "of",
            "to",
            "in",
            "on",
            "at",
            "by",
            "as",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "has",
            "have",
            "had",
            "that",
            "which",
            "who",
            "this",
            "these",
            "those",
            "it",
            "its",
            "and",
            "or",
            "so",
            "then",
            "there",
            "here",
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "ein",
            "eine",
            "einen",
            "einem",
            "einer",
            "und",
            "oder",
            "zu",
            "im",
            "am",
            "an",
            "auf",
            "ist",
            "sind",
            "war",
            "waren",
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            "du",
            "de",
            "et",
            "ou",
            "à",
            "au",
            "el",
            "los",
            "las",
            "un",
            "una",
            "unos",
            "unas",
            "y",
            "o",
            "en",
            "del",
            "al",
            "que",
            "і",
            "й",
            "та",
            "у",
            "в",
            "на",
            "з",
            "до",
            "що",
            "це",
        ]
    )
    - _TURNING
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as written. `opens` is set where a sentence begins with it, so that its capital says nothing."""

    text: str
    line: int
    column: int
    opens: bool = False

    @property
    def plain(self) -> str:
        """The word as two texts are compared: NFKC, small letters, straight apostrophes."""
        return unicodedata.normalize("NFKC", self.text).casefold().replace("\u2019", "'")

    @property
    def is_number(self) -> bool:
        return any(c.isdigit() for c in self.text) or self.plain in _NUMBERS

    @property
    def is_name(self) -> bool:
        """Whether a capital says so; the first word of a sentence has one in any case."""
        return self.text[0].isupper() and not self.opens and len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Edit:
    """`before` became `after`; one of the two may be empty. `weight` is how many words of it count, `grave` whether it always counts."""

    before: tuple[Word, ...]
    after: tuple[Word, ...]
    near: Word | None
    weight: int
    grave: bool

    @property
    def said(self) -> str:
        """`"eight" became "nine"`, `"not" was added`."""
        old, new = _quoted(self.before), _quoted(self.after)
        if old and new:
            return f"{old} became {new}"
        return f"{new} was added" if new else f"{old} was taken out"


def words_of(lines: Iterable[tuple[int, str, str]]) -> tuple[Word, ...]:
    """The words of (line number, visible words, as written) lines, each with its place in what was written."""
    found = []
    opens = True
    for number, line, written in lines:
        column = 0
        if not line.strip():
            opens = True
            continue
        last = 0
        for match in _WORD.finditer(line):
            between = line[last : match.start()]
            opens = (
                opens
                or any(mark in between for mark in '.!?:;\u2026"\u201c\u201e\u00ab(|#*>-\u2014\u2013')
                or (not last and not line[0].isalnum())
            )
            at = written.find(match[0], column)
            column = at + len(match[0]) if at >= 0 else column
            found.append(Word(match[0], number, at + 1 if at >= 0 else column + 1, opens))
            opens, last = False, match.end()
        opens = opens or line.rstrip()[-1:] in ".!?:"
    return tuple(found)


def edits(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Edit]:
    """What became what, word by word, in the order of the newer text. Changes of case and punctuation alone are none."""
    old, new = [word.plain for word in before], [word.plain for word in after]
    for tag, a, b, c, d in _opcodes(old, new):
        if tag == "equal":
            continue
        gone, come = tuple(before[a:b]), tuple(after[c:d])
        near = after[c] if c < len(after) else (after[-1] if after else None)
        weight, grave = _weighed(gone, come)
        yield Edit(gone, come, near, weight, grave)


def in_meaning(found: Sequence[Edit], most: int) -> tuple[Edit, ...]:
    """The edits that change what the text says: those that always count, and the others where more than `most` of their words do."""
    counted = sum(one.weight for one in found)
    return tuple(one for one in found if one.grave or (one.weight and counted > most))


def is_spelling(one: str, other: str) -> bool:
    """Whether two words are one word, once misspelt: a slip of the keys, and not another word by its first letter."""
    if one == other:
        return True
    if {one, other} <= _NUMBERS or one in _TURNING or other in _TURNING:
        return False
    if len(one) == len(other):
        differing = [n for n in range(len(one)) if one[n] != other[n]]
        if (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and one[differing[0]] == other[differing[1]]
            and one[differing[1]] == other[differing[0]]
        ):
            return True
    if one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    return _distance(one, other) <= (2 if min(len(one), len(other)) >= 8 else 1)


def _weighed(gone: Sequence[Word], come: Sequence[Word]) -> tuple[int, bool]:
    pairs = list(zip(gone, come, strict=False)) if len(gone) == len(come) else []
    if pairs:
        changed = [pair for pair in pairs if not _is_slip(*pair)]
        words = [word for pair in changed for word in pair]
        weight = sum(any(word.plain not in _LITTLE for word in pair) for pair in changed)
    elif "".join(word.plain for word in gone) == "".join(word.plain for word in come):
        return 0, False  # written together, or apart
    else:
        words = [*gone, *come]
        weight = max(sum(word.plain not in _LITTLE for word in side) for side in (gone, come))
        kept = {word.plain for word in gone} & {word.plain for word in come}
        words = [word for word in words if word.plain not in kept]
    return weight, any(word.is_number or word.is_name or word.plain in _TURNING for word in words)


def _is_slip(one: Word, other: Word) -> bool:
    if one.is_number and other.is_number and one.plain != other.plain:
        return False
    if one.is_name and other.is_name and one.plain != other.plain:
        return False
    return is_spelling(one.plain, other.plain)


def _distance(one: str, other: str) -> int:
    """Levenshtein's, for two words."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        diagonal, row[0] = row[0], n
        for m, given in enumerate(other, start=1):
            diagonal, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, diagonal + (letter != given))
    return row[-1]


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """difflib's, with what both have in front and at the end set aside: most edits are small, and its time grows with the square."""
    front = 0
    while front < min(len(old), len(new)) and old[front] == new[front]:
        front += 1
    back = 0
    while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
        back += 1
    left, right = old[front : len(old) - back], new[front : len(new) - back]
    if max(len(left), len(right)) > _LONGEST:
        return [("replace", front, len(old) - back, front, len(new) - back)]
    found = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(tag, a + front, b + front, c + front, d + front) for tag, a, b, c, d in found]


def _quoted(words: Sequence[Word], most: int = 6) -> str:
    if not words:
        return ""
    text = " ".join(word.text for word in words[:most])
    return f'"{text}{" ..." if len(words) > most else ""}"'
