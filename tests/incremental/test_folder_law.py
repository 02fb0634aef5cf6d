"""The output after a build is that of a clean one, file for file, whatever lay there and whatever others do to it."""

import errno
import os
import shutil
import sys
import time

import pytest
from pelican.plugins.newsroom.stamps import stamped

from tests.conftest import write
from tests.incremental.small_site import files, small_site, story

pytestmark = pytest.mark.slow

OTHERS = '''-- others.py --
"""What a plugin may do to an output: write files of its own, go over ours, take one away."""
from pathlib import Path
from pelican import signals

def go_over(path, context):
    page = Path(path)
    page.write_text(page.read_text().replace("Text.", "TEXT."))

def at_the_end(pelican):
    output = Path(pelican.output_path)
    pages = sorted(one.name for one in output.glob("?.html"))
    (output / "pages.txt").write_text("\\n".join(pages))
    fresh = output / "once.txt"
    if not fresh.exists():
        fresh.write_text(f"{len(pages)} pages when it was made")
    for css in output.rglob("wide.css"):
        css.write_text(css.read_text().replace("\\n", ""))
    (output / "archives.html").unlink()

def register():
    signals.content_written.connect(go_over)
    signals.finalized.connect(at_the_end)
'''
WITH_OTHERS = 'PLUGINS = [*PLUGINS, "others"]\nPLUGIN_PATHS = ["."]\n'


def test_a_build_in_which_nothing_changed_writes_nothing(forge, site):
    forge.build(site)
    before = {one: stamped(one.stat()) for one in (site / "output").rglob("*")}
    again = forge.build(site)

    assert again.code == 0
    assert {one: stamped(one.stat()) for one in (site / "output").rglob("*")} == before


def test_what_is_gone_from_the_site_goes_from_its_output(forge, site, clean):
    forge.build(site)
    (site / "content/b.md").unlink()
    (site / "content/d.md").unlink()  # and with them the tag
    (site / "content/images/dot.png").unlink()
    forge.build(site)

    assert files(site / "output") == clean()
    assert not (site / "output/tag/two.html").exists()
    assert not (site / "output/images").exists()


@pytest.mark.parametrize("preserving", [False, True], ids=["newer", "same times"])
def test_a_copied_file_follows_its_source(forge, site, clean, preserving):
    source = site / "content/images/dot.png"
    os.utime(source, (1_700_000_000, 1_700_000_000))
    forge.build(site)
    source.write_bytes(b"\x89PNG otherwise of a picture")
    if preserving:
        os.utime(source, (1_700_000_000, 1_700_000_000))
    forge.build(site)

    assert (site / "output/images/dot.png").read_bytes() == source.read_bytes()
    assert files(site / "output") == clean()


def test_files_of_nobody_are_in_no_clean_folder(forge, site, clean):
    forge.build(site, more={"OUTPUT_RETENTION": ["kept"]})
    for name in ("stray.html", "deep/er/stray.txt", "kept/mine.txt"):
        (site / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "output" / name).write_text("?", encoding="utf-8")
    forge.build(site, more={"OUTPUT_RETENTION": ["kept"]})

    assert files(site / "output") == {**clean(), "kept/mine.txt": b"?"}
    assert not (site / "output/deep").exists()


def test_in_a_shared_folder_they_stay(forge, tmp_path):
    site = small_site(tmp_path / "site", "DELETE_OUTPUT_DIRECTORY = False\n")
    (site / "output").mkdir()
    (site / "output/CNAME").write_text("small.example", encoding="utf-8")
    forge.build(site)
    (site / "content/a.md").unlink()
    forge.build(site)
    forge.build(site, output="clean")

    assert files(site / "output") == {**files(site / "clean"), "CNAME": b"small.example"}


@pytest.mark.parametrize("wipes", [True, False])
def test_others_plugins_find_what_they_would_find_in_a_clean_folder(forge, tmp_path, wipes):
    site = small_site(tmp_path / "site", f"{WITH_OTHERS}DELETE_OUTPUT_DIRECTORY = {wipes}\n")
    write(site, OTHERS)
    for change in (
        lambda: None,
        lambda: None,
        lambda: write(site, story("e")),
        (site / "content/a.md").unlink,
    ):
        change()
        ran = forge.build(site)
        shutil.rmtree(site / "clean", ignore_errors=True)
        forge.build(site, output="clean")
        found, expected = files(site / "output"), files(site / "clean")
        if not wipes:  # as with Pelican: what they left there stays, and they see it
            found.pop("once.txt")
            expected.pop("once.txt")

        assert ran.code == 0, ran.log
        assert found == expected


def test_a_folder_that_is_linked_into_and_not_copied_is_right_too(forge, tmp_path):
    site = small_site(tmp_path / "site", "STATIC_CREATE_LINKS = True\n")
    picture = site / "content/images/dot.png"
    forge.build(site)
    linked = (site / "output/images/dot.png").stat().st_ino == picture.stat().st_ino
    (site / "content/images/two.png").write_bytes(b"another")
    picture.unlink()
    forge.build(site)
    forge.build(site, output="clean", more={"STATIC_CREATE_LINKS": False})

    assert linked
    assert files(site / "output") == files(site / "clean")


# --- What may have become of folder and ledger ---------------------------------------------------------------------------


def ledgers(site):
    """The whole files, and what has changed since they were written."""
    return [one for one in (site / ".cache/newsroom").glob("ledger-*") if one.suffix in ("", ".since")]


def lose_the_ledger(site):
    shutil.rmtree(site / ".cache")


def lose_the_output(site):
    shutil.rmtree(site / "output")


def cut_the_ledger(site):
    for one in ledgers(site):
        one.write_bytes(one.read_bytes()[:-7])


def bend_the_ledger(site):
    for one in ledgers(site):
        data = bytearray(one.read_bytes())
        data[len(data) // 2] ^= 32
        one.write_bytes(bytes(data))


def lose_the_whole_ledger(site):
    for one in ledgers(site):
        if not one.suffix:
            one.unlink()


def lose_what_changed_since(site):
    for one in ledgers(site):
        if one.suffix:
            one.unlink()


def bend_what_changed_since(site):
    for one in ledgers(site):
        if one.suffix:
            one.write_bytes(one.read_bytes()[:-1] + b"\x00")


def take_another_pythons_ledger(site):
    version = ".".join(map(str, sys.version_info[:3])).encode()
    for one in ledgers(site):
        assert version in one.read_bytes()
        one.write_bytes(one.read_bytes().replace(version, b"3.99.0", 1))


def change_a_page(site):
    """As many bytes, at the same time, in the same place."""
    page = site / "output/a.html"
    times = page.stat()
    with page.open("r+b") as out:
        out.seek(200)
        out.write(b"#")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))


def restore_a_copy_of_the_output(site):
    """As from a cache: other inodes and times."""
    shutil.copytree(site / "output", site / "copy")
    shutil.rmtree(site / "output")
    (site / "copy").rename(site / "output")


def put_folders_in_the_way(site):
    (site / "output/a.html").unlink()
    (site / "output/a.html/deep").mkdir(parents=True)
    (site / "output/a.html/deep/x").write_text("x", encoding="utf-8")
    shutil.rmtree(site / "output/tag")
    (site / "output/tag").write_text("a file", encoding="utf-8")


def leave_half_a_file(site):
    (site / "output/tag/.123-4.newsroom-part").write_text("<p>hal", encoding="utf-8")


def let_years_pass(site):
    """Every file of the output comes from the future: the clock has jumped back."""
    for one in (site / "output").rglob("*"):
        os.utime(one, (4_000_000_000, 4_000_000_000))


FATES = [
    lose_the_ledger, lose_the_output, cut_the_ledger, bend_the_ledger, lose_the_whole_ledger, lose_what_changed_since, bend_what_changed_since,
    take_another_pythons_ledger, change_a_page,
    restore_a_copy_of_the_output, put_folders_in_the_way, leave_half_a_file, let_years_pass,
]  # fmt: skip


MEANWHILE = story("c", text="Changed meanwhile.")


@pytest.fixture(scope="module")
def changed_meanwhile(forge, tmp_path_factory):
    """A clean build of the site after the change."""
    site = small_site(tmp_path_factory.mktemp("clean") / "site")
    write(site, MEANWHILE)
    forge.build(site)
    return files(site / "output")


@pytest.mark.parametrize("fate", FATES, ids=lambda fate: fate.__name__)
def test_whatever_became_of_them_the_next_build_is_right(forge, site, changed_meanwhile, fate):
    forge.build(site)
    for text in ("Between.", "Text."):
        write(site, story("b", day=2, tags="one, two", text=text))
        forge.build(site)
    assert [one.suffix for one in sorted(ledgers(site))] == ["", ".since"], "what changed stands beside the whole"
    fate(site)
    write(site, MEANWHILE)
    ran = forge.build(site)

    assert ran.code == 0, ran.log
    assert files(site / "output") == changed_meanwhile


def test_a_clock_that_jumps_back_gives_the_site_of_its_hour(forge, site, clean):
    write(site, story("e").replace("2026-11-01", "2026-11-22"))
    forge.build(site)
    forge.build(site, now=1795435200 - 86400 * 5)

    assert not (site / "output/e.html").exists(), "it is of a later day"
    assert files(site / "output") == clean(now=1795435200 - 86400 * 5)


# --- Kills and full disks ------------------------------------------------------------------------------------------------


STATES = 5


def be_in_state(site, number):
    """One of the forms in which the site is killed: each has another text, another tag and another story than the one before."""
    state = number % STATES
    write(site, story("b", text=f"Edition {state}.", tags=f"tag{state}, one"))
    for slug in ("n0", "n1", "n2"):
        (site / f"content/{slug}.md").unlink(missing_ok=True)
    write(site, story(f"n{state % 3}", text="New."))


def test_a_kill_at_any_moment_leaves_whole_files_and_the_next_build_is_right(forge, site, clean, pytestconfig):
    """Before and after each thing that is done to a file: an old page or a new one, never half of one."""
    kills = pytestconfig.getoption("--kills", 18)
    expected = []
    for number in range(STATES):
        be_in_state(site, number)
        expected.append(clean())
    editions = {name: {one.get(name) for one in expected} for one in expected for name in one}
    killed = 0
    for number in range(kills):
        be_in_state(site, number)
        whole = number % (STATES + 1) == STATES
        ran = forge.build(site, kill_at=None if whole else 1 + (number * 7) % 23)
        killed += ran.code == -9
        found = files(site / "output")
        parts = {name for name in found if name.endswith(".newsroom-part")}

        assert [name for name in set(found) - parts if found[name] not in editions[name]] == []
        if whole:
            assert ran.code == 0, ran.log
            assert found == expected[number % STATES]
    assert killed > kills * 0.6


def test_a_kill_at_any_second_too(forge, site, clean, pytestconfig):
    """Where a build is when it is not writing: reading, rendering, in a process that helps."""
    forge.build(site)
    for number in range(max(3, pytestconfig.getoption("--kills", 18) // 5)):
        write(site, story("b", text=f"Edition {number}.", tags=f"tag{number % 5}"))
        forge.build(site, kill_after=0.02 + (number * 0.037) % 0.4, cores=2)
    ran = forge.build(site)

    assert ran.code == 0, ran.log
    assert files(site / "output") == clean()


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
def test_a_disk_that_takes_nothing_is_said_and_later_the_site_is_right(forge, site, clean, fault):
    forge.build(site)
    before = files(site / "output")
    write(site, story("b", text="New."))
    failed = forge.build(site, fault=fault, fault_at=3)
    found = files(site / "output")
    ran = forge.build(site)

    assert failed.code == 1
    assert os.strerror(fault) in failed.log
    assert "Traceback" not in failed.log
    assert set(found) == set(before), "no part of a file is left"
    assert ran.code == 0
    assert files(site / "output") == clean()


def test_a_disk_that_is_truly_full(forge, site, clean):
    """The system itself refuses: no file may be longer than a few thousand bytes."""
    forge.build(site)
    write(site, story("b", text="word " * 4000))
    failed = forge.build(site, longest=8000)
    whole = [name for name in files(site / "output") if name.endswith("part")]
    ran = forge.build(site)

    assert failed.code == 1
    assert whole == []
    assert ran.code == 0
    assert files(site / "output") == clean()


# --- Two at once ---------------------------------------------------------------------------------------------------------


def test_two_builds_do_not_write_into_one_folder(forge, site):
    from tests.incremental.forge import Forge

    (site / "wait.py").write_text("import time\nfrom pathlib import Path\nPath('waiting').touch()\nwhile Path('waiting').exists(): time.sleep(0.01)\n", encoding="utf-8")  # fmt: skip
    slow = 'PLUGINS = [*PLUGINS, "slow"]\nPLUGIN_PATHS = ["."]\n'
    (site / "slow.py").write_text(
        "from pelican import signals\ndef wait(g):\n    import wait\ndef register():\n    signals.article_generator_finalized.connect(wait)\n",
        encoding="utf-8",
    )
    usual = (site / "pelicanconf.py").read_text(encoding="utf-8")
    (site / "pelicanconf.py").write_text(usual + slow, encoding="utf-8")
    import threading

    with Forge() as other:
        ran = []
        thread = threading.Thread(target=lambda: ran.append(other.build(site)))
        thread.start()
        while not (site / "waiting").exists():
            time.sleep(0.01)
        second = forge.build(site)
        elsewhere = forge.build(site, output="elsewhere", more={"PLUGINS": ["pelican.plugins.newsroom"]})
        (site / "waiting").unlink()
        thread.join()
    third = forge.build(site, more={"PLUGINS": ["pelican.plugins.newsroom", "pelican.plugins.incremental"]})

    assert second.code == 1
    assert "newsroom: another build is writing to output/ (process " in second.log
    assert elsewhere.code == 0
    assert ran[0].code == 0, ran[0].log
    assert third.code == 0
