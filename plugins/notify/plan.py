"""Who is to be told of what: from what has changed, and what was told before. Pure but for the files of the edition."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .edition import Changes, Edition
from .markup import links_of_story
from .memory import Linked, Remembered
from .options import Options

SERVICES = ("websub", "indexnow", "webmention")
_FEEDS = (".xml", ".json")


@dataclass(frozen=True, slots=True)
class Plan:
    """`feeds` whose hub is told, `pages` that search engines are told of, and `mentions` as (our page, theirs)."""

    feeds: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    new_stories: tuple[str, ...] = ()
    linked: Mapping[str, Linked] = field(default_factory=dict)
    """Where every story leads now."""

    @property
    def count(self) -> int:
        return len(self.feeds) + len(self.pages) + len(self.mentions)

    def only(self, services: Collection[str]) -> "Plan":
        """What of it these services are told."""
        return Plan(
            self.feeds if "websub" in services else (),
            self.pages if "indexnow" in services else (),
            self.mentions if "webmention" in services else (),
            self.new_stories,
            self.linked,
        )

    def waiting(self) -> dict[str, list[str]]:
        """It as what is still to be told, by service."""
        pairs = [f"{page} {target}" for page, target in self.mentions]
        return {"websub": [*self.feeds], "indexnow": [*self.pages], "webmention": pairs}


def plan(
    edition: Edition, what: Changes, before: Remembered, hub: str, options: Options, withheld: frozenset[str]
) -> Plan:
    """What is to be told. Pages at an address in `withheld` are not spoken of, whatever was published or waits."""
    waiting = before.waiting
    feeds = [edition.address(file) for file in what.there if hub and _names_hub(edition, file)]
    pages = [edition.address(file) for file in what.there if edition.is_for_search(file)]
    pages += [edition.address(file) for file in what.gone if file.endswith((".html", ".htm"))]
    shown = {page: file for page, file in edition.stories.items() if page not in withheld}
    new = {page for page, file in shown.items() if file in what.new}
    linked, mentions = _linked(edition, shown, what, before, new, options) if options.webmentions else ({}, [])
    mentions += [(page, target) for page, _, target in (one.partition(" ") for one in waiting.get("webmention", ()))]
    return Plan(
        _in_order([*feeds, *waiting.get("websub", ())]) if hub else (),
        tuple(one for one in _in_order([*pages, *waiting.get("indexnow", ())]) if one not in withheld)
        if options.key
        else (),
        tuple(sorted({pair for pair in mentions if pair[0] in shown})) if options.webmentions else (),
        tuple(sorted(new)),
        linked,
    )


def _linked(
    edition: Edition,
    shown: Mapping[str, str],
    what: Changes,
    before: Remembered,
    new: Collection[str],
    options: Options,
) -> tuple[dict[str, Linked], list[tuple[str, str]]]:
    """Where the stories lead now, and whom to tell: of a new story everybody; of one that says itself that it has changed everybody
    it leads or led to; of another only whom it leads to now and did not before, or the other way round.

    A page changes when the lists around its story do: that is nobody's affair.
    """
    own, changed = urlsplit(edition.site).netloc, set(what.there)
    linked, mentions = dict[str, Linked](), list[tuple[str, str]]()
    for page, file in shown.items():
        old = before.linked.get(page)
        if file not in changed and before.files is not None:
            linked |= {page: old} if old else {}
            continue
        targets = tuple(one for one in links_of_story(edition.text(file), own) if not _is_skipped(one, options))
        linked[page] = now = Linked(edition.moment(page), targets)
        if old and page not in new:
            both = {*now.targets, *old.targets}
            alike = {*now.targets} & {*old.targets} if now.moment == old.moment else set()
            mentions += [(page, target) for target in both - alike]
        elif page in new:
            mentions += [(page, target) for target in now.targets]
    return linked, mentions


def _is_skipped(url: str, options: Options) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return any(host == one or host.endswith(f".{one}") for one in options.skip)


def _names_hub(edition: Edition, file: str) -> bool:
    """Whether a file is a feed that names a hub."""
    if not file.endswith(_FEEDS):
        return False
    text = edition.text(file)
    return 'rel="hub"' in text or '"hubs"' in text


def _in_order(given: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(given)))
