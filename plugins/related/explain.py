"""Why one story stands under another, or does not, in words and numbers for an editor. Pure."""

from collections.abc import Iterator

from ..newsroom.story import Story
from ..newsroom.words import Words
from .choosing import EXPLAINER_DECAY, NO_TAG
from .matching import DECAY, nearness
from .selection import Selection

#: Terms that are listed, and stories that just missed a list.
TERMS, NEXT = 12, 5

ROLES = {
    "pinned": "Read first",
    "storyline": "Same story",
    "background": "Background",
    "since": "Since then",
    "more": "Filler",
}


def list_of(selection: Selection, story: Story, _: Words) -> Iterator[str]:
    """The list of a story, and what comes next with what keeps it out."""
    shown = selection.of(story)
    scores = {one.path: score for score, one in selection.matches(story)}
    chance = selection.by_chance(story)
    yield f"{story.slug}: {len(shown) or 'no'} related {'story' if len(shown) == 1 else 'stories'}"
    for place, item in enumerate(shown, start=1):
        yield f"{place:3}. {_times(scores.get(item.story.path), chance)}  {ROLES[item.role]}{_month(item.role, item.story, _)}: {item.reason}"
        yield f"            {item.story.slug} - {item.story.title}"
    listed = {item.story.path for item in shown}
    missed = [path for path in scores if path not in listed][:NEXT]
    if missed:
        yield "next, and not shown:"
    for path in missed:
        other = selection.story(path)
        yield f"     {_times(scores[path], chance)}  {other.slug}: {why_not(selection, story, other)}"


def pair(selection: Selection, story: Story, other: Story, _: Words) -> Iterator[str]:
    """Why `other` stands in the list of `story`, or why not, and what they have in common."""
    yield f"{other.slug} under {story.slug}"
    shown = selection.of(story)
    place = next((n for n, one in enumerate(shown) if one.story == other), None)
    if place is not None:
        item = shown[place]
        yield f"It is shown, {place + 1} of {len(shown)}. {ROLES[item.role]}{_month(item.role, other, _)}: {item.reason}."
    else:
        yield f"It is not shown: {why_not(selection, story, other)}."
    if story.path == other.path:
        return
    yield ""
    matches = selection.matches(story)
    rank = next((n for n, (_score, one) in enumerate(matches) if one.path == other.path), None)
    if rank is not None:
        score, chance = matches[rank][0], selection.by_chance(story)
        yield f"score        {score:.4f}, number {rank + 1} of {len(matches)} matches"
        if chance:
            yield f"             {score / chance:.1f} times what stories on different subjects reach by chance; {selection.least(story, other) / chance:.2f} is needed{_what_for(selection, story, other)}"
    yield from _time(selection, story, other)
    tags = selection.shared_tags(story, other)
    yield f"tags         {', '.join(tags) or 'none in common'}"
    names = selection.shared_names(story, other)
    yield f"names        {', '.join(names[:TERMS]) or 'none in common'}"
    shared = selection.shared(story, other)
    if not shared:
        yield "words        none in common that are neither unique nor everywhere"
        return
    total = sum(one.weight for one in shared)
    yield f"words        {len(shared)} in common, the heaviest:"
    for one in shared[:TERMS]:
        yield f"             {one.weight / total:5.1%}  {one.kind:8}  {one.name}"


def why_not(selection: Selection, story: Story, other: Story) -> str:
    """What keeps a story out of a list that it does not stand in."""
    if story.path == other.path:
        return "a story is never its own relation"
    if story.lang != other.lang and selection.options.languages != "mixed":
        return f'it is in another language ({other.lang}), and RELATED["languages"] is "own"'
    shown = [item.story for item in selection.of(story)]
    refusal = selection.refusal(story, other, shown)
    if refusal:
        return refusal
    matches = selection.matches(story)
    rank = next((n for n, (_score, one) in enumerate(matches) if one.path == other.path), None)
    if rank is None:
        return f"it is not among the {len(matches)} stories most like it"
    score, chance, least = matches[rank][0], selection.by_chance(story), selection.least(story, other)
    if score < least:
        return f"too faint: {score / chance:.2f} times what chance gives, and {least / chance:.2f} is needed{_what_for(selection, story, other)}"
    if rank < selection.options.limit and len(shown) >= selection.options.limit:
        return "its place went to a pin, to the storyline, to a story that says something else, or to one that nobody else leads to"
    return f"the list is full: it is number {rank + 1} of the matches, and {selection.options.limit} are shown"


def _time(selection: Selection, story: Story, other: Story) -> Iterator[str]:
    if not story.date or not other.date:
        return
    days = abs((story.date - other.date).total_seconds()) / 86_400
    explains = other.type == "explainer"
    decay, pace = EXPLAINER_DECAY if explains else DECAY, selection.engine.pace(story.lang)
    kept = nearness(days, decay, pace)
    what = "an explainer" if explains else other.type or "news"
    apart = "1 day" if round(days) == 1 else f"{days:.0f} days"
    yield f"time         {apart} apart: {what} keeps {kept:.0%} of its score (1 / (1 + {decay} ln(1 + days / {pace:g})))"


def _what_for(selection: Selection, story: Story, other: Story) -> str:
    needed = selection.needed(story, other)
    if needed == 1.0:
        return ""
    return f" (as they have {'no tag' if needed == NO_TAG else 'only tags of many stories'} in common)"


def _times(score: float | None, chance: float) -> str:
    """A score as a multiple of what chance gives, in six columns; blank for what nobody had to score."""
    return f"{score / chance:5.1f}x" if score is not None and chance else "      "


def _month(role: str, other: Story, _: Words) -> str:
    return f", {_.month(other.date)}" if other.date and role in ("background", "since") else ""
