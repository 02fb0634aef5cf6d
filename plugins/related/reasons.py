"""Why one story stands under another, in words for readers: the tags and names they share, else the category, else what both speak of. Pure."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..newsroom.story import Story
from ..newsroom.words import Words, message
from .names import folded
from .words import words_of

#: As many names as a reader takes in at a glance.
NAMES = 3
#: With so many tags in common nobody asks for names.
_ENOUGH = 2
#: A word of a reason has more letters than this, in Latin script.
_STUMP = 3
#: A word that weighs less than this share of the heaviest is none of the reasons.
_HEAVY = 0.5
#: What clings to a word in a text.
_MARKS = ".,;:!?()[]\"'“”‘’«»„…–—"
#: A name that more than this share of all stories hold (and more than _FEW) says nothing of two of them.
_COMMON, _FEW = 0.1, 3

#: Kind -> the words of the reason. The order is that of their worth to a reader.
REASONS = {
    "pinned": message("chosen by the editors"),
    "storyline": message("part of {names}"),
    "shares": message("shares {names}"),
    "category": message("also in {names}"),
    "words": message("both speak of {names}"),
    "alike": message("has many words in common"),
    "more": message("More from {names}"),
}
_MORE = message("More to read")


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` is one of REASONS; `names` are what it names, the most telling first."""

    kind: str
    names: tuple[str, ...] = ()

    def said(self, _: Words) -> str:
        if not self.names:
            return _(_MORE if self.kind == "more" else REASONS[self.kind])
        return _(REASONS[self.kind], names=_.names(self.names))


class Vocabulary:
    """What the archive knows of its names: `uses` says in how many of `stories` a name stands, None where nobody counted.

    Both are rounded to half powers of two, so that one story more changes few reasons. `untold` are folded names that are no reason: the
    site's own, its authors', its sources'. `told` is by form and language what names tell, `asked` holds those that somebody asked for.
    """

    def __init__(self, stories: int, uses: Callable[[str, str], int | None], untold: Collection[str] = ()) -> None:
        self.stories, self.untold = _rounded(stories), untold
        self._uses = uses
        self.told: dict[tuple[str, str], float] = {}
        self.asked: set[tuple[str, str]] = set()

    def told_by(self, name: str, lang: str) -> float:
        """What a name tells, the rarer the more; 0 for one that stands everywhere, or that is no reason."""
        self.asked.add((name, lang))
        told = self.told.get((name, lang))
        if told is None:
            told = self.told[name, lang] = self.weighed(name, self._uses(name, lang))
        return told

    def weighed(self, name: str, uses: int | None) -> float:
        """What a name tells that stands in so many stories."""
        if folded(name) in self.untold:
            return 0.0
        if uses is None:
            return 1.0
        if uses > max(_FEW, _COMMON * self.stories):
            return 0.0
        return math.log1p(self.stories / _rounded(uses))


def _rounded(count: int) -> float:
    return float(2.0 ** (round(2 * math.log2(max(1, count))) / 2))


def is_enough(tags: Sequence[str]) -> bool:
    """Whether nobody asks for names beside so many shared tags."""
    return len(_distinct(tags[: 2 * NAMES])) >= _ENOUGH


def reason_of(
    story: Story,
    other: Story,
    tags: Sequence[str],
    *,
    names: Callable[[], Sequence[str]],
    words: Callable[[Collection[str]], Iterable[tuple[str, float]]],
) -> Reason:
    """`tags` are the shared ones that readers may see, the most telling first.

    Shared `names`, the most telling first, and of some words those that both texts hold, the heaviest first with their weights, are
    asked for only where nothing better is known.
    """
    found = _distinct(tags[: 2 * NAMES])
    if len(found) < _ENOUGH:
        found = _distinct([*found, *names()[: 2 * NAMES]])
    if found:
        return Reason("shares" if tags else "words", tuple(found[:NAMES]))
    categories = [one.name for one in story.categories if one in other.categories]
    if categories:
        return Reason("category", tuple(_distinct(categories)[:NAMES]))
    spoken = list(words([word for word in sorted(_topics(story) | _topics(other)) if _says_something(word)]))
    if spoken:
        heavy = [word for word, weight in spoken if weight >= _HEAVY * spoken[0][1]]
        return Reason("words", tuple(_distinct(_as_written(heavy, story, other))[:NAMES]))
    return Reason("alike")


def _topics(story: Story) -> set[str]:
    """The words that a story puts forward: of its headline and its tags. The others may say nothing of its subject."""
    texts = (story.title, *(tag.name for tag in story.tags))
    return {word for text in texts for word in words_of(text, story.lang)}


def shared_names(
    ours: Mapping[str, tuple[str, int]], theirs: Mapping[str, tuple[str, int]], lang: str, vocabulary: Vocabulary
) -> list[str]:
    """The names in both texts, as `names_in` finds them, the most telling first, each in the form that the other story, in `lang`, uses most."""
    weighed = []
    for key in ours.keys() & theirs.keys():
        form, times = theirs[key]
        if " " not in form and max(times, ours[key][1]) < 2:
            continue  # one word, said once and in passing
        told = vocabulary.told_by(form, lang)
        if told:
            often = math.log1p(times) + math.log1p(ours[key][1])
            weighed.append((-told * often * (1.5 if " " in form else 1.0), form))
    return [form for _, form in sorted(weighed)]


def _says_something(word: str) -> bool:
    """Whether a word can stand alone in a reason: no number, and in Latin script no stump."""
    return word[:1].isalpha() and (len(word) > _STUMP or not word.isascii())


def in_time(story: Story, other: Story) -> str:
    """ "since" for what came after the story and is no explainer, else "background"."""
    assert story.date is not None
    assert other.date is not None
    return "since" if other.date > story.date and other.type != "explainer" else "background"


def _as_written(words: Sequence[str], story: Story, other: Story) -> Iterator[str]:
    """Words in the forms that the two stories use most."""
    forms: dict[str, dict[str, int]] = {word: {} for word in words}
    for text in (other.deck, other.text, story.deck, story.text):
        small = text.casefold()
        if not any(word in small for word in words):
            continue
        for found, folded_form in zip(text.split(), small.split(), strict=True):
            for word in words:
                if word in folded_form:
                    bare = found.strip(_MARKS)
                    if _is_form(bare, word):
                        forms[word][bare] = forms[word].get(bare, 0) + 1
    for word, counts in forms.items():
        yield min(counts, key=lambda one: (-counts[one], one)) if counts else word


def _is_form(bare: str, word: str) -> bool:
    """Whether a word of a text is this one, or its plural."""
    return bare.casefold() == word or bare.casefold().removesuffix("s") == word


def _distinct(names: Iterable[str]) -> list[str]:
    """The names without those that stand within another or hold one, in their order."""
    chosen: list[str] = []
    for name in names:
        key = f" {folded(name)}"
        if key.strip() and not any(key in f" {folded(one)}" or f" {folded(one)}" in key for one in chosen):
            chosen.append(name)
    return chosen
