"""What the addresses outside say of a site's stories: W04 for a dead one without a copy, W13 for one that moved for good."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from ..newsroom.publication import WITHHELD
from ..newsroom.yaml_text import Position
from .client import DEAD, UNSURE, Answer, Client, web_of
from .memory import Memory
from .options import Options
from .visits import Progress, visit
from .wayback import Wayback


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a story leads to. `what` says in words whose it is; `is_archived` where the story names a copy."""

    url: str
    path: str
    place: Position
    what: str
    is_archived: bool = False
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking the web: `asked` addresses were asked now, of `known` ones the answer was kept."""

    problems: tuple[Problem, ...]
    asked: int
    known: int
    unsure: tuple[tuple[str, str], ...]
    """(address, why) of those that nobody can judge from here."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    """The archived copies of the dead that were looked for, "" where there is none."""


def judged(
    build: Build,
    *,
    archive: bool = False,
    progress: Progress | None = None,
    client: Client | None = None,
    known: Outcome | None = None,
) -> Outcome:
    """Ask every address outside that a story which readers may see leads to.

    `archive` also looks for copies of the dead. What `known`, the outcome of the same run before a file was mended, tells already is
    not asked again.
    """
    options = build.options("ONLINE", Options)
    client = client or Client(options)
    memory = Memory(build.site.root / ".cache" / "newsroom" / "online.json", build.site.now, options.days)
    addresses = list(addresses_of(build))
    urls = {one.url for one in addresses}
    before = known.answers if known else {}
    answers = {url: answer for url in urls if (answer := before.get(url) or memory.get(url))}
    fresh = visit(urls - answers.keys(), client, options, progress=progress)
    for url, answer in fresh.items():
        memory.keep(url, answer)
    memory.write(frozenset(urls))
    count = len(answers)
    answers |= fresh
    copies = dict(known.copies) if known else {}
    if archive:
        wayback = Wayback(web_of(options), options)
        dead = {one.url for one in addresses if answers[one.url].verdict == DEAD and not one.is_archived}
        copies |= {url: wayback.copy_of(url) for url in sorted(dead - copies.keys())}
    problems = tuple(_problems(addresses, answers, copies))
    unsure = tuple(sorted((url, one.why) for url, one in answers.items() if one.verdict == UNSURE))
    return Outcome(problems, len(fresh), count, unsure, answers, copies)


def addresses_of(build: Build) -> Iterator[Address]:
    """Every address outside, with its place: of sources, and of links in the text."""
    own = urlsplit(build.site.url).netloc
    for story in build.desk.stories:
        if story.status in (WITHHELD, "withdrawn"):
            continue
        reading = build.desk.readings[story.path]
        for number, source in enumerate(story.sources):
            if is_outside(source.url, own):
                place = reading.place(f"sources.{number}.url")
                yield Address(
                    plain(source.url), story.path, place, f"the address of {source.name}", bool(source.archived), True
                )
        for link in reading.links:
            if not link.marker and is_outside(link.target, own):
                yield Address(plain(link.target), story.path, reading.place_of(link), "the link")


def is_outside(url: str, own: str) -> bool:
    """Whether an address leads to another host than `own`, by a protocol that can be asked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.netloc != own


def _problems(addresses: list[Address], answers: Mapping[str, Answer], copies: Mapping[str, str]) -> Iterator[Problem]:
    for one in addresses:
        answer = answers[one.url]
        if answer.verdict == DEAD and not one.is_archived:
            yield Problem(
                one.path,
                *one.place,
                "W04",
                f"{one.what} is dead: {answer.why} ({one.url})",
                _remedy(one, copies.get(one.url, "")),
            )
        elif answer.moved:
            yield Problem(
                one.path,
                *one.place,
                "W13",
                f"{one.what} has moved for good ({one.url})",
                f"write {answer.moved}",
                fix=((one.url, answer.moved),),
            )


def _remedy(one: Address, copy: str) -> str:
    if copy:
        return f"write archived: {copy}" if one.is_source else f"link to the archived copy: {copy}"
    if one.is_source:
        return f"look for a copy at https://web.archive.org/web/*/{one.url} and write archived: with its address"
    return "link to what replaced it, or take the link out"


def plain(url: str) -> str:
    """An address as it is asked: without what follows its #."""
    return urldefrag(url.strip()).url
