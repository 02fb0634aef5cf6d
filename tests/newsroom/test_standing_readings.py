"""A desk that takes over what the last one of its process found says and shows what a new desk does, whatever happened between."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.lasting import Lasting
from pelican.plugins.newsroom.readings import HeldReadings
from pelican.plugins.newsroom.site import Options
from pelican.plugins.newsroom.standing import standing_of

HOUR = datetime(2026, 3, 1, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
SOURCES = "- {name: The Valley Post, license: CC-BY-ND-4.0, kind: publisher}\n- {name: The Weekly, permission: by letter, permission_expires: 2026-03-02}\n"
NAMES = ("tram", "ferry", "bridge", "market", "flood")


def story(name, *more, text="Text."):
    return "\n".join(["---", f"title: About the {name}", f"slug: {name}", "date: 2026-01-02", *more, "---", "", text, ""])  # fmt: skip


def credited(name, source):
    return (
        "sources:",
        f"  - {{name: {source}, url: 'https://example.org/{name}', relation: republished, changes: shortened}}",
    )


def change(chance, content):
    """One thing that a writer does: most often to a text alone."""
    name = chance.choice(NAMES)
    file = content / f"{name}.md"
    kinds = {
        "text": lambda: file.write_text(file.read_text() + f"\nMore {chance.random()}.\n\n[This]({{static}}gone.pdf).\n" if file.exists() else story(name)),
        "lines": lambda: file.write_text(file.read_text().replace("---\ntitle", "---\n# one line\ntitle") if file.exists() else story(name)),
        "plain": lambda: file.write_text(story(name)),
        "source": lambda: file.write_text(story(name, *credited(name, chance.choice(["The Valley Post", "The Weekly", "Nobody"])))),
        "address": lambda: file.write_text(story(chance.choice(NAMES))),
        "id": lambda: file.write_text(story(name, "id: the-same")),
        "pin": lambda: file.write_text(story(name, f"related: [{chance.choice([*NAMES, 'nowhere'])}]")),
        "expires": lambda: file.write_text(story(name, "expires: 2026-03-01T13:30")),
        "embargo": lambda: file.write_text(story(name, "embargo: 2026-03-01T14:30")),
        "draft": lambda: file.write_text(story(name, "status: draft")),
        "withdrawn": lambda: file.write_text(story(name, "withdrawn: {date: 2026-02-01, reason: It was wrong.}")),
        "broken": lambda: file.write_text("---\ntitle: [\n---\n"),
        "gone": lambda: file.unlink(missing_ok=True),
        "registry": lambda: (content / "data/sources.yaml").write_text(chance.choice([SOURCES, SOURCES.replace("2026-03-02", "2026-02-02"), "[]\n"])),
        "front": lambda: (content / "data/front.yaml").write_text(f"lead: {chance.choice([*NAMES, 'nowhere'])}\n"),
        "translation": lambda: file.write_text(story(name, "lang: de", f"translation_of: {chance.choice(NAMES)}")),
        "older": lambda: file.write_text(story(name).replace("2026-01-02", "2025-12-31")),
        "mended": lambda: [(content / f"{one}.md").write_text(story(one)) for one in NAMES],
        "nothing": lambda: None,
    }  # fmt: skip
    kinds[chance.choice([*kinds, *["text", "lines"] * 10, *["mended"] * 3])]()


def around(build):
    """What an archive says, and what all stories say but for their words. Of each story its object is meant, not one that is like it."""
    archive, stories = build.archive, build.desk.stories
    place = {id(one): n for n, one in enumerate(stories)}

    def places(some):
        return [None if one is None else place[id(one)] for one in some]

    order = places(archive.stories), places(archive.all)
    pairs = [(archive.pair_of(one), places(archive.translations(one))) for one in stories]
    return order, pairs, places(map(archive.find, NAMES)), standing_of(build).heads


@pytest.mark.parametrize("seed", range(8))
def test_it_finds_and_shows_what_a_new_desk_does(tmp_path, site, seed):
    chance, content = random.Random(seed), tmp_path / "content"  # noqa: S311 (no secret)
    (content / "data").mkdir(parents=True)
    for name in NAMES:
        (content / f"{name}.md").write_text(
            story(name, *(credited(name, "The Valley Post") if name == "ferry" else ()))
        )
    process = Lasting(is_wanted=True)
    held, taken_over, now = HeldReadings(), 0, HOUR
    for _ in range(25):
        change(chance, content)
        now += timedelta(minutes=chance.choice([0, 1, 40, -30]))
        at = site(tmp_path, now=now, options=Options(preview=bool(seed % 2)))

        lasting, fresh = read_desk(at, {}, records=True, held=held), read_desk(at, {})

        assert lasting.stories == fresh.stories
        assert lasting.problems == fresh.problems
        assert lasting.found == fresh.found
        one, other = Build(lasting, {}, process), Build(fresh, {})
        assert around(one) == around(other)
        taken_over += held.last is not None and held.last[0].changed is not None
    assert taken_over > 3
