"""What may stand in one list beside what is there: no copy, no second of one source, not too much of one kind. Pure."""

import re

from ..newsroom.archive import Archive
from ..newsroom.provenance import is_reprint
from ..newsroom.story import Story
from .copies import is_copy
from .options import Options

_NO_ADDRESS = re.compile(r"^https?://(?:www\.)?|[?&](?:utm_\w+|fbclid|gclid)=[^&#]*|#.*$|/+(?=$|\?|#)", re.IGNORECASE)


class ListRules:
    """The rules over the list of one story, which grows by `take`. The editor's pins are taken without being asked."""

    def __init__(self, archive: Archive, story: Story, options: Options) -> None:
        self._archive, self._story, self._options = archive, story, options
        self._taken: list[Story] = []
        self._pairs = {archive.pair_of(story)}
        self._addresses = _addresses(story)
        self._excluded = set(story.related_exclude)

    def take(self, other: Story) -> None:
        self._taken.append(other)
        self._pairs.add(self._archive.pair_of(other))
        self._addresses |= _addresses(other)

    def allow(self, other: Story) -> bool:
        return not self.refusal(other)

    def refusal(self, other: Story) -> str:
        """Why a story may not stand here, for an editor; "" where it may."""
        if other.names() & self._excluded:
            return "related_exclude of the story names it"
        if self._archive.pair_of(other) in self._pairs:
            return "it is the story itself or a translation of one that is shown"
        if _addresses(other) & self._addresses:
            return "it goes back to the same article elsewhere as the story or one that is shown"
        if (
            other.storyline
            and sum(one.storyline == other.storyline for one in self._taken) >= self._options.of_one_storyline
        ):
            return f"{self._options.of_one_storyline} of the storyline {other.storyline.name} are shown already"
        if is_reprint(other) and sum(map(is_reprint, self._taken)) >= self._options.reprints:
            return f"{self._options.reprints} of other papers' texts may be shown"
        copied = next((one for one in (self._story, *self._taken) if is_copy(other.text, one.text)), None)
        return f"its text is nearly that of {copied.slug}" if copied else ""


def _addresses(story: Story) -> set[str]:
    """The addresses of its sources, without what changes nothing: scheme, www, tracking, anchor, the slash at the end."""
    return {_NO_ADDRESS.sub("", source.url).casefold() for source in story.sources if source.url}
