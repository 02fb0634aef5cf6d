"""`newsroom publish`: from a commit to readers, whole or not at all, and the same bytes wherever it is done."""

import errno
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pelican.plugins.publishing import failures

from ..conftest import NOW, run, write

STORY = """-- content/tram.md --
---
title: The tram comes back
date: 2026-11-20 09:00
---

The first rails were laid on {day}.
"""
NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")
TRAM = "output/2026/11/tram/index.html"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A site that was published twice: on Monday, and on Tuesday."""
    root = tmp_path_factory.mktemp("published")
    for day in ("Monday", "Tuesday"):
        write(root, STORY.format(day=day))
        ran = run([*NEWSROOM, "publish"], root)
        assert ran.returncode == 0, ran.stderr
    return root, ran.stdout


@pytest.fixture
def site(published, tmp_path):
    """The same, to be changed."""
    shutil.copytree(published[0], tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_site_is_published_and_put_back(published, site, newsroom):
    assert re.match(
        r"output/ is edition 2: \d+ pages, \d+ files changed; newsroom rollback puts", published[1].splitlines()[-1]
    )
    assert "Tuesday" in (site / TRAM).read_text()
    assert files_of(site / "output") == files_of(site / "output.editions/000002")

    ran = newsroom("rollback")

    assert ran.returncode == 0, ran.stderr
    assert "newsroom rollback --to 2 undoes this" in ran.stdout
    assert "Monday" in (site / TRAM).read_text()
    listed = newsroom("rollback", "--list").stdout.splitlines()
    assert listed[0].endswith("<- what readers see")
    assert listed[1].endswith("(put back)")
    assert newsroom("rollback", "--to", "2").returncode == 0
    assert "Tuesday" in (site / TRAM).read_text()


def test_a_preview_in_between_never_comes_back_as_a_published_site(site, newsroom):
    (site / "output/secret.html").write_text("as a preview writes it")
    (site / "output/index.html").write_text("as a preview writes it")

    assert newsroom("rollback").returncode == 0

    assert files_of(site / "output") == files_of(site / "output.editions/000001")
    assert newsroom("rollback", "--to", "2").returncode == 0
    assert files_of(site / "output") == files_of(site / "output.editions/000002")


FAILING = """from pelican import signals


def fail(generator, writer):
    raise OSError(28, "No space left on device", "output/index.html")


def register():
    signals.article_writer_finalized.connect(fail)
"""


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("-- content/bad.md --\n---\ntitle: Bad\ndate: yesterday\n---\nText.\n", "", "mend the errors above"),
        (f"-- more/moon/__init__.py --\n{FAILING}", 'PLUGIN_PATHS += ["more"]\nPLUGINS += ["moon"]', "No space left on device"),
        ("", 'INDEX_SAVE_AS = "start.html"', "has no front page"),
        ("-- content/images/a.json --\n{}\n", 'EXTRA_PATH_METADATA = {"images/a.json": {"path": "build.json"}}', "build.json"),
    ],
    ids=["check", "build", "front page", "manifest"],
)  # fmt: skip
def test_when_a_step_fails_readers_see_the_site_as_it_was(site, newsroom, text, more, said):
    before = files_of(site / "output")
    write(site, text)
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write(f"{more}\n")

    ran = newsroom("publish")

    assert ran.returncode == 1
    assert said in ran.stdout + ran.stderr
    assert ran.stderr.rstrip().endswith("readers see the site as it was")
    assert "Traceback" not in ran.stderr
    assert files_of(site / "output") == before
    assert sorted(one.name for one in (site / "output.editions").iterdir()) == [
        "000001",
        "000002",
        "lock",
        "state.json",
    ]


def test_while_one_publishes_another_waits(site, newsroom):
    with (site / "output.editions/lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        ran = newsroom("publish")

    assert ran.returncode == 1
    assert ran.stderr == "newsroom: not published: another publish of output is under way; wait until it has ended\n"


def test_an_edition_that_somebody_changed_is_not_put_back(site, newsroom):
    (site / "output.editions/000001/index.html").unlink()

    ran = newsroom("rollback")

    assert ran.returncode == 1
    assert "edition 1 is no longer what was published (index.html was changed)" in ran.stderr


def test_a_link_is_followed_to_what_a_server_serves(site, newsroom):
    served = site / "srv" / "news"
    served.parent.mkdir()
    (site / "output").rename(served)
    (site / "output").symlink_to(served)

    ran = newsroom("rollback")

    assert ran.returncode == 0, ran.stderr
    assert (site / "output").is_symlink()
    assert files_of(served) == files_of(site / "output.editions/000001")


def test_two_places_have_their_own_editions(site, newsroom):
    elsewhere = site / "elsewhere" / "output"
    elsewhere.parent.mkdir()

    assert newsroom("publish", "-o", elsewhere).returncode == 0

    assert files_of(elsewhere)
    assert newsroom("rollback", "-o", elsewhere).returncode == 1
    assert sorted(one.name for one in (site / "output.editions").iterdir()) == [
        "000001",
        "000002",
        "lock",
        "state.json",
    ]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EBUSY, errno.EXDEV, errno.EIO])
def test_what_the_system_refuses_is_said_with_a_remedy(number):
    said = failures.words(OSError(number, os.strerror(number), "output.new/index.html"))

    assert "(output.new/index.html); " in said
    assert len(said.split("; ")) == 2
    assert "Errno" not in said


def git(folder, *words):
    identity = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


NOBODY = 65534


def may_run_as_nobody() -> bool:
    """Whether another user can be tried here: by root, where the interpreter lies in nobody's home."""
    if os.getuid():
        return False
    try:
        asked = [sys.executable, "-c", "import pelican.plugins.newsroom"]
        return not subprocess.run(
            asked, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, check=False
        ).returncode
    except PermissionError:
        return False


def published_by(user: int | None, folder: Path, **environment: str) -> dict[str, object]:
    """Publish a clone as this user, and give its manifest."""
    if user is not None:
        for one in (folder, *folder.rglob("*")):
            os.chown(one, user, user, follow_symlinks=False)
    given = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SOURCE_DATE_EPOCH": NOW,
        "SITEURL": "https://news.example",
    }
    ran = subprocess.run(
        [*NEWSROOM, "publish"], cwd=folder, env={**given, **environment},
        user=user, group=user, extra_groups=[] if user is not None else None, umask=0o077 if user is not None else -1,
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return json.loads((folder / "output" / "build.json").read_text(encoding="utf-8"))


def test_the_same_commit_gives_the_same_bytes_by_whomever_and_wherever_it_is_published(tmp_path):
    """In another folder, by another user where that can be tried, with another zone, locale, hash seed, umask and order of files."""
    first = tmp_path / "first"
    first.mkdir()
    more = "".join(
        f"-- content/more-{n}.md --\nTitle: More {n}\nDate: 2026-10-0{n}\nTags: a, b, c{n}\nCategory: World\n\nText {n} on harbours.\n"
        for n in range(1, 5)
    )
    write(first, STORY.format(day="Monday") + more + "-- .gitignore --\n/output*\n/.cache\n__pycache__\n")
    git(first, "init", "-q")
    git(first, "add", ".")
    git(first, "commit", "-qm", "One")
    as_nobody = may_run_as_nobody()
    elsewhere = Path(tempfile.mkdtemp(dir="/var/tmp" if as_nobody else tmp_path))  # noqa: S108 # tmp_path is root's alone
    second = elsewhere / "Другий ordner"
    try:
        git(tmp_path, "clone", "-q", "first", str(second))
        elsewhere.chmod(0o755)

        one = published_by(None, first, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
        other = published_by(
            NOBODY if as_nobody else None,
            second,
            PYTHONHASHSEED="4711",
            TZ="Asia/Tokyo",
            LC_ALL="C",
            LANG="de_DE.UTF-8",
        )

        assert one == other
        assert len(str(one["commit"])) == 40
        assert not one["uncommitted"]
        assert one["site"] == "https://news.example"
        assert files_of(first / "output") == files_of(second / "output")
    finally:
        shutil.rmtree(elsewhere, ignore_errors=True)


def test_what_was_withdrawn_since_is_not_put_back(site, newsroom):
    story = site / "content/tram.md"
    told = story.read_text(encoding="utf-8")
    gone = told.replace(
        "---\n\n", "withdrawn: {date: 2026-11-22, text: It was not true.}\nstatus: withdrawn\n---\n\n", 1
    )
    story.write_text(gone, encoding="utf-8")
    before = files_of(site / "output")

    ran = newsroom("rollback")
    assert ran.returncode == 1
    assert re.search(r"2026/11/tram/index.html(:\d+)?: E03 .*content/tram.md, which is not public", ran.stdout)
    assert "newsroom: not put back: that site tells what is not public now" in ran.stderr
    assert files_of(site / "output") == before

    ran = newsroom("rollback", "--anyway")
    assert ran.returncode == 0, ran.stderr
    assert "Monday" in (site / TRAM).read_text()


def test_nothing_is_put_back_where_nobody_can_say_what_is_public(site, newsroom):
    (site / "content/tram.md").write_text("---\ntitle: [The tram\n---\n\nText.\n", encoding="utf-8")

    ran = newsroom("rollback")
    assert ran.returncode == 1
    assert "content/tram.md:" in ran.stdout
    assert "Tuesday" in (site / TRAM).read_text()
    assert newsroom("rollback", "--anyway").returncode == 0


def test_rollback_without_anything_published_says_so(newsroom):
    ran = newsroom("rollback")

    assert ran.returncode == 1
    assert "there is no site before the last publish to go back to" in ran.stderr
    assert newsroom("rollback", "--list").stdout == ""
