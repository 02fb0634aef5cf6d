"""A site in parts: together they are the site, byte for byte, and what is not one site is not put together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.incremental import manifest, union
from pelican.plugins.incremental.manifest import MANIFEST, Manifest
from pelican.plugins.incremental.merging import Unfit, merge
from pelican.plugins.incremental.shard import Shard

from ..conftest import write
from .small_site import files
from .test_law_site import REGISTRIES, STORIES, settings, story

pytestmark = pytest.mark.slow

NAMES = [f"{n}/index.html" for n in range(40)]
DAY = datetime(2026, 11, 25, tzinfo=UTC)


def shards(count: int) -> list[Manifest]:
    made = []
    for number in range(1, count + 1):
        shard = Shard(number, count)
        own = {name: "digest" for name in NAMES if shard.holds(name)}
        others = tuple(name for name in NAMES if name not in own)
        made.append(Manifest(shard, DAY, DAY + timedelta(hours=1), {"settings": "s"}, {"0/a.md": "1"}, own, others))
    return made


@given(st.text(min_size=1), st.integers(1, 60))
def test_every_file_has_one_shard_and_its_name_says_which(file, count):
    held = [n for n in range(1, count + 1) if Shard(n, count).holds(file)]

    assert len(held) == 1


def test_a_file_has_the_same_shard_on_every_machine():
    """Known values: others would tear a site that is built by two versions of ours."""
    assert [Shard(n, 8).holds("index.html") for n in range(1, 9)].index(True) == 2


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "1/", "-1/3", "1/2/3", "01/3", "1/9999999"])
def test_what_is_no_shard_is_said(text):
    with pytest.raises(ValueError, match="third of eight"):
        Shard.of(text)


def test_all_the_shards_of_a_site_are_the_site():
    assert list(union.faults(shards(5))) == []
    assert sorted(union.whole(shards(5))) == sorted(NAMES)


@pytest.mark.parametrize(
    ("bent", "said"),
    [
        (lambda made: made[:-1], "shards, 3 is missing"),
        (lambda made: [made[0]], "2, 3 are missing"),
        (lambda made: [*made, made[0]], "shard 1 is there more than once"),
        (lambda made: [*made, *shards(2)], "into 2 and into 3"),
        (lambda made: [*made[:2], replace(made[2], facts={"settings": "t"})], "shards 1 and 3 were built with other settings"),
        (lambda made: [*made[:2], replace(made[2], inputs={"0/a.md": "2"})], "shards 1 and 3 were built from other files: a.md"),
        (lambda made: [*made[:2], replace(made[2], others=made[2].others[1:])], "shards 1 and 3 know other files of the site: "),
        (lambda made: [*made[:2], replace(made[2], files={}, others=tuple(NAMES))], "shard 3 does not hold what is its own: "),
        (lambda made: [*made[:2], replace(made[2], since=DAY + timedelta(hours=2), until=DAY + timedelta(hours=3))], "between which the clock"),
    ],
)  # fmt: skip
def test_what_is_not_one_site_is_named(bent, said):
    assert any(said in one for one in union.faults(bent(shards(3))))


def test_builds_of_one_moment_are_one_site_though_the_clock_changes_it_always():
    assert list(union.faults([replace(one, until=one.since) for one in shards(3)])) == []


def test_a_name_is_the_same_in_every_checkout():
    for root in ("/here", "/elsewhere/site"):
        inputs = {f"{root}/content/a.md": "1", f"{root}/x.py": "2", f"{root}/parts/1/b.html": "3", f"{root}/parts/1/{MANIFEST}": "4", f"{root}/out/c": "5"}  # fmt: skip

        found = manifest.named(inputs, [Path(root) / "content", Path(root)], Path(root) / "out")

        assert found == {"0/a.md": "1", "1/x.py": "2"}


def built_in_parts(forge, site, count: int) -> list[Path]:
    for number in range(1, count + 1):
        ran = forge.build(site, words=["build", "-s", "publishconf.py", "--shard", f"{number}/{count}"])
        assert ran.code == 0, ran.log
    return [site / f"output.shard-{number}-of-{count}" for number in range(1, count + 1)]


@pytest.fixture
def demo(tmp_path):
    """A site with our theme, all of our plugins, and everything that these write."""
    write(tmp_path / "site", REGISTRIES + "".join(f"-- content/{slug}.md --\n{story(slug)}" for slug in STORIES))
    (tmp_path / "site" / "publishconf.py").write_text(
        settings("broadsheet", "SITE_SEARCH = {'index': 'always'}\n"), encoding="utf-8"
    )
    return tmp_path / "site"


def test_the_parts_of_a_site_are_what_one_build_writes(forge, demo):
    assert forge.build(demo, words=["build", "-s", "publishconf.py"]).code == 0
    whole = files(demo / "output")

    for count in (1, 3, 8):  # two are below
        parts = built_in_parts(forge, demo, count)
        held = [files(part).keys() - {MANIFEST} for part in parts]
        merged = forge.build(demo, words=["merge", *map(str, parts), "-o", f"merged-{count}"])

        assert merged.code == 0, merged.log
        assert files(demo / f"merged-{count}") == whole
        assert sum(map(len, held)) == len(whole)
        assert all(held)


def test_a_part_goes_on_from_its_last_build_as_a_site_does(forge, demo):
    parts = built_in_parts(forge, demo, 2)
    before = forge.build(demo, words=["merge", *map(str, parts), "-o", "merged"])
    (demo / "content" / "budget.md").unlink()
    (demo / "content" / "ferry.md").write_text(story("ferry", title="A ferry at noon"), encoding="utf-8")
    stale = forge.build(demo, words=["merge", *map(str, parts), "-o", "merged"])
    first = forge.build(demo, words=["build", "-s", "publishconf.py", "--shard", "1/2"])
    mixed = forge.build(demo, words=["merge", *map(str, parts), "-o", "merged"])

    assert (before.code, stale.code, first.code, mixed.code) == (0, 0, 0, 1)
    assert "budget.md" in mixed.log

    after = forge.build(demo, words=["merge", *map(str, built_in_parts(forge, demo, 2)), "-o", "merged"])
    assert after.code == 0, after.log
    assert forge.build(demo, words=["build", "-s", "publishconf.py"]).code == 0
    assert files(demo / "merged") == files(demo / "output")


LISTENER = """-- putters.py --
from pathlib import Path
from pelican import signals

written = []

def note(path, context):
    written.append(Path(path).name)

def put(pelican):
    Path(pelican.output_path, "list.txt").write_text("\\n".join(sorted(written)))

def register():
    signals.content_written.connect(note)
    signals.finalized.connect(put)
"""


def test_plugins_of_others_see_the_whole_site_in_every_part(forge, site):
    write(site, LISTENER)
    file = site / "pelicanconf.py"
    file.write_text(
        f"{file.read_text(encoding='utf-8')}\nPLUGIN_PATHS = ['.']\nPLUGINS += ['putters']\n", encoding="utf-8"
    )
    assert forge.build(site, words=["build"]).code == 0

    for number in (1, 2):
        ran = forge.build(site, words=["build", "--shard", f"{number}/2"])
        assert ran.code == 0, ran.log
    merged = forge.build(site, words=["merge", "output.shard-1-of-2", "output.shard-2-of-2", "-o", "merged"])

    assert merged.code == 0, merged.log
    assert files(site / "merged") == files(site / "output")
    assert "index.html" in (site / "merged" / "list.txt").read_text(encoding="utf-8")


def test_nothing_is_merged_of_what_is_not_as_it_was_built(forge, site):
    for number in (1, 2):
        assert forge.build(site, words=["build", "--shard", f"{number}/2"]).code == 0
    parts = [site / f"output.shard-{number}-of-2" for number in (1, 2)]
    page = next(file for file in parts[0].rglob("*.html"))
    text = page.read_bytes()

    page.write_bytes(text + b"x")
    with pytest.raises(Unfit, match="is not as it was built"):
        merge(parts, site / "merged", site)
    page.unlink()
    with pytest.raises(Unfit, match="is not as it was built"):
        merge(parts, site / "merged", site)
    page.write_bytes(text)
    (parts[1] / "more.txt").write_text("more")
    with pytest.raises(Unfit, match=r"more\.txt"):
        merge(parts, site / "merged", site)
    (parts[1] / "more.txt").unlink()
    (site / "mine").mkdir()
    (site / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(Unfit, match=r"letter\.txt; name an empty folder"):
        merge(parts, site / "mine", site)
    assert not (site / "merged").exists()
    assert merge(parts, site / "merged", site) == len(files(site / "merged"))


def test_a_part_that_ended_with_errors_is_none(forge, site):
    write(site, "-- content/broken.md --\n---\ntitle: Broken\ndate: never\n---\nText.\n")

    assert forge.build(site, words=["build", "--shard", "1/1"]).code == 1
    with pytest.raises(Unfit, match="holds no shard that was built to its end"):
        merge([site / "output.shard-1-of-1"], site / "merged", site)


def test_a_part_that_cannot_be_is_said(forge, site):
    ran = forge.build(site, words=["build", "--shard", "3/2"])
    assert (ran.code, "third of eight" in ran.log) == (2, True)

    file = site / "pelicanconf.py"
    file.write_text(file.read_text(encoding="utf-8").replace(', "pelican.plugins.incremental"', ""), encoding="utf-8")
    ran = forge.build(site, words=["build", "--shard", "1/2"])
    assert (ran.code, "needs the plugin incremental" in ran.log) == (2, True)
