"""The articles of a bench: the same at every run, in words of no language that are as frequent as those of a real one."""

import random
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, cycle


def _words_of(text: str) -> list[str]:
    return text.split()


# The commonest words of English: they are half of any text.
FUNCTION_WORDS = _words_of(
    "the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were their one "
    "all we can her has there been if more when will would who so no out up into than them only some could these two may then do first "
    "any my now such like our over"
)
BEGINS = _words_of("b c d f g h j k l m n p r s t v w br cr dr fr gr pr tr bl cl fl gl pl sl st sp sc ch sh th")
VOWELS = _words_of("a e i o u ai ea ee oa ou io")
ENDS = _words_of("n r s t l m d k p ng nt st rd ck ll ss th")
CATEGORIES = ("World", "Business", "Technology", "Science", "Health", "Politics", "Culture", "Sport")
OUTLETS = ("News", "Times", "Post", "Wire", "Journal")
TAGS_EACH = 10
FIRST_DAY = datetime(2015, 1, 1, 6, tzinfo=UTC)
YEARS = 9


@dataclass(frozen=True, slots=True)
class Article:
    """What every generator is given, in its own dialect."""

    number: int
    title: str
    slug: str
    date: datetime
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    author: str
    source: str
    source_url: str
    summary: str
    body: str

    def with_mark(self, mark: str) -> "Article":
        """With one word more at the end of its text."""
        return replace(self, body=f"{self.body.rstrip().removesuffix('.')} {mark}.\n")

    def with_tag(self, tag: str) -> "Article":
        """With another tag in the place of its first."""
        return replace(self, tags=(tag, *self.tags[1:]))


class Ranked:
    """Things of which the n-th is met 1 / n ** `steepness` as often as the first: Zipf's law (G. K. Zipf, 1935)."""

    def __init__(self, things: Sequence[str], steepness: float) -> None:
        self._things = things
        self._weights = list(accumulate(1 / (rank + 1) ** steepness for rank in range(len(things))))

    def one(self, chance: random.Random) -> str:
        return self._things[bisect(self._weights, chance.random() * self._weights[-1])]

    def some(self, chance: random.Random, count: int) -> list[str]:
        return [self.one(chance) for _ in range(count)]


class Archive:
    """`size` articles of about 900 words under six headings, with ten tags of a vocabulary that grows as real ones do, one to three of eight
    categories, and one of twenty authors. An article beyond `size` is one that comes later.
    """

    def __init__(self, size: int, *, seed: int = 1) -> None:
        self.size, self._seed = size, seed
        chance = random.Random(seed)
        words = _vocabulary(chance, 6000)
        self._words = Ranked(FUNCTION_WORDS + words, 1.0)
        self._telling = Ranked(words, 0.8)
        count = max(60, round(6.0 * size**0.6))  # Heaps' law (H. S. Heaps, 1978)
        self.tags = _names(chance, words, count)
        self._tags = Ranked(self.tags, 0.75)
        self._authors = Ranked(
            [f"{chance.choice(words).title()} {chance.choice(words).title()}" for _ in range(20)], 0.5
        )
        self._sources = [
            (f"{chance.choice(words).title()} {kind}", f"https://{chance.choice(words)}{number}.example.com")
            for number, kind in zip(range(40), cycle(OUTLETS), strict=False)
        ]

    def article(self, number: int) -> Article:
        chance = random.Random(f"{self._seed}:{number}")
        title = " ".join(self._telling.some(chance, chance.randint(5, 9))).capitalize()
        tags: list[str] = []
        while len(tags) < TAGS_EACH:
            tag = self._tags.one(chance)
            if tag not in tags:
                tags.append(tag)
        categories = chance.sample(CATEGORIES, chance.choice((1, 1, 2, 2, 3)))
        source, address = chance.choice(self._sources)
        slug = f"{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')}-{number}"
        date = FIRST_DAY + timedelta(minutes=round(number * 60 * 24 * 365 * YEARS / self.size))
        return Article(
            number, title, slug, date, tuple(tags), tuple(categories), self._authors.one(chance), source, f"{address}/{slug}",
            f"{' '.join(self._words.some(chance, 28)).capitalize()}.", self._body(chance),
        )  # fmt: skip

    def _body(self, chance: random.Random) -> str:
        blocks = [self._paragraph(chance, 60)]
        for section in range(6):
            blocks.append(f"## {' '.join(self._telling.some(chance, 4)).capitalize()}")
            if section == 1:
                blocks += [f"> {self._paragraph(chance, 35)}", self._paragraph(chance, 95)]
            elif section == 3:
                blocks += [
                    self._paragraph(chance, 60),
                    "\n".join(f"- {self._paragraph(chance, 12)}" for _ in range(5)),
                ]
            elif section == 4:
                blocks += [
                    self._paragraph(chance, 70),
                    "\n".join(f"{n}. {self._paragraph(chance, 12)}" for n in range(1, 5)),
                ]
            else:
                blocks += [self._paragraph(chance, 70), self._paragraph(chance, 65)]
        return "\n\n".join(blocks) + "\n"

    def _paragraph(self, chance: random.Random, words: int) -> str:
        sentences = []
        while words > 0:
            length = min(words, chance.randint(9, 22))
            words -= length
            sentence = " ".join(_marked_up(chance, self._words.some(chance, length)))
            sentences.append(f"{sentence[0].upper()}{sentence[1:]}.")
        return " ".join(sentences)


def _marked_up(chance: random.Random, words: list[str]) -> list[str]:
    """The same words; in four sentences of ten some are bold, slanted, a link, code or quoted."""
    kind = chance.random()
    if len(words) <= 5:
        return words
    at = chance.randrange(1, len(words) - 3)
    if kind < 0.12:
        words[at : at + 2] = [f"**{words[at]}", f"{words[at + 1]}**"]
    elif kind < 0.22:
        words[at] = f"*{words[at]}*"
    elif kind < 0.34:
        address = f"https://www.example.org/{words[0]}/{chance.randrange(9999)}"
        words[at], words[at + 2] = f"[{words[at]}", f"{words[at + 2]}]({address})"
    elif kind < 0.38:
        words[at] = f"`{words[at]}`"
    elif kind < 0.44:
        words[at], words[at + 2] = f'"{words[at]}', f'{words[at + 2]},"'
    return words


def _vocabulary(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = chance.choice((1, 2, 2, 2, 3))
        word = "".join(_syllable(chance) for _ in range(syllables))
        if len(word) > 3 and word not in FUNCTION_WORDS:
            found[word] = None
    return list(found)


def _syllable(chance: random.Random) -> str:
    end = chance.choice(ENDS) if chance.random() < 0.6 else ""
    return chance.choice(BEGINS) + chance.choice(VOWELS) + end


def _names(chance: random.Random, words: list[str], count: int) -> list[str]:
    """Names of tags: one to three words."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(chance.choice(words) for _ in range(chance.choice((1, 1, 2, 2, 3))))] = None
    return list(found)
