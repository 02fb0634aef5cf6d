"""Whatever became of the output and of its ledger, the next build is right."""

import os
import shutil
import sys

import pytest

from tests.conftest import write
from tests.incremental.small_site import files, small_site, story

pytestmark = pytest.mark.slow


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
