"""What may stand in one list beside what is there: no copy, no second of one source, not too much of one kind. Pure."""

from .copies import Copies
from .facts import Facts
from .options import Options


class ListRules:
    """The rules over the list of one story, which grows by `take`. The editor's pins are taken without being asked."""

    def __init__(self, story: Facts, options: Options, copies: Copies) -> None:
        self._story, self._options, self._copies = story, options, copies
        self._taken: list[Facts] = []
        self._pairs = {story.pair}
        self._addresses = set(story.addresses)

    def take(self, other: Facts) -> None:
        """Count a story as one of the list: those that come later are held against it."""
        self._taken.append(other)
        self._pairs.add(other.pair)
        self._addresses |= other.addresses

    def allow(self, other: Facts) -> bool:
        return not self.refusal(other)

    def refusal(self, other: Facts) -> str:
        """Why a story may not stand here, for an editor; "" where it may."""
        if other.names & self._story.excluded:
            return "related_exclude of the story names it"
        if other.pair in self._pairs:
            return "it is the story itself or a translation of one that is shown"
        if other.addresses & self._addresses:
            return "it goes back to the same article elsewhere as the story or one that is shown"
        if (
            other.storyline
            and sum(one.storyline == other.storyline for one in self._taken) >= self._options.of_one_storyline
        ):
            return f"{self._options.of_one_storyline} of the storyline {other.storyline[1]} are shown already"
        if other.is_reprint and sum([one.is_reprint for one in self._taken]) >= self._options.reprints:
            return f"{self._options.reprints} of other papers' texts may be shown"
        beside = (self._story, *self._taken)
        copied = next((one for one in beside if self._copies.is_copy(other.path, one.path)), None)
        return f"its text is nearly that of {copied.slug}" if copied else ""
