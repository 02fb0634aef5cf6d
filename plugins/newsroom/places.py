"""Who writes what where: every page, feed and old address of a site, known before anything is written. Pure."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from .options import nearest
from .outward import climbs
from .problem import Problem, some
from .registry import Moved

_REMEDIES = {
    "article": "give the story another slug",
    "page": "give the page another slug",
    "file": "rename the file, or the story that has its address",
    "tag": "rename one of them in tags.yaml",
    "category": "rename one of them in categories.yaml",
    "author": "set AUTHOR_URL, AUTHOR_SAVE_AS and AUTHOR_FEED_ATOM to addresses that nothing else has",
    "source": "rename one of them in sources.yaml",
    "storyline": "rename one of them in storylines.yaml",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Something with an address of its own.

    `kind` is article, page, tag, category, author, source, storyline, file or part (a page of the theme: its indexes, archives and
    feeds). `url` is below the site's address, without a leading slash; `files` are all it writes below the output folder. `former`
    are old addresses that lead to `url`. `path` and `line` say where somebody can mend it; the line of a story is looked up when it is
    wanted. `replaces` is set where its writer chose the file by hand: it then takes the place of a page of the theme. `indexed` says
    whether search engines may list it, `updated` when its stories last changed.
    """

    kind: str
    slug: str
    name: str
    url: str
    files: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    path: str = "pelicanconf.py"
    line: int = 0
    replaces: bool = False
    indexed: bool = True
    updated: datetime | None = None

    @property
    def what(self) -> str:
        if self.kind in ("article", "page", "file"):
            return self.path
        return self.name if self.kind == "part" else f'the {self.kind} "{self.name}"'


@dataclass(frozen=True, slots=True)
class Redirect:
    """`old` and `new` are addresses below the site's, without a leading slash; `file` is where a page for `old` is written.

    An old address may end in a query, as WordPress's `?p=41`: then no page can stand for it, and only the maps of servers know it.
    """

    old: str
    new: str
    file: str

    @property
    def by_query(self) -> bool:
        return "?" in self.old


LineOf = Callable[[Place], int]
_line: LineOf = attrgetter("line")


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from who claims what: every place with its old addresses, the places by what a writer may link to, and what is wrong."""

    everything: tuple[Place, ...]
    addresses: Mapping[tuple[str, str], Place]
    redirects: tuple[Redirect, ...]
    astray: tuple[Problem, ...] = ()
    """Lines of `redirects.yaml` that lead nowhere."""
    collisions: tuple[Problem, ...] = ()
    contests: tuple[Problem, ...] = ()
    """Old addresses that are somebody else's."""


class Settling:
    """Settles places, and remembers how it did: a process that builds again and again has the same claims after most edits."""

    def __init__(self) -> None:
        self._claimed: tuple[tuple[Place, ...], tuple[Moved, ...]] = ((), ())
        self._settled: Settled | None = None

    def of(self, claimed: tuple[Place, ...], moved: tuple[Moved, ...], line_of: LineOf = _line) -> Settled:
        """Where something is wrong, a line is to be told, which may be another one after each edit: then it is looked through anew."""
        if self._settled is None or self._claimed != (claimed, moved):
            self._settled = settled(claimed, moved, line_of)
            self._claimed = claimed, moved
        found, is_wrong = self._settled, self._settled.astray or self._settled.collisions or self._settled.contests
        self._settled = None if is_wrong else found
        return found


def settled(claimed: Sequence[Place], moved: Sequence[Moved], line_of: LineOf = _line) -> Settled:
    """The addresses of a site, with where `moved` ones lead and what is wrong between them. `line_of` tells where somebody can mend a place."""
    everything, astray = with_moved(claimed, moved)
    redirected, contests = redirects(everything, line_of)
    crowded = collisions(everything, line_of)
    return Settled(everything, by_address(everything), redirected, tuple(astray), tuple(crowded), tuple(contests))


def collisions(places: Iterable[Place], line_of: LineOf = _line) -> list[Problem]:
    """A problem at every place that writes a file which another writes too: it names both and what to do."""
    places = tuple(places)
    files = [file for place in places for file in place.files]
    if len(set(files)) == len(files):
        return []
    by_file: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for file in dict.fromkeys(place.files):
            by_file[file].append(place)
    found = []
    for file, group in by_file.items():
        by_hand = any(place.replaces for place in group)
        claimants = [place for place in group if place.replaces or place.kind == "file"] if by_hand else group
        if len(claimants) > 1:
            found += [_collision(place, file, claimants, line_of(place)) for place in claimants]
    return sorted(set(found))


def with_moved(places: Sequence[Place], moved: Sequence[Moved]) -> tuple[tuple[Place, ...], list[Problem]]:
    """The places with the old addresses that `redirects.yaml` gives them, and a problem at each line that leads nowhere."""
    if not moved:
        return tuple(places), []
    by_file = {file_of(old.lstrip("/")): place for place in places for old in place.former}
    by_file.update((file_of(place.url), place) for place in places if place.url or place.files)
    leads = {file_of(one.old): one for one in moved}
    former: dict[int, list[str]] = defaultdict(list)
    problems = []
    for one in moved:
        seen = {file_of(one.old)}
        target = file_of(one.new)
        while target in leads and target not in by_file and target not in seen:
            seen.add(target)
            target = file_of(leads[target].new)
        if target in by_file:
            former[id(by_file[target])].append(one.old)
        elif target in seen:
            problems.append(
                Problem(
                    one.path,
                    one.line,
                    1,
                    "E12",
                    f"/{one.old} and /{one.new} lead to each other in a circle",
                    "take one of the lines out",
                )
            )
        else:
            urls = [place.url for place in places if place.url]
            near = nearest(one.new, urls)
            problems.append(
                Problem(
                    one.path,
                    one.line,
                    1,
                    "E10",
                    f"/{one.new} is no page of this site",
                    f"did you mean /{near}?" if near else "write the address of a page, or take the line out",
                )
            )
    return tuple(
        dataclasses.replace(place, former=(*place.former, *former[id(place)])) if id(place) in former else place
        for place in places
    ), problems


def redirects(places: Sequence[Place], line_of: LineOf = _line) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """The old addresses of all places, by address, and a problem at both sides where an old address is somebody else's.

    A living page is never covered by a redirect, so that every redirect leads to its page in one step and none in a circle.
    """
    if not any(place.former for place in places):
        return (), []
    alive = {file: place for place in places for file in place.files}
    claims: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    problems: list[Problem] = []
    for place in places:
        for old in dict.fromkeys(one.lstrip("/") for one in place.former):
            file = file_of(old)
            if climbs(file.partition("?")[0]):
                problems.append(
                    Problem(
                        place.path,
                        place.line,
                        0,
                        "E19",
                        f"the old address /{old} leads out of the site",
                        "write it without ..",
                    )
                )
            elif alive.get(file) is not place:
                claims[file].append((old, place))
    made: list[Redirect] = []
    for file, claimants in sorted(claims.items()):
        holder = alive.get(file)
        sides = [place for _, place in claimants] + ([holder] if holder else [])
        if len({place.url for place in sides}) > 1:
            problems += [
                _contest(place, claimants[0][0], [one for one in sides if one is not place], line_of(place))
                for place in sides
            ]
        if holder is None:
            made.append(Redirect(claimants[0][0], claimants[0][1].url, file))
    return tuple(made), sorted(set(problems))


def file_of(url: str) -> str:
    """The file that a web server answers an address with: `2019/old/` -> `2019/old/index.html`, `old.html` -> `old.html`."""
    if url.endswith("/") or not url:
        return f"{url}index.html"
    return url if "." in url.rsplit("/", 1)[-1] else f"{url}/index.html"


def page_files(save_as: str, count: int, per_page: int, patterns: Sequence[tuple[int, str, str]]) -> tuple[str, ...]:
    """The files of a list of `count` stories by Pelican's PAGINATION_PATTERNS, each (first page, URL, SAVE_AS)."""
    pages = max(1, -(-count // per_page)) if per_page else 1
    name, dot, extension = save_as.rpartition(".")
    folder, _, file = save_as.rpartition("/")
    facts = {
        "save_as": save_as,
        "url": save_as,
        "name": name,
        "extension": dot + extension,
        "base_name": folder if file in ("index.html", "index.htm") else name,
    }
    files = []
    for number in range(1, pages + 1):
        fitting = [save for first, _, save in patterns if first <= number and first != -1]
        last = [save for first, _, save in patterns if first == -1 and number == pages]
        rule = (last or fitting[-1:] or ["{save_as}"])[0]
        files.append(rule.format(number=number, **facts).removeprefix("/"))
    return tuple(files)


def by_address(places: Iterable[Place]) -> Mapping[tuple[str, str], Place]:
    """The places that a writer may link to by name: (kind, slug) -> place."""
    return {(place.kind, place.slug): place for place in places if place.slug and place.url}


def _collision(place: Place, file: str, group: Sequence[Place], line: int) -> Problem:
    others = some(list(dict.fromkeys(other.what for other in group if other is not place)))
    address = "/" + file.removesuffix("index.html")
    said = (
        f"{place.what} and {others} would both be written to {address}"
        if place.kind != "article"
        else f"the address {address} is also that of {others}"
    )
    kinds = [place.kind, *(other.kind for other in group if other is not place)]
    remedy = next((_REMEDIES[kind] for kind in kinds if kind in _REMEDIES), "change one of the two settings")
    if {*kinds} == {"file", "part"}:
        remedy = "rename the file, or switch the other off by the setting in brackets"
    return Problem(place.path, line, 0, "E12", said, remedy)


def _contest(place: Place, old: str, others: Sequence[Place], line: int) -> Problem:
    named = some(list(dict.fromkeys(other.what for other in others)))
    return Problem(
        place.path,
        line,
        0,
        "E12",
        f"the old address /{old} belongs to {place.what} and to {named}",
        "take it away from one of them",
    )
