"""How long the lists of related stories take: a clean start, one with kept analyses, one changed story and one more; and how many lists change.

    python benchmarks/related_speed.py [--stories 10000] [--words 900] [--uniform]

Words are as frequent as in a real language (Zipf's law), or with --uniform all alike, which is the worst case: every word stands in many
stories. Seconds are those of the clock, and in brackets those that all processors worked; memory is that of the largest process.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from corpus import word
from pelican.plugins.related.document import Document, Label
from pelican.plugins.related.kept import Kept
from pelican.plugins.related.updates import Lists, Update

T = TypeVar("T")

SHOWN, LIMIT, VOCABULARY, TAGS, CHANGES = 4, 10, 20_000, 300, 5


class Corpus:
    """Stories that are the same at every run."""

    def __init__(self, words: int, *, uniform: bool) -> None:
        chance = random.Random(1)
        self._vocabulary = sorted({word(chance) + word(chance) for _ in range(2 * VOCABULARY)})[:VOCABULARY]
        chance.shuffle(self._vocabulary)
        self._weights = None if uniform else list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))
        self._words = words

    def story(self, number: int) -> Document:
        chance = random.Random(number)
        tags = tuple(Label(tag, tag) for tag in sorted(chance.sample(self._vocabulary[:TAGS], 4)))
        section = Label(self._vocabulary[chance.randrange(8)], "Section")
        title, text = self.some(chance, 7), self.some(chance, self._words)
        return Document(
            (f"{number:07}", "en"), title=title, text=text, tags=tags, categories=(section,), day=number / 3
        )

    def some(self, chance: random.Random, count: int) -> str:
        return " ".join(chance.choices(self._vocabulary, cum_weights=self._weights, k=count))


def worked() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def timed(name: str, work: Callable[[], T], times: int = 1) -> T:
    begin, before = time.perf_counter(), worked()
    results = [work() for _ in range(times)]
    print(f"{name:28} {(time.perf_counter() - begin) / times:7.2f} s ({(worked() - before) / times:.2f})", flush=True)
    return results[-1]


def changed(lists: Lists, update: Update) -> int:
    """How many readers would see another list."""
    return sum([one.key for one in lists[key][:SHOWN]] != [one.key for one in update.lists[key][:SHOWN]] for key in update.changed if key in lists)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=900)
    parser.add_argument("--uniform", action="store_true")
    given = parser.parse_args()
    corpus = Corpus(given.words, uniform=given.uniform)
    archive = [corpus.story(number) for number in range(given.stories)]
    with tempfile.TemporaryDirectory(prefix="newsroom-related-") as folder:
        timed("cold", lambda: Lists.of(archive, LIMIT, keeper=Kept(Path(folder))))
        lists = timed("warm (analyses kept)", lambda: Lists.of(archive, LIMIT, keeper=Kept(Path(folder))))
    chance = random.Random(2)
    for name, changes in (
        (
            "one word more",
            [replace(one, text=f"{one.text} {corpus.some(chance, 1)}") for one in chance.sample(archive, CHANGES)],
        ),
        ("one word in twenty changed", [rewritten(corpus, chance, one) for one in chance.sample(archive, CHANGES)]),
        ("one story more", [corpus.story(given.stories + number) for number in range(CHANGES)]),
    ):
        updates: list[Update] = []
        rest = iter(changes)
        timed(name, lambda rest=rest, updates=updates: updates.append(lists.updated([next(rest)])), CHANGES)
        print(f"{'':28} {sum(changed(lists, one) for one in updates) / CHANGES:7.1f} lists changed of {given.stories}")
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{'memory':28} {memory / (2**20 if sys.platform == 'darwin' else 2**10):7.0f} MiB")
    return 0


def rewritten(corpus: Corpus, chance: random.Random, story: Document) -> Document:
    words = [corpus.some(chance, 1) if chance.random() < 0.05 else one for one in story.text.split()]
    return replace(story, text=" ".join(words))


if __name__ == "__main__":
    sys.exit(main())
