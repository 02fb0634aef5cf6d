import threading
import time

import pytest
from pelican.plugins.preview.watching import changes, is_code, is_writing


@pytest.mark.parametrize(
    "path", ["content/tram.md", "content/data/tags.yaml", "themes/gazette/templates/base.html", "images/bild.jpg"]
)
def test_what_somebody_writes_counts(path):
    assert is_writing(path)


@pytest.mark.parametrize(
    "path", ["content/.tram.md.swp", "content/tram.md~", "content/#tram.md#", "content/.#tram.md", ".git/index", "content/4913", "a/__pycache__/b.pyc"]
)  # fmt: skip
def test_what_an_editor_or_git_leaves_behind_does_not(path):
    assert not is_writing(path)


def test_settings_and_plugins_are_code_and_stories_are_not():
    code = ("/site/pelicanconf.py", "/site/plugins")

    assert is_code("/site/pelicanconf.py", code)
    assert is_code("/site/plugins/tides/plugin.py", code)
    assert not is_code("/site/content/plugins.md", code)
    assert not is_code("/site/plugins-old/x.py", code)


def test_a_changed_file_is_told_of_and_a_backup_is_not(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    settings = tmp_path / "pelicanconf.py"
    settings.write_text("", encoding="utf-8")
    stop, told = threading.Event(), []

    def listen():
        for some in changes([str(folder)], [str(settings)], 2**63, stop):
            told.extend(some)
            if str(settings) in told and str(folder / "tram.md") in told:
                stop.set()

    thread = threading.Thread(target=listen)
    thread.start()
    for turn in range(100):
        (folder / "tram.md~").write_text(str(turn), encoding="utf-8")
        (folder / "tram.md").write_text(str(turn), encoding="utf-8")
        (tmp_path / "notes.txt").write_text(str(turn), encoding="utf-8")
        settings.write_text(f"N = {turn}", encoding="utf-8")
        thread.join(0.1)
        if not thread.is_alive():
            break
    stop.set()
    thread.join(5)

    assert set(told) == {str(folder / "tram.md"), str(settings)}


def test_what_changed_before_anybody_watched_is_not_lost(tmp_path):
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("1", encoding="utf-8")
    began = old.stat().st_mtime_ns + 1
    while not new.exists() or new.stat().st_mtime_ns < began:
        new.write_text("2", encoding="utf-8")
        time.sleep(0.001)
    stop = threading.Event()
    told = next(changes([str(tmp_path)], [], began, stop))
    stop.set()

    assert told == (str(new),)
