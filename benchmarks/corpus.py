"""A corpus of stories that is the same at every run: words of no language, with the frequencies of a real one."""

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

SYLLABLES = ("ba", "do", "fen", "gur", "hal", "ki", "lor", "mi", "nar", "os", "pel", "qua", "ri", "sten", "tu", "vor")
CATEGORIES = ("Harbour", "Council", "Science", "Trade", "Weather", "Letters")
AUTHORS = ("Ada Quill", "Ben Type", "Cora Galley", "Dan Proof")
OUTLETS = ("Paper One", "Paper Two", "Paper Three")
FIRST_DAY = datetime(2020, 1, 1, 8, tzinfo=UTC)


def write_corpus(folder: Path, stories: int, *, seed: int = 1, tags_each: int = 4, tags_in_all: int = 0) -> None:
    """Write `stories` Markdown files below `folder`, about 600 words each, with tags of a vocabulary of `tags_in_all` (a tenth of the stories).

    The headers are Pelican's own, so that stock Pelican reads them as well as we do. A tenth of the stories have a
    source, which stock Pelican takes for a key it does not know.
    """
    chance = random.Random(seed)
    words = [word(chance) for _ in range(4000)]
    # Zipf's law: the n-th word is met 1/n as often as the first (G. K. Zipf, 1935).
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    tags = [f"{word(chance)} {word(chance)}" for _ in range(tags_in_all or max(10, stories // 10))]
    tags = [f"{tag} {number}" for number, tag in enumerate(tags)] if tags_in_all else tags
    for number in range(stories):
        category = chance.choice(CATEGORIES)
        file = folder / category.lower() / f"story-{number:05}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            story(chance, words, weights, number, category, sorted(chance.sample(tags, tags_each))), encoding="utf-8"
        )


def story(
    chance: random.Random, words: list[str], weights: list[float], number: int, category: str, tags: list[str]
) -> str:
    def some(count: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=count)).capitalize()

    header = [
        f"Title: {some(7)}",
        f"Date: {FIRST_DAY + timedelta(hours=7 * number):%Y-%m-%d %H:%M}",
        f"Slug: story-{number:05}",
        f"Category: {category}",
        f"Tags: {', '.join(tags)}",
        f"Authors: {chance.choice(AUTHORS)}",
        f"Summary: {some(20)}.",
    ]
    if number % 10 == 0:
        header += [f"Source: {chance.choice(OUTLETS)}", f"Source_URL: https://paper.example/{number}"]
    body = []
    for section in range(4):
        if section:
            body.append(f"## {some(4)}")
        body += [" ".join(f"{some(chance.randint(8, 22))}." for _ in range(5)) for _ in range(2)]
    return "\n".join(header) + "\n\n" + "\n\n".join(body) + "\n"


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))
