"""What can only be judged with all stories at hand: addresses, ids, links, pins, credits."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from unicodedata import normalize

from . import address
from .credit import policy_problems
from .file_reading import Reading
from .file_text import is_there
from .identity import id_of
from .links import Link, is_local, links_in, resolved
from .near_files import file_near
from .options import nearest
from .problem import Problem, some
from .publication import WITHHELD
from .registry import Registries
from .site import Site
from .story import Story
from .yaml_text import Position

_PATH = attrgetter("path")
_SHOWN = ("published", "hidden", "draft")


def one_address_each(readings: Iterable[Reading], site: Site) -> tuple[list[Problem], list[Reading]]:
    """The readings that can stand beside each other, and a problem at every file of a collision.

    A site whose ARTICLE_SAVE_AS is empty shows its stories in lists alone: they have no file to share.

    The oldest story keeps the address. The others are left out, or, where the site asks for it (`same_address` "date"), get their
    date and then a number into their slug, and no problem.
    """
    shown = [(one.story.file, one) for one in readings if one.story and one.story.status != "skip"]
    files = [file for file, _ in shown if file]
    if len(set(files)) == len(files):
        return [], sorted([one for _, one in shown], key=_PATH)
    by_file: dict[str, list[Reading]] = defaultdict(list)
    for reading in sorted([one for _, one in shown], key=_oldest_first):
        assert reading.story is not None
        by_file[reading.story.file].append(reading)
    problems: list[Problem] = []
    standing: list[Reading] = []
    taken = set(by_file)
    standing += by_file.pop("", [])
    for file, group in by_file.items():
        standing.append(group[0])
        movable = site.options.same_address == "date"
        moved = [_moved(other, site, taken) if movable else None for other in group[1:]]
        standing.extend(one for one in moved if one)
        if None in moved:
            where = "/" + file.removesuffix("index.html")
            stuck = [other for other, one in zip(group[1:], moved, strict=True) if one is None]
            for reading in (group[0], *stuck):
                others = _others(reading, group)
                problems.append(
                    Problem(
                        reading.path,
                        *reading.place("slug"),
                        "E12",
                        f"the address {where} is also that of {others}",
                        "give one of them another slug",
                    )
                )
    return problems, sorted(standing, key=_PATH)


def one_id_each(readings: Iterable[Reading]) -> list[Problem]:
    """A problem at every file whose id is also another's."""
    articles = [one for one in readings if one.story and one.story.is_article]
    names = [one.story.id for one in articles if one.story]
    if len(set(names)) == len(names):
        return []
    by_id: dict[str, list[Reading]] = defaultdict(list)
    for name, reading in zip(names, articles, strict=True):
        by_id[name].append(reading)
    return [
        Problem(
            reading.path,
            *reading.place("id"),
            "E12",
            f'the id "{name}" is also that of {_others(reading, group)}',
            "give the younger one a new id",
        )
        for name, group in by_id.items()
        if len(group) > 1
        for reading in group
    ]


def credit_problems(readings: Iterable[Reading], registries: Registries, site: Site) -> list[Problem]:
    """What the policy says of each story's sources: licence, permission, what the outlet allows."""
    problems: list[Problem] = []
    for reading in readings:
        if reading.story and reading.story.sources:
            problems += policy_problems(reading.story, registries, site.now.date(), place_of=reading.place)
    return problems


def linking(stories: Iterable[Story], readings: Mapping[str, Reading]) -> tuple[Story, ...]:
    """The stories with links that a rule of the whole site may find fault with, and whose text is shown."""
    with_links = [story for story in stories if readings[story.path].near]
    return tuple([story for story in with_links if story.status not in (WITHHELD, "withdrawn")])


def links(stories: Sequence[Story], readings: Mapping[str, Reading], site: Site) -> list[Problem]:
    """Links with `{filename}`, `{static}` and `{attach}` in what is written that lead nowhere, or to what readers may not see."""
    with_links = linking(stories, readings)
    status = {story.path: story.status for story in stories} if with_links else {}
    problems = []
    for story in with_links:
        reading = readings[story.path]
        for link in reading.near:
            if link.marker in ("filename", "static", "attach"):
                fault = _fault(link, story, status, readings, site)
                if fault:
                    rule, message, remedy = fault
                    problems.append(Problem(story.path, *reading.place_of(link), rule, message, remedy))
    return problems


def references(
    stories: Sequence[Story], readings: Mapping[str, Reading], registries: Registries, site: Site
) -> list[Problem]:
    """Pins, `translation_of` and the entries of the front page that lead to nothing."""
    names = names_of(readings.values())
    known: list[str] = []
    problems = []

    def missing(path: str, place: Position, what: str, name: str) -> None:
        known.extend(() if known else sorted(names))
        near = nearest(name, known)
        problems.append(
            Problem(
                path,
                *place,
                "W22",
                f'{what} "{name}" leads to no story',
                f'did you mean "{near}"?' if near else "write the slug or id of a story",
            )
        )

    for story in stories:
        if not (story.related or story.related_exclude or story.translation_of):
            continue
        reading = readings[story.path]
        for key, pins in (("related", story.related), ("related_exclude", story.related_exclude)):
            for number, name in enumerate(pins):
                if name.strip("/") not in names:
                    missing(story.path, reading.place(f"{key}.{number}"), key, name)
        if story.translation_of and story.translation_of not in names:
            missing(story.path, reading.place("translation_of"), "translation_of", story.translation_of)
    front = site.registry("front")
    for name in (registries.front.lead, *registries.front.pinned):
        if name and name not in names:
            missing(front, (0, 0), "the front page's", name)
    for name in registries.front.sections if registries.categories.exists else ():
        if registries.categories.find(name) is None:
            near = registries.categories.nearest(name)
            remedy = f'did you mean "{near}"?' if near else "write a category of categories.yaml"
            problems.append(Problem(front, 0, 0, "W22", f'the front page\'s section "{name}" is no category', remedy))
    return problems


def names_of(readings: Iterable[Reading]) -> frozenset[str]:
    """Everything by which a story of these may be referred to."""
    stories = [reading.story for reading in readings if reading.story]
    return frozenset({story.slug for story in stories} | {story.id for story in stories}) - {""}


def templates(
    stories: Iterable[Story],
    readings: Mapping[str, Reading],
    direct: Iterable[str],
    has_template: Callable[[str], bool],
) -> list[Problem]:
    """Templates that a story or DIRECT_TEMPLATES asks for and the theme lacks: Pelican would end the whole build at the first."""
    problems = [
        Problem(
            story.path,
            *readings[story.path].place("template"),
            "E00",
            f'the theme has no template "{story.template}"',
            "take the line out; the story is shown as any other",
        )
        for story in stories
        if story.template and not has_template(story.template)
    ]
    return problems + [
        Problem(
            "pelicanconf.py",
            0,
            0,
            "E00",
            f'the theme has no template "{name}", which DIRECT_TEMPLATES asks for',
            "take it out of DIRECT_TEMPLATES, or choose a theme that has it",
        )
        for name in direct
        if not has_template(name)
    ]


def private_files(
    stories: Sequence[Story], readings: Mapping[str, Reading], registries: Registries, site: Site
) -> frozenset[str]:
    """Files of the content folder that only stories use which this build does not show: their names alone would tell."""

    def files(some: Iterable[Reading]) -> set[str]:
        found: set[str] = set()
        for reading in some:
            if reading.story:
                # Where something else made the HTML, the reading's links are not the text's.
                found |= files_of(reading.story, site, reading.near if reading.html is None else None)
        return found

    # A story that is skipped or cannot be built is none of the stories, and of a withdrawn one they hold the notice alone.
    open_paths = {one.path for one in stories if one.status in _SHOWN}
    hidden = [one for path, one in readings.items() if path not in open_paths]
    private = files(hidden) | _bundled([one.path for one in hidden], open_paths, site)
    if private:
        private -= {author.image.lstrip("/") for author in registries.authors if author.image}
        private -= files(one for path, one in readings.items() if path in open_paths)
    # What a site is made of is no part of it, though a setting says to copy it all.
    sources = {f"{site.folder_of(one.path)}/{one.path.rsplit('/', 1)[-1]}".lstrip("/") for one in hidden}
    sources.update(site.inner(file) for file in (site.content / site.options.data).glob("*.y*ml"))
    # Somebody else's text, which is nobody's to read here.
    saved = {file for story in stories if story.source_text for file in _saved_texts(story, site)}
    return frozenset(private | sources | saved)


def _bundled(hidden: Iterable[str], open_paths: Iterable[str], site: Site) -> set[str]:
    """What lies in the folders of stories that have one of their own, but not in that of a story which is shown."""
    bundles = {site.folder_of(path) for path in hidden if path.rsplit("/", 1)[-1].startswith("index.")} - {""}
    found: set[str] = set()
    if bundles:
        shown = {site.content / site.folder_of(path) for path in open_paths}
        for folder in {site.content / one for one in bundles} - shown:
            inside = [one for one in shown if folder in one.parents]
            for file in folder.rglob("*"):
                if file.is_file() and not any(one in file.parents for one in inside):
                    found.add(site.inner(file))
    return found


def _saved_texts(story: Story, site: Site) -> set[str]:
    return {story.source_text, resolved(story.source_text, site.folder_of(story.path))} if story.source_text else set()


def files_of(story: Story, site: Site, links: Iterable[Link] | None = None) -> set[str]:
    """The files of the content folder that a story shows or leads to. `links` are its body's, where somebody has them."""
    files = {story.image.src} if story.image else set()
    files |= _saved_texts(story, site)
    for link in links_in(story.body) if links is None else links:
        if link.marker in ("filename", "static", "attach") or is_local(link):
            files |= {resolved(link.path, site.folder_of(story.path)), link.path.lstrip("/")}
    return files


def _fault(
    link: Link, story: Story, status: Mapping[str, str], readings: Mapping[str, Reading], site: Site
) -> tuple[str, str, str] | None:
    inner = resolved(link.path, site.folder_of(story.path))
    path = site.path_of(inner) if inner else ""
    if not inner:
        return "E10", f'the link to "{link.target}" leads out of the content folder', "link to a file inside it"
    if link.marker == "filename" and path in readings:
        if status.get(path) == "withdrawn":
            return "E17", f"the link leads to {path}, which was withdrawn", "take the link out"
        if status.get(path) in (None, WITHHELD) or (status[path] == "draft" and story.status != "draft"):
            return "E10", f"the link leads to {path}, which is not public", "take the link out until it is"
        return None
    if is_there(site.content / inner):
        return None
    if link.marker == "filename":
        names = {one.rsplit("/", 1)[-1]: one for one in sorted(readings, reverse=True)}
        near = names.get(nearest(inner.rsplit("/", 1)[-1], sorted(names)), "")
    else:
        near = file_near(site.content, [inner])
    return (
        "E10",
        f'the link to "{link.target}" leads nowhere',
        f'did you mean "{near}"?' if near else "look at the file's name and folder",
    )


def _others(reading: Reading, group: Sequence[Reading]) -> str:
    """The other files by their names; of a twin whose name looks the same it is said how it differs."""
    others = [one.path for one in group if one is not reading]
    is_twin = normalize("NFC", reading.path) in [normalize("NFC", one) for one in others]
    return some(others) + (", whose name stores its accents in another way (Unicode NFC, NFD)" if is_twin else "")


def _oldest_first(reading: Reading) -> tuple[float, str]:
    assert reading.story is not None
    return (reading.story.date.timestamp() if reading.story.date else float("inf"), reading.path)


def _moved(reading: Reading, site: Site, taken: set[str]) -> Reading | None:
    """The reading under the first free slug: with its date, then with a number; None where its slug does not decide its file."""
    assert reading.story is not None
    story = reading.story
    day = f"-{story.date.date().isoformat()}" if story.date else ""
    for number in range(1, len(taken) + 3):
        changed = dataclasses.replace(story, slug=story.slug + (f"{day}-{number}" if number > 1 else day or "-1"))
        file = address.save_as_of(changed, site)
        if file == story.file:
            return None  # `save_as` was written by hand
        if file not in taken:
            taken.add(file)
            name = id_of(changed) if story.id == id_of(story) else story.id
            return dataclasses.replace(reading, story=address.placed(dataclasses.replace(changed, id=name), site))
    raise AssertionError(f"no free address for {reading.path}")
