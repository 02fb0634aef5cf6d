"""The output after a build is that of a clean one, file for file, whatever lay there and whatever others do to it."""

import os
import shutil
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
