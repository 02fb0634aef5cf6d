"""A build before which nothing changed says so, at once; whatever changes is noticed."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pelican.plugins.incremental import last_build
from pelican.plugins.incremental.last_build import Asked, Watch, recalled
from pelican.plugins.incremental.ledger import Ledger, ledger_path
from pelican.plugins.newsroom.stamps import digest_of, stamped
from pelican.plugins.newsroom.whole_files import digest_of_file

from tests.conftest import write
from tests.incremental.forge import NOW
from tests.incremental.small_site import files, small_site, story

UNCHANGED = "newsroom: nothing changed, "
HOUR = 3600


@pytest.fixture
def build(forge, site):
    """`newsroom build`, some time after the files were written."""

    def _build(*words, **asked):
        age(site)
        return forge.build(site, words=["build", *words], **asked)

    return _build


@pytest.fixture
def built(build):
    ran = build()
    assert ran.code == 0, ran.log
    return ran


def problems(log):
    return [line for line in log.splitlines() if "W0" in line or "W1" in line or "warnings" in line]


def test_it_says_the_same_and_touches_nothing(build, built, site):
    before = {one: stamped(one.stat()) for one in (site / "output").rglob("*")}
    again = build()

    assert again.code == 0
    assert f"{UNCHANGED}{len(files(site / 'output'))} files stand" in again.log
    assert problems(again.log) == problems(built.log) != []
    assert {one: stamped(one.stat()) for one in (site / "output").rglob("*")} == before


def test_a_fresh_checkout_beside_a_restored_output_is_recognised(build, built, site):
    for name in ("content", "output"):
        shutil.copytree(site / name, site / "copy")
        shutil.rmtree(site / name)
        (site / "copy").rename(site / name)

    assert UNCHANGED in build().log
    assert built.code == 0


def test_a_copy_of_a_site_is_not_taken_for_the_one_that_it_was_made_of(forge, build, built, site):
    """The folders that the last build looked at are there, and in them nothing has changed."""
    copy = site.with_name("copy")
    shutil.copytree(site, copy)
    write(copy, story("b", text="Of the copy."))
    age(copy)
    ran = forge.build(copy, words=["build"])

    assert built.code == ran.code == 0
    assert UNCHANGED not in ran.log
    assert "Of the copy." in (copy / "output/b.html").read_text(encoding="utf-8")
    assert UNCHANGED in build().log


def test_settings_that_others_import_from_beside_them_are_those_of_their_file(build, site):
    """Pelican adds to values of the file that was imported; the next process reads it without."""
    (site / "pelicanconf.py").rename(site / "house.py")
    write(site, "-- pelicanconf.py --\nfrom house import *\n-- house.py --\n" + (site / "house.py").read_text(encoding="utf-8") + 'JINJA_ENVIRONMENT = {"trim_blocks": True}\n')  # fmt: skip
    first = build()

    assert first.code == 0, first.log
    assert UNCHANGED in build().log


def test_settings_of_the_same_length_and_second_are_not_those_of_before(forge, site):
    """Python would go on with what it compiled before the edit."""
    settings = site / "pelicanconf.py"
    for name in ("Other", "Great"):
        settings.write_text(settings.read_text(encoding="utf-8").replace("Small", name).replace("Other", name), encoding="utf-8")  # fmt: skip
        os.utime(settings, (4_000_000_000, 4_000_000_000))
        forge.build(site)

    assert list((site / "__pycache__").glob("pelicanconf.*"))
    assert "Great" in (site / "output/index.html").read_text(encoding="utf-8")


def age(site):
    """Ten seconds pass for what a build looks at."""
    for file in [*site.glob("*.py"), *(site / "content").rglob("*")]:
        if file.is_file():
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10_000_000_000))


BUILD = """
import sys
from pelican.plugins.newsroom.__main__ import main

code = main(["build"])
print(*sys.modules)
sys.exit(code)
"""


def test_it_is_said_without_importing_what_builds(site):
    age(site)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(NOW)}
    command = [sys.executable, "-c", BUILD]
    first, second = (
        subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    heavy = {"pydantic", "numpy", "pelican.plugins.newsroom.plugin", "pelican.plugins.newsroom.reading"}

    assert UNCHANGED not in first
    assert heavy - {"numpy"} <= set(first.split())
    assert UNCHANGED in second
    assert heavy & set(second.split()) == set()


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """Builds a folder of two stories and a page, while `meanwhile` happens to one story; what the next build is told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pelicanconf.py").write_text('PATH, OUTPUT_PATH = "content", "output"\n', encoding="utf-8")
    ledger, now = ledger_path(tmp_path, tmp_path / "output"), datetime(2026, 11, 23, 12, tzinfo=UTC)
    for name in ("content/a.md", "content/b.md", "output/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    age(tmp_path)

    def _watched(meanwhile, as_read=lambda _path: "", *, after=lambda _file: None, knows_before=False):
        watch = Watch(Asked("pelicanconf.py"), [tmp_path / "content"], tmp_path / "output", ledger)
        if knows_before:
            watch.know(as_read)
        meanwhile(tmp_path / "content/a.md")
        watch.look_again(as_read)
        after(tmp_path / "content/a.md")
        Ledger(ledger, tmp_path / "output").close()
        watch.keep((), now, now + timedelta(hours=1), None)
        return recalled(Asked("pelicanconf.py"), now), Watch(
            Asked("pelicanconf.py"), [tmp_path / "content"], tmp_path / "output", ledger
        )

    return _watched


def change(file):
    file.write_text("content/c.md", encoding="utf-8")


def change_and_undo(file):
    before, text = file.stat(), file.read_text(encoding="utf-8")
    change(file)
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("knows_before", [False, True])
@pytest.mark.parametrize("meanwhile", [change, change_and_undo])
def test_what_changes_while_a_site_is_built_is_found_by_the_next_build(watched, monkeypatch, meanwhile, knows_before):
    """Also what is undone meanwhile: it may have been in that build. What was not touched is not read again."""
    last, watch = watched(meanwhile, knows_before=knows_before)
    read = []
    monkeypatch.setattr(last_build, "digest_of_file", lambda file: read.append(file.name) or "")
    watch.inputs()

    assert last is None
    assert read == ["a.md"]


def test_where_nothing_changes_meanwhile_nothing_need_be_built(watched):
    assert watched(lambda _file: None)[0] is not None


def test_what_changes_after_that_is_none_of_this_build(watched):
    """Whoever looks again has looked, or not yet: the story is known by what it was."""
    assert watched(lambda _file: None, after=change)[0] is None


def test_what_a_build_has_read_need_not_be_read_again_to_know_it(watched, monkeypatch):
    """Its digest is that of the bytes, so that a file is recognised later that has them and another stamp."""
    read = []
    monkeypatch.setattr(last_build, "digest_of_file", lambda file: read.append(file.name) or digest_of_file(file))
    digest = digest_of(b"content/a.md")
    last, _ = watched(lambda _file: None, lambda path: digest if path.endswith("a.md") else "")

    assert last is not None
    assert read == ["b.md"]
    Path("content/a.md").touch()
    assert recalled(Asked("pelicanconf.py"), datetime(2026, 11, 23, 12, tzinfo=UTC)) is not None
    assert read == ["b.md", "a.md"]


def write_a_body(site):
    write(site, story("a", text="Other."))


def write_as_many_letters(site):
    write(site, story("a", text="Tezt."))


def add_a_story_named_like_a_folder_of_buildings(site):
    write(site, story("build-a-tram"))


def take_a_story_away(site):
    (site / "content/b.md").unlink()


def add_a_registry(site):
    write(site, "-- content/data/tags.yaml --\none:\n  name: The first\ntwo:\n  name: The second\n")


def add_a_hidden_file(site):
    (site / "content/images/.htaccess").write_text("Deny from all", encoding="utf-8")


def change_a_setting(site):
    settings = site / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + 'SITENAME = "Larger"\n', encoding="utf-8")


def change_what_the_settings_import(site):
    change = "from more import *\n"
    settings = site / "pelicanconf.py"
    (site / "more.py").write_text('SITENAME = "Imported"\n', encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + change, encoding="utf-8")


def change_a_page(site):
    page = site / "output/a.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Small", "Smell"), encoding="utf-8")


def take_a_page_away(site):
    (site / "output/tag/one.html").unlink()


def put_a_stranger_into_the_output(site):
    (site / "output/stranger.html").write_text("?", encoding="utf-8")


def lose_the_ledger(site):
    for one in (site / ".cache/newsroom").glob("ledger-*"):
        if not one.suffix:
            one.unlink()


def lose_what_was_looked_at(site):
    for one in (site / ".cache/newsroom").glob("*.inputs"):
        one.unlink()


def bend_what_was_looked_at(site):
    for one in (site / ".cache/newsroom").glob("*.inputs"):
        one.write_bytes(one.read_bytes().replace(b"content/b", b"content/c"))


def bend_the_record(site):
    for one in (site / ".cache/newsroom").glob("*.last"):
        one.write_bytes(one.read_bytes().replace(b"W02", b"W03"))


CHANGES = [
    write_a_body, write_as_many_letters, add_a_story_named_like_a_folder_of_buildings, take_a_story_away, add_a_registry, add_a_hidden_file,
    change_a_setting, change_what_the_settings_import, change_a_page, take_a_page_away, put_a_stranger_into_the_output, lose_the_ledger,
    bend_the_record, lose_what_was_looked_at, bend_what_was_looked_at,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_is_noticed(build, built, site, change):
    change(site)
    ran = build()

    assert built.code == 0
    assert UNCHANGED not in ran.log
    assert "Done: Processed" in ran.log


def test_a_build_that_was_asked_for_otherwise_is_another(forge, build, built, site):
    elsewhere = build("-o", "output.elsewhere")
    here = build()
    forge.build(site, more={"SITENAME": "Called otherwise"})
    after = build()

    assert UNCHANGED not in built.log + elsewhere.log + after.log
    assert UNCHANGED in here.log
    assert "Called otherwise" not in (site / "output/index.html").read_text(encoding="utf-8")


def test_it_holds_as_long_as_the_clock_changes_nothing(build, site):
    write(site, story("later").replace("date: 2026-11-01", "date: 2026-11-23 20:00"))
    build()
    soon, earlier, then = build(now=NOW + HOUR), build(now=NOW - HOUR), build(now=NOW + 9 * HOUR)

    assert UNCHANGED in soon.log
    assert UNCHANGED not in earlier.log, "nobody knows what came into view in that hour"
    assert UNCHANGED not in then.log
    assert (site / "output/later.html").exists()


def test_a_story_that_leaves_the_news_sitemap_changes_the_output(forge, tmp_path):
    site = small_site(
        tmp_path / "site", 'PLUGINS.append("pelican.plugins.feeds")\nFEEDS = {"news_sitemap": "news.xml"}\n'
    )
    write(site, story("fresh").replace("date: 2026-11-01", "date: 2026-11-21 15:00"))
    for file in [*site.glob("*.py"), *(site / "content").rglob("*.*")]:
        os.utime(file, (1_700_000_000, 1_700_000_000))
    first, soon, later = (forge.build(site, words=["build"], now=NOW + hours * HOUR) for hours in (0, 1, 4))

    assert first.code == 0, first.log
    assert UNCHANGED in soon.log
    assert UNCHANGED not in later.log
    assert "fresh" not in (site / "output/news.xml").read_text(encoding="utf-8")


def test_a_build_with_errors_is_never_unchanged(build, site):
    write(site, story("a").replace("title: Story a\n", ""))
    first, again = build(), build()

    assert (first.code, again.code) == (1, 1)
    assert UNCHANGED not in again.log


@pytest.mark.parametrize("name", ["theirs", "pelican.plugins.series"])
def test_a_site_with_plugins_of_others_is_always_built(build, site, name):
    (site / "theirs.py").write_text("def register():\n    pass\n", encoding="utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'PLUGINS.append("{name}")\nPLUGIN_PATHS = ["."]\n')
    build()

    assert UNCHANGED not in build().log
