"""What is wrong with the pictures of a site, as problems that a writer can mend."""

from collections.abc import Iterator, Mapping

from ..newsroom.desk import Build
from ..newsroom.links import is_local, resolved
from ..newsroom.problem import ERROR, WARNING, Problem
from ..newsroom.story import Story
from .original import Original
from .used import Plan, hosts_of, is_shown, links_of, plan_of

#: The lead picture's narrowest side to side: what a wide screen and other sites' previews need.
NARROWEST = 1200


def problems_of(build: Build) -> Iterator[Problem]:
    """Of every story: pictures that cannot be shown, a lead picture too narrow, pictures that are somebody else's to serve."""
    plan = build.once(plan_of)
    pictured = {path for path, files in plan.of_story.items() if files}
    readings = build.desk.readings
    for story in build.desk.stories:
        if is_shown(story) and (story.image or readings[story.path].near or story.path in pictured):
            yield from _unfit(story, build, plan)
            yield from _narrow(story, build, plan)
            yield from _far(story, build)


def unmade(build: Build, faults: Mapping[str, str]) -> list[Problem]:
    """What came up while pictures were made: path of the original -> why."""
    found = []
    for story in build.desk.stories:
        for path in build.once(plan_of).of_story.get(story.path, ()):
            if path in faults:
                broken = Original(
                    path,
                    fault=f"is broken: {faults[path]}",
                    remedy="export it anew, or copy it again from where it came",
                )
                found.append(_problem(story, build, broken))
    return found


def _unfit(story: Story, build: Build, plan: Plan) -> Iterator[Problem]:
    for path in plan.of_story.get(story.path, ()):
        original = plan.originals.get(path)
        if original and original.fault:
            yield _problem(story, build, original)


def _problem(story: Story, build: Build, original: Original) -> Problem:
    """An error for the lead picture, a warning in the text, as with every rule about pictures."""
    leads = story.image is not None and story.image.src == original.path
    shown = build.site.shown(build.site.content / original.path)
    return Problem(
        story.path,
        *_place(story, build, original.path),
        "E21",
        f"the picture {shown} {original.fault}",
        original.remedy,
        ERROR if leads else WARNING,
    )


def _narrow(story: Story, build: Build, plan: Plan) -> Iterator[Problem]:
    original = plan.originals.get(story.image.src) if story.image else None
    if original and not original.fault and original.kind != "svg" and original.width < NARROWEST:
        yield Problem(
            story.path,
            *build.desk.readings[story.path].place("image"),
            "W12",
            f"the lead picture is {original.width} pixels wide, and {NARROWEST:,} are wanted",
            "use a larger one",
        )


def _far(story: Story, build: Build) -> Iterator[Problem]:
    reading = build.desk.readings[story.path]
    for host in hosts_of(story, reading.near):
        name = host.partition("://")[2]
        place = next((reading.place_of(one) for one in reading.links if name in one.target.lower()), (0, 0))
        yield Problem(
            story.path,
            *place,
            "W24",
            f"readers fetch a picture from {name}, which then knows them",
            "with permission, put a copy into content/images and show that",
        )


def _place(story: Story, build: Build, path: str) -> tuple[int, int]:
    if story.image and story.image.src == path:
        return build.desk.readings[story.path].place("image")
    folder = build.site.inner(build.site.root / story.path).rpartition("/")[0]
    for link in links_of(story, build):
        ours = link.marker in ("filename", "static", "attach") or is_local(link)
        if ours and path in (resolved(link.path, folder), link.path.lstrip("/")):
            return build.desk.readings[story.path].place_of(link)
    return 0, 0
