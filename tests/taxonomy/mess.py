"""Nine hundred tags as a newsroom collects them in a month: right ones, slips, variants, junk, and what is no tag at all. The same at every run."""

from random import Random

SUBJECTS = ("sanction", "election", "ceasefire", "budget", "harbour", "tariff", "vaccine", "drought", "strike", "railway", "mayor", "court", "refugee",
            "satellite", "currency", "pension", "library", "ferry", "school", "bridge")  # fmt: skip
PLACES = (
    "Alderhaven",
    "Brackwater",
    "Calder Bay",
    "Dunmere",
    "Eastholt",
    "Fennick",
    "Garrowby",
    "Hollin Cross",
    "Ivelmouth",
    "Jarrowfell",
)
JUNK = ("news", "latest news", "breaking news", "uncategorized")
CATEGORIES = ("World", "Economy", "Science")
SOURCE = "Harbour Gazette"
AUTHOR = "Ines Caldeira"


def messy_stories(count: int = 800, *, seed: int = 1) -> dict[str, str]:
    """Path -> text of `count` stories in all three dialects, with about 900 different tags among them."""
    chance = Random(seed)  # noqa: S311
    proper = [
        *PLACES,
        *(f"{subject}s" for subject in SUBJECTS),
        *(f"{place} {subject}" for place in PLACES for subject in SUBJECTS),
    ]
    weights = [1 / (rank + 1) for rank in range(len(proper))]
    stories = {}
    for number in range(count):
        names = [_written(name, chance) for name in chance.choices(proper, weights, k=chance.randint(2, 9))]
        if chance.random() < 0.25:
            names.append(chance.choice([*JUNK, *CATEGORIES, SOURCE, AUTHOR]))
        if chance.random() < 0.3:
            names.append(f"{chance.choice(SUBJECTS)} {chance.randint(1, 400)}")  # used once
        stories[f"content/story-{number:04}.md"] = _story(number, list(dict.fromkeys(names)), chance)
    return stories


def _written(name: str, chance: Random) -> str:
    """A name as somebody in a hurry writes it."""
    kind = chance.random()
    if kind < 0.80:
        return name
    if kind < 0.86:
        return name.lower() if chance.random() < 0.5 else name.upper()
    if kind < 0.91:
        return name.removesuffix("s") if name.endswith("s") else f"{name}s"
    if kind < 0.96:
        return name.replace(" ", chance.choice("-_"))
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]  # a letter is missing


def _story(number: int, names: list[str], chance: Random) -> str:
    date, category = f"2026-{1 + number % 12:02}-{1 + number % 28:02}", chance.choice(CATEGORIES)
    form = number % 3
    if form == 0:
        return f"Title: Story {number}\nDate: {date}\nCategory: {category}\nAuthors: {AUTHOR}\nSource: {SOURCE}\nTags: {', '.join(names)}\n\nText {number}.\n"
    if form == 1:
        rows = "".join(f"  - {name}\n" for name in names)
        return f"---\ntitle: Story {number}\ndate: {date}\ncategory: {category}\nauthors: [{AUTHOR}]\nsource: {SOURCE}\ntags:\n{rows}---\nText {number}.\n"
    quoted = ", ".join(f'"{name}"' for name in names)
    return f'+++\ntitle = "Story {number}"\ndate = {date}\ncategory = "{category}"\nauthors = ["{AUTHOR}"]\nsource = "{SOURCE}"\ntags = [{quoted}]\n+++\nText {number}.\n'
